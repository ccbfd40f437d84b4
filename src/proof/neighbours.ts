import type { Address } from '../base/address.ts'
import { NONE } from './bdd.ts'
import { anyEmission } from './frames.ts'
import type { Graph } from './graph.ts'
import { holds } from './reading.ts'
import { VIA_ANY, VIA_ONLINK } from './space.ts'
import { Spread } from './spread.ts'
import type { Footstep } from './trace.ts'

/**
 * Whether the sender of a path could send it at all: a packet that was turned aside within a bridge was sent to a neighbour that never got it, but
 * that must have answered for its address (RFC 826, RFC 4861). On other paths the neighbour took the packet itself.
 */
export function isSendable(graph: Graph, footsteps: readonly Footstep[]): boolean {
  const [first] = footsteps
  const target = first === undefined || !turnedAside(graph, footsteps) ? null : neighbourOf(graph, first)
  return first === undefined || target === null || answers(graph, first, target)
}

const turnedAside = ({ nodes }: Graph, footsteps: readonly Footstep[]): boolean =>
  footsteps.some(({ node, point }, i) => {
    const next = footsteps[i + 1]
    return next !== undefined && 'bridge' in (nodes.places[node] ?? {}) && next.point.dst !== point.dst
  })

function neighbourOf({ engine: { space } }: Graph, { point }: Footstep): Address | null {
  if (point.via === VIA_ANY) return null
  return point.via === VIA_ONLINK ? space.addresses.interval(point.dst).first : (space.gateways[point.via - 2] ?? null)
}

/** A frame from there gets to an interface that bears the address. */
function answers(graph: Graph, first: Footstep, target: Address): boolean {
  const { engine, nodes } = graph
  const { space, index } = engine
  const vlan = space.value('vlan', first.point.vlan)
  const asked = new Spread(graph, [
    { node: first.node, set: space.bdd.all([anyEmission(engine), space.family('frame'), vlan]) },
  ])
  return index.cloud.interfaces.some(
    (i) =>
      i.addresses.some(({ address }) => address === target) &&
      holds(i.up, engine.reading) &&
      asked.total(nodes.in(i.id)) !== NONE,
  )
}
