import { familyOf } from '../base/address.ts'
import type { Cloud, Endpoint } from '../cloud/cloud.ts'
import type { EndpointId } from '../cloud/ids.ts'
import type { Router } from '../cloud/network.ts'
import { ALL, NONE, type Set } from './bdd.ts'
import type { Engine } from './engine.ts'
import { anyEmission } from './frames.ts'
import { Graph, type At } from './graph.ts'
import { lossIn } from './lost.ts'
import type { NodePlace } from './nodes.ts'
import { isSendable } from './neighbours.ts'
import { ordinaryRequests } from './ordinaryRequests.ts'
import { deliveriesTo, wiresOf } from './parties.ts'
import type { Prover } from './prover.ts'
import type { Reading } from './reading.ts'
import { emitted, emittedUnbound } from './routers.ts'
import { NO_INTERFACE, type Point } from './space.ts'
import { Spread } from './spread.ts'
import { trace, type Footstep } from './trace.ts'
import { repliesTo, trackingOf } from './tracking.ts'

/** How many different first packets to one recipient are tried. When that was not all of them, the may reading does not call it impossible. */
const TRIES: Readonly<Record<Reading, number>> = { must: 8, may: 48 }

/** What became of a connection: it works, the request does not arrive, or no reply to it returns. */
export interface Connection {
  readonly works: boolean
  readonly request: { readonly spread: Spread; readonly footsteps: readonly Footstep[] } | null
  readonly reply: { readonly spread: Spread; readonly footsteps: readonly Footstep[] | null } | null
}

/** More equal-cost hops than this are not tried one by one. */
const MOST_HOPS = 16
/** Nor more addresses of one interface. */
const MOST_ADDRESSES = 16

const FAILED: Connection = { works: false, request: null, reply: null }

/**
 * V-2: whether the endpoint, with its own addresses and an ephemeral port, gets a reply to some packet of `headers` (a set over destination,
 * protocol and port). Its own machine's routes and filters count where they are in evidence. A packet back that does not bear what the request
 * was sent to (a translation that nobody undid on the way) is no reply: no socket takes it.
 */
export function connects(prover: Prover, reading: Reading, source: EndpointId, headers: Set): Connection {
  const found = connectsBy(prover, reading, source, headers, null)
  if (!found.works || reading === 'may') return found
  for (let hop = 0; hop < equalHops(prover.index.cloud); hop++) {
    const tried = connectsBy(prover, reading, source, headers, hop)
    if (!tried.works) return tried
  }
  return found
}

const hopCounts = new WeakMap<Cloud, number>()

/** How many equal-cost hops some route has: a flow takes one of them, so a sure connection works by the first of each, by the second … */
function equalHops(cloud: Cloud): number {
  const known = hopCounts.get(cloud)
  if (known !== undefined) return known
  const routes = cloud.routers.flatMap((r) => r.tables.flatMap((t) => t.routes))
  const most = routes.reduce((n, { action }) => (action.kind === 'forward' ? Math.max(n, action.hops.length) : n), 1)
  const count = most === 1 ? 0 : Math.min(most, MOST_HOPS)
  hopCounts.set(cloud, count)
  return count
}

/** Each address of the source by itself: a translation may make one packet of two, of which the reply finds only one. */
function connectsBy(
  prover: Prover,
  reading: Reading,
  source: EndpointId,
  headers: Set,
  hop: number | null,
): Connection {
  const { addresses, addressesComplete } = prover.endpoint(source)
  if (!addressesComplete || addresses.length < 2 || addresses.length > MOST_ADDRESSES)
    return connectsFrom(prover, reading, source, headers, hop)
  let last = FAILED
  for (const address of addresses) {
    const tried = connectsFrom(
      prover,
      reading,
      source,
      prover.space.bdd.and(headers, addressed(prover, 'src', [address])),
      hop,
    )
    if (tried.works) return tried
    if (tried.request !== null) last = tried
  }
  return last
}

function connectsFrom(
  prover: Prover,
  reading: Reading,
  source: EndpointId,
  headers: Set,
  hop: number | null,
): Connection {
  const graph = prover.graph(reading, 'as-evidence', hop)
  const seeds = requests(prover, graph, prover.endpoint(source), headers)
  const whole = new Spread(graph, seeds)
  let last = FAILED
  let untried: Connection | null = null
  for (const { endpoint, at } of recipients(prover, whole)) {
    let rest = at.set
    for (let i = 0; i < TRIES[reading] && rest !== NONE; i++) {
      const footsteps = trace(whole, at.node, rest) as Footstep[]
      const tried = attempt(prover, graph, prover.endpoint(source), endpoint, footsteps, whole)
      if (tried.works) return tried
      last = tried
      rest = prover.space.bdd.without(rest, likeOf(prover, (footsteps.at(-1) as Footstep).point, tried))
    }
    if (rest !== NONE) untried = { ...last, works: true }
  }
  if (reading === 'must') return last
  const { addressesComplete, device } = prover.endpoint(source)
  const open = !addressesComplete && prover.index.device.get(device)?.kind === 'host' && last.request !== null
  return open ? { ...last, works: true } : (untried ?? last)
}

