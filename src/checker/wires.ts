import type { Endpoint } from '../cloud/cloud.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import type { Interface } from '../cloud/network.ts'
import type { CloudIndex } from './cloudIndex.ts'

/** The interface on which the wire is: a VLAN's parent, or the interface itself. */
export function baseOf(index: CloudIndex, id: InterfaceId): Interface | undefined {
  let face = index.interfaces.get(id)
  for (const seen = new Set<InterfaceId>(); face?.vlan !== undefined && !seen.has(face.id);) {
    seen.add(face.id)
    face = index.interfaces.get(face.vlan.parent)
  }
  return face
}

const DEEPEST = 4

/** The wires below an interface: its base's own, or those of the bond's members, or of the other ports of the bridge whose own it is. */
export function wiresOf(index: CloudIndex, id: InterfaceId, depth = 0): InterfaceId[] {
  const base = baseOf(index, id)
  if (base === undefined || depth > DEEPEST) return []
  const below = [
    ...index.bondMembersOf(base.id).map((member) => member.id),
    ...index
      .ownBridgesOf(base.id)
      .flatMap(({ bridge }) => bridge.ports.filter((port) => !port.self).map((port) => port.interface)),
  ]
  const isWire = index.bondMembersOf(base.id).length === 0 && index.ownBridgesOf(base.id).length === 0
  return isWire ? [base.id] : [...new Set(below.flatMap((each) => wiresOf(index, each, depth + 1)))]
}

/**
 * Whether what comes to a machine by this wire with this tag is the endpoint's: a VLAN interface has its tag, the interface of the wire all others.
 * What is no endpoint's by that is every endpoint's of the wire, and on a wire without any, every endpoint's of the machine.
 */
export function comesTo(index: CloudIndex, to: Endpoint, wire: InterfaceId, tag: number | null): boolean {
  const all = index.endpointsOfDevice(to.device)
  const here = all.filter((e) => wiresOf(index, e.interface).includes(wire))
  if (here.length === 0) return wiresOf(index, wire).includes(wire)
  if (!here.includes(to)) return false
  const tagOf = (e: Endpoint) => index.interfaces.get(e.interface)?.vlan?.tag ?? null
  const tagged = here.filter((e) => tagOf(e) !== null)
  if (tagged.some((e) => tagOf(e) === tag)) return tagOf(to) === tag
  return tagOf(to) === null || tagged.length === here.length
}
