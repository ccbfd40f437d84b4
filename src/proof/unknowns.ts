import type { UnknownId } from '../cloud/ids.ts'
import type { Knowable } from '../cloud/knowable.ts'
import type { BridgePort, Router } from '../cloud/network.ts'
import { NONE } from './bdd.ts'
import type { CloudIndex } from './index.ts'
import type { NodePlace } from './nodes.ts'
import type { Prover } from './prover.ts'
import { forwardingOf } from './routers.ts'
import type { Spread } from './spread.ts'
import type { Footstep } from './trace.ts'

/** V-8: the unknowns that a may-path leans on: those at each step that is not sure. */
export function unknownsOn(prover: Prover, may: Spread, footsteps: readonly Footstep[]): UnknownId[] {
  const { nodes } = may.graph
  const must = prover.graph('must', may.graph.engine.cut.inside)
  const found = new Set<UnknownId>()
  footsteps.forEach((step, i) => {
    const next = footsteps[i + 1]
    const place = nodes.places[step.node] as NodePlace
    if (next === undefined) return endUnknowns(prover.index, place).forEach((u) => found.add(u))
    const target = prover.space.point(next.point)
    const sure = must
      .successors(step.node, prover.space.point(step.point))
      .some((s) => s.node === next.node && prover.space.bdd.and(s.set, target) !== NONE)
    if (sure) return
    for (const ruling of step.rulings) {
      if (ruling.rule?.action.kind === 'unknown') found.add(ruling.rule.action.unknown)
      for (const u of ruling.rule?.match.unknown ?? []) found.add(u)
    }
    for (const u of placeUnknowns(prover.index, place, nodes.places[next.node] as NodePlace)) found.add(u)
  })
  return [...found]
}

const unknownOf = (fact: Knowable<unknown> | undefined): UnknownId[] =>
  fact !== undefined && !('known' in fact) ? [fact.unknown] : []

/** A delivery over a link that is not certain, or to a machine of which it is not known for whom else it answers. */
function endUnknowns(index: CloudIndex, place: NodePlace): UnknownId[] {
  if (!('interface' in place)) return []
  const device = index.interface.get(place.interface)?.device ?? ''
  return [
    ...(index.links.get(place.interface) ?? []).flatMap((l) => (l.unknown === undefined ? [] : [l.unknown])),
    ...(index.interfacesOf.get(device) ?? []).flatMap((i) => unknownOf(i.proxyNeighbour)),
  ]
}

function placeUnknowns(index: CloudIndex, from: NodePlace, to: NodePlace): UnknownId[] {
  return [
    ...interfaceUnknowns(index, from),
    ...interfaceUnknowns(index, to),
    ...linkUnknowns(index, from, to),
    ...deviceUnknowns(index, from),
  ]
}

function interfaceUnknowns(index: CloudIndex, place: NodePlace): UnknownId[] {
  if (!('interface' in place)) return []
  const port = index.port.get(place.interface)?.port
  return [...unknownOf(index.interface.get(place.interface)?.up), ...(port === undefined ? [] : portUnknowns(port))]
}

const portUnknowns = (port: BridgePort): UnknownId[] => [
  ...(port.unknown === undefined ? [] : [port.unknown]),
  ...unknownOf(port.isolated),
  ...unknownOf(port.forwarding),
]

function linkUnknowns(index: CloudIndex, from: NodePlace, to: NodePlace): UnknownId[] {
  if (!('interface' in from)) return []
  const links = index.links.get(from.interface) ?? []
  const taken = 'interface' in to ? links.filter((l) => l.ends.includes(to.interface)) : links
  return taken.flatMap((l) => (l.unknown === undefined ? [] : [l.unknown]))
}

function deviceUnknowns(index: CloudIndex, place: NodePlace): UnknownId[] {
  if ('bridge' in place) {
    const bridge = index.bridge.get(place.bridge)
    if (bridge === undefined) return []
    return [bridge.vlanAware, bridge.netfilter.ip4, bridge.netfilter.ip6, bridge.netfilter.tagged].flatMap(unknownOf)
  }
  const router = 'router' in place ? index.router.get(place.router) : undefined
  return router === undefined ? [] : routerUnknowns(index, router)
}

function routerUnknowns(index: CloudIndex, router: Router): UnknownId[] {
  const own = index.interfacesOfRouter.get(router.id) ?? []
  const facts = own.flatMap((i) => [
    forwardingOf(router.forwards.ip4, i.id),
    forwardingOf(router.forwards.ip6, i.id),
    router.reversePath[i.id],
    i.proxyNeighbour,
  ])
  return [
    ...facts.flatMap(unknownOf),
    ...router.tables.flatMap((t) => (t.unknown === undefined ? [] : [t.unknown])),
    ...router.tables.flatMap((t) => t.routes.flatMap((r) => (r.action.kind === 'unknown' ? [r.action.unknown] : []))),
    ...router.policy.flatMap((p) => [
      ...(p.match.unknown ?? []),
      ...(p.action.kind === 'unknown' ? [p.action.unknown] : []),
    ]),
  ]
}