/**
 * Packets that need not be tried after this one: those that differ in nothing but the source's port; and where its reply was lost only for want of a
 * way, and routing looks at addresses only, all between the same addresses.
 */
function likeOf(prover: Prover, point: Point, tried: Connection): Set {
  const unlike = wantsWay(prover, tried) ? UNSEEN_BY_ROUTING : UNSEEN_BY_REPLIES
  return unlike.reduce<Set>((rest, field) => prover.space.forget(rest, field), prover.space.point(point))
}

const UNSEEN_BY_REPLIES = ['sport', 'tcpFlags', 'iif', 'oif', 'via', 'vlan'] as const
const UNSEEN_BY_ROUTING = [...UNSEEN_BY_REPLIES, 'protocol', 'dport'] as const

/** No rule dropped the reply anywhere (a rule's drop would be the most telling loss): there was no route, or no forwarding. */
function wantsWay(prover: Prover, { reply }: Connection): boolean {
  if (reply === null || !prover.routesByAddress) return false
  const loss = lossIn(reply.spread)
  return loss !== null && ['no-route', 'does-not-forward'].includes(loss.decision.code)
}

function recipients(prover: Prover, spread: Spread): { endpoint: Endpoint; at: At }[] {
  const { index, nodes, owners, space } = prover
  return index.cloud.endpoints.flatMap((endpoint) =>
    deliveriesTo(spread.graph.engine, nodes, owners, endpoint).flatMap(({ node, set }) => {
      const arrived = space.bdd.all([spread.total(node), set, borneBy(prover, spread.graph.engine, endpoint)])
      return arrived === NONE ? [] : [{ endpoint, at: { node, set: arrived } }]
    }),
  )
}

const addressed = (prover: Prover, field: 'src' | 'dst', addresses: readonly bigint[]): Set =>
  prover.space.addressSet(
    field,
    addresses.map((a) => ({ first: a, last: a })),
  )

/** Packets to an address that the endpoint bears; the world outside bears every one that nobody in evidence has published. */
function borneBy(prover: Prover, { reading, index }: Engine, endpoint: Endpoint): Set {
  const packets = prover.space.bdd.not(prover.space.family('frame'))
  const open =
    !endpoint.addressesComplete && (reading === 'may' || index.device.get(endpoint.device)?.kind === 'external')
  if (!open) return addressed(prover, 'dst', endpoint.addresses)
  const published = index.cloud.endpoints.flatMap((e) => e.published)
  return prover.space.bdd.without(packets, addressed(prover, 'dst', published))
}

/** What the source sends: ordinary first packets from its own addresses, the way that its own machine would. */
export function requests(prover: Prover, graph: Graph, source: Endpoint, headers: Set): At[] {
  const { space } = prover
  const meant = [headers, ordinaryRequests(prover, source), space.value('vlan', 0)]
  const ordinary = space.bdd.all([anyEmission(graph.engine), ...meant])
  return sentBy(prover, graph, source, ordinary, null)
}

/** Packets that an endpoint's machine sends from its own addresses: through its routes and output rules where they are in evidence, else on its wire. */
function sentBy(prover: Prover, graph: Graph, source: Endpoint, set: Set, arrival: Footstep | null): At[] {
  const { index, space } = prover
  const kind = index.device.get(source.device)?.kind
  const routers = kind === 'external' || kind === 'unseen' ? [] : speakingRouters(prover, source, arrival)
  if (routers.length === 0) return onWire(prover, graph, source, set, arrival)
  const context = contextOf(prover, source, arrival)
  const open = !source.addressesComplete && graph.engine.reading === 'may'
  const src = arrival === null && !open ? addressed(prover, 'src', source.addresses) : ALL
  const own = space.bdd.and(space.assign(set, 'iif', context), src)
  const tracking = arrival === null ? null : trackingFor(graph)
  const sent = routers.flatMap((router) => [
    ...emitted(graph.engine, router, tracking?.establish(router, own) ?? own, null, tracking),
    ...(arrival === null ? emittedUnbound(graph.engine, router, own) : []),
  ])
  return sent.flatMap(({ to, set: leaving }) => {
    const node = graph.number(to)
    const kept = arrival !== null || speaksBy(prover, source, to) ? leaving : NONE
    return node === null || kept === NONE ? [] : [{ node, set: kept }]
  })
}

