import type { DeviceId, UnknownId } from '../cloud/ids.ts'
import type { Knowable } from '../cloud/knowable.ts'
import type { BridgePort, Router } from '../cloud/network.ts'
import { NONE } from './bdd.ts'
import type { Ruling } from './chains.ts'
import type { Graph } from './graph.ts'
import { impliedId } from './implied.ts'
import type { CloudIndex } from './index.ts'
import type { NodePlace } from './nodes.ts'
import { deliveriesTo } from './parties.ts'
import type { Prover } from './prover.ts'
import { forwardingOf } from './routers.ts'
import { VIA_ANY } from './space.ts'
import type { Spread } from './spread.ts'
import type { Footstep } from './trace.ts'

/** V-8: the unknowns that a may-path leans on: those at its start, at each step and at its end that are not sure. Some are implied (`impliedUnknown`). */
export function unknownsOn(prover: Prover, may: Spread, footsteps: readonly Footstep[]): UnknownId[] {
  const { nodes } = may.graph
  const must = prover.graph('must', may.graph.engine.cut.inside)
  const found = new Set<UnknownId>(startUnknowns(prover.index, nodes.places[footsteps[0]?.node ?? -1]))
  footsteps.forEach((step, i) => {
    const next = footsteps[i + 1]
    const place = nodes.places[step.node] as NodePlace
    if (next === undefined) return endUnknowns(prover, must, step, place).forEach((u) => found.add(u))
    const target = prover.space.point(next.point)
    const sure = must
      .successors(step.node, prover.space.point(step.point))
      .some((s) => s.node === next.node && prover.space.bdd.and(s.set, target) !== NONE)
    if (!sure) for (const u of stepUnknowns(prover, step, place, nodes.places[next.node] as NodePlace)) found.add(u)
  })
  return [...found]
}

function stepUnknowns({ index, space }: Prover, step: Footstep, place: NodePlace, next: NodePlace): UnknownId[] {
  const named = [...step.rulings.flatMap(rulingUnknowns), ...placeUnknowns(index, place, next)]
  const device = deviceOf(index, place)
  if (device === undefined) return named
  if ('bridge' in place)
    named.push(...interfaceUnknowns(index, { kind: 'in', interface: space.interfaces[step.point.iif - 2] ?? '' }))
  if (isPassedOn(place, next)) named.push(impliedId(device, 'inside-not-seen'))
  const takes = place.kind === 'router' || place.kind === 'in'
  if (takes && step.point.via !== VIA_ANY) named.push(impliedId(device, 'addresses-not-sure'))
  if (named.length > 0) return named
  if ('bridge' in place) return [impliedId(device, 'own-tag-not-sure')]
  return 'router' in place ? [impliedId(device, 'route-not-sure')] : []
}

const rulingUnknowns = ({ rule }: Ruling): readonly UnknownId[] => [
  ...(rule?.action.kind === 'unknown' ? [rule.action.unknown] : []),
  ...(rule?.match.unknown ?? []),
]

/** Out again of a machine whose inside does not matter. */
const isPassedOn = (place: NodePlace, next: NodePlace): boolean => place.kind === 'in' && next.kind === 'out'

function deviceOf(index: CloudIndex, place: NodePlace): DeviceId | undefined {
  if ('interface' in place) return index.interface.get(place.interface)?.device
  return 'router' in place ? index.router.get(place.router)?.device : index.bridge.get(place.bridge)?.device
}

/** What nobody saw may send anything, or nothing. */
function startUnknowns(index: CloudIndex, place: NodePlace | undefined): UnknownId[] {
  const device = place === undefined ? undefined : deviceOf(index, place)
  if (device === undefined || index.device.get(device)?.kind !== 'unseen') return []
  return [impliedId(device, 'inside-not-seen')]
}

const unknownOf = (fact: Knowable<unknown> | undefined): UnknownId[] =>
  fact !== undefined && !('known' in fact) ? [fact.unknown] : []

/** Why it is not sure that what has come here is delivered: the wire, the interface, or for which addresses the machine takes packets. */
function endUnknowns(prover: Prover, must: Graph, step: Footstep, place: NodePlace): UnknownId[] {
  const { index } = prover
  const device = deviceOf(index, place)
  if (device === undefined || isSurelyDelivered(prover, must, step, device)) return []
  const proxies = (index.interfacesOf.get(device) ?? []).flatMap((i) => unknownOf(i.proxyNeighbour))
  const seen = index.device.get(device)?.kind !== 'unseen'
  const implied = proxies.length > 0 ? [] : [impliedId(device, seen ? 'addresses-not-sure' : 'inside-not-seen')]
  return [...interfaceUnknowns(index, place), ...proxies, ...implied]
}

function isSurelyDelivered(
  { index, nodes, owners, space }: Prover,
  must: Graph,
  step: Footstep,
  device: DeviceId,
): boolean {
  const point = space.point(step.point)
  return (index.endpointsOf.get(device) ?? []).some((endpoint) =>
    deliveriesTo(must.engine, nodes, owners, endpoint).some(
      (d) => d.node === step.node && space.bdd.and(d.set, point) !== NONE,
    ),
  )
}

function placeUnknowns(index: CloudIndex, from: NodePlace, to: NodePlace): UnknownId[] {
  return [
    ...interfaceUnknowns(index, from),
    ...interfaceUnknowns(index, to),
    ...linkUnknowns(index, from, to),
    ...deviceUnknowns(index, from),
    ...('bridge' in to ? unknownOf(index.bridge.get(to.bridge)?.vlanAware) : []),
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
    router.takesLoopback?.[i.id],
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
