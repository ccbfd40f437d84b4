import type { InterfaceId } from '../../cloud/ids.ts'
import { isKnown, type Knowable } from '../../cloud/knowable.ts'
import type { BridgePort, Interface } from '../../cloud/network.ts'
import type { CloudIndex } from '../../proof/index.ts'
import type { Answer } from '../result.ts'
import type { Places } from './places.ts'

/** What the frames of a wire get to at one end, by the tag that they bear there: none (null), one, or any. */
export interface Attachment {
  readonly node: string
  readonly tag: number | null | 'any'
  /** The interface as it is called at this end, '' where the node has none of its own. */
  readonly name: string
  readonly stands: Answer
}

const DEPTH = 4

/** What stands behind the wire's end: the VLANs of the bridge whose port it is, or the stack that takes in what arrives, with its VLAN interfaces. */
export function attachmentsOf(index: CloudIndex, places: Places, end: InterfaceId, depth = 0): Attachment[] {
  const wire = index.interface.get(end)
  if (wire === undefined || depth > DEPTH) return []
  const base = index.interface.get(wire.bond ?? end) ?? wire
  const up = worse(standing(places, wire), standing(places, base))
  const children = (index.children.get(base.id) ?? []).flatMap((child) =>
    attachmentsOf(index, places, child.id, depth + 1)
      .filter((a) => a.tag === null || a.tag === 'any')
      .map((a): Attachment => ({ ...a, tag: child.vlan?.tag ?? null, stands: worse(a.stands, up) })),
  )
  const found = index.port.get(base.id)
  const own =
    found !== undefined && !found.port.self
      ? portAttachments(places, found.bridge.id, found.port, base)
      : stackAttachments(places, base)
  return [...children, ...own.map((a) => ({ ...a, stands: worse(a.stands, up) }))]
}

/** Whoever has a machine of their own puts whatever tag they like on their frames; a machine of the network's does as it is set up. */
function stackAttachments(places: Places, base: Interface): Attachment[] {
  const node = places.ofInterface(base.id)
  if (node === null) return []
  return [{ node, tag: places.kindOf(node) === 'gateway' ? null : 'any', name: base.name, stands: 'yes' }]
}

/** The segments that a port is a member of. What was not understood of its membership may be any of them. */
export function portAttachments(places: Places, bridge: string, port: BridgePort, { name }: Interface): Attachment[] {
  const stands = port.self ? 'yes' : answerOf(port.forwarding)
  const at = (vlan: number | null, node: string): Attachment[] => {
    if (vlan === null) return [{ node, tag: 'any', name, stands }]
    const tags = [
      ...(port.pvid === vlan || within(port.untagged, vlan) ? [null] : []),
      ...(within(port.tagged, vlan) ? [vlan] : []),
    ]
    if (tags.length > 0) return tags.map((tag) => ({ node, tag, name, stands }))
    return port.unknown === undefined ? [] : [{ node, tag: 'any', name, stands: 'unknown' }]
  }
  return [...places.segmentsOf(bridge)].flatMap(([vlan, node]) => at(vlan, node))
}

const within = (ranges: BridgePort['tagged'], vlan: number): boolean =>
  ranges.some((r) => r.first <= vlan && vlan <= r.last)

/** Whoever owns a machine can raise its interfaces (V-2a): that one is down says nothing there. */
const standing = (places: Places, { id, up }: Interface): Answer => {
  const node = places.ofInterface(id)
  return node !== null && places.kindOf(node) !== 'gateway' ? 'yes' : answerOf(up)
}

const answerOf = (fact: Knowable<boolean>): Answer => (isKnown(fact) ? (fact.known ? 'yes' : 'no') : 'unknown')

const RANK: Readonly<Record<Answer, number>> = { yes: 0, unknown: 1, no: 2 }
/** Of two things that both have to stand: the one that stands less. */
export const worse = (a: Answer, b: Answer): Answer => (RANK[a] >= RANK[b] ? a : b)