/** The stacks of the machine that may speak for the endpoint: the one that took the request, the one of its interface, else each. */
function speakingRouters({ index, nodes }: Prover, source: Endpoint, arrival: Footstep | null): readonly Router[] {
  const all = index.routersOf.get(source.device) ?? []
  const place = arrival === null ? undefined : nodes.places[arrival.node]
  const wanted = place !== undefined && 'router' in place ? place.router : index.interface.get(source.interface)?.router
  const one = all.filter((router) => router.id === wanted)
  return one.length > 0 ? one : all
}

const trackings = new WeakMap<Graph, ReturnType<typeof trackingOf>>()
const trackingFor = (graph: Graph): ReturnType<typeof trackingOf> | null => trackings.get(graph) ?? null

/** Whether the endpoint's own address is what its machine would use there: its own interface, or one without an address, or it has no wire (a loopback). */
function speaksBy(prover: Prover, source: Endpoint, to: NodePlace): boolean {
  if (!('interface' in to) || to.interface === source.interface) return true
  const out = prover.index.interface.get(to.interface)?.addresses ?? []
  const wired = wiresOf(prover.index, source).some((id) => (prover.index.links.get(id) ?? []).length > 0)
  return !wired || !out.some((a) => source.addresses.some((b) => familyOf(a.address) === familyOf(b)))
}

/** A socket in a VRF, or the connection that a reply belongs to, is routed in that VRF; elsewhere what a machine sends came in by no interface. */
function contextOf(prover: Prover, source: Endpoint, arrival: Footstep | null): number {
  const { space, index } = prover
  if (arrival === null)
    return source.vrf === undefined ? NO_INTERFACE : (space.interfaceRank.get(source.interface) ?? NO_INTERFACE)
  const by = space.interfaces[arrival.point.iif - 2]
  const inVrf = (index.endpointsOf.get(source.device) ?? []).some((e) => e.interface === by && e.vrf !== undefined)
  return inVrf ? arrival.point.iif : NO_INTERFACE
}

function onWire(prover: Prover, { engine, nodes }: Graph, source: Endpoint, set: Set, arrival: Footstep | null): At[] {
  const { space, index } = prover
  const known = source.addressesComplete || source.addresses.length > 0
  const may = engine.reading === 'may' || index.device.get(source.device)?.kind === 'external'
  const src = source.addressesComplete || !may ? addressed(prover, 'src', source.addresses) : space.valid
  if (!known && !may) return []
  const tag = arrival?.point.vlan ?? space.vlan(index.interface.get(source.interface)?.vlan?.tag ?? 0)
  const sent = space.assign(space.bdd.and(set, arrival === null ? src : space.valid), 'vlan', tag)
  return wiresOf(index, source).flatMap((id) => {
    const node = nodes.out(id)
    return node === null || sent === NONE ? [] : [{ node, set: sent }]
  })
}

function attempt(
  prover: Prover,
  graph: Graph,
  source: Endpoint,
  to: Endpoint,
  footsteps: Footstep[],
  whole: Spread,
): Connection {
  const first = footsteps[0] as Footstep
  const last = footsteps.at(-1) as Footstep
  const single = new Spread(graph, [{ node: first.node, set: prover.space.point(first.point) }])
  const tracking = trackingOf(prover.index, single)
  const back = new Graph(graph.engine, graph.nodes, tracking)
  trackings.set(back, tracking)
  const spread = new Spread(back, replies(prover, back, to, last))
  const awaited = repliesTo(prover.space, prover.space.point(first.point))
  const home = deliveriesTo(graph.engine, prover.nodes, prover.owners, source)
    .map(({ node, set }) => ({
      node,
      set: prover.space.bdd.all([spread.total(node), set, awaited, borneBy(prover, graph.engine, source)]),
    }))
    .find((a) => a.set !== NONE)
  return {
    works: home !== undefined && (graph.engine.reading === 'may' || isSendable(graph, footsteps)),
    request: { spread: whole, footsteps },
    reply: { spread, footsteps: home === undefined ? null : trace(spread, home.node, home.set) },
  }
}

/** What the recipient answers to one packet that it got. */
function replies(prover: Prover, back: Graph, from: Endpoint, arrival: Footstep): At[] {
  const { space } = prover
  const { bdd } = space
  const meta = (['origin', 'oif', 'via', 'state', 'mark', 'vlan'] as const).map((f) => space.value(f, 0))
  const flags = bdd.or(bdd.not(space.protocolSet([6])), space.value('tcpFlags', 0x12))
  const reply = bdd.all([
    repliesTo(space, space.point(arrival.point)),
    flags,
    space.value('iif', 0),
    ...meta,
    space.valid,
  ])
  return sentBy(prover, back, from, reply, arrival)
}
