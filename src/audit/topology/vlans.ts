import { isKnown } from '../../cloud/knowable.ts'
import type { Bridge } from '../../cloud/network.ts'
import type { CloudIndex } from '../../proof/index.ts'

/** A tagged range wider than this is a trunk for whatever may come: its VLANs have no segment of their own for it. */
const WIDE = 16
/** A bridge with more VLANs than this is drawn as one segment. */
const MOST = 64

/** The VLANs of a bridge that are drawn as segments of their own, in order; empty: the bridge is one segment. */
export function drawnVlans(index: CloudIndex, bridge: Bridge): readonly number[] {
  if (!isKnown(bridge.vlanAware) || !bridge.vlanAware.known) return []
  const ranges = bridge.ports.flatMap((port) => [...port.untagged, ...port.tagged])
  const named = ranges.filter((r) => r.last - r.first < WIDE)
  const children = bridge.ports.flatMap((port) => (index.children.get(port.interface) ?? []).map((i) => i.vlan?.tag))
  const all = new Set<number>()
  for (const { first, last } of named) for (let vlan = first; vlan <= last; vlan++) all.add(vlan)
  for (const vlan of [...bridge.ports.map((port) => port.pvid), ...children])
    if (vlan !== null && vlan !== undefined) all.add(vlan)
  return all.size > MOST ? [] : [...all].toSorted((a, b) => a - b)
}
