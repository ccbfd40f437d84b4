import type { Cloud } from '../../src/cloud/cloud.ts'
import type { EndpointId } from '../../src/cloud/ids.ts'
import { ICMP_PROTOCOLS, PORT_PROTOCOLS } from '../../src/cloud/match.ts'
import { indexCloud } from '../../src/checker/cloudIndex.ts'
import type { CloudIndex } from '../../src/checker/cloudIndex.ts'
import { makeContext } from '../../src/checker/context.ts'
import type { Context, Options } from '../../src/checker/context.ts'
import type { Owners } from '../../src/checker/owners.ts'
import { writeStep } from '../../src/checker/packetForm.ts'
import { canEmit, hasArrived } from '../../src/checker/parties.ts'
import { baseOf, wiresOf } from '../../src/checker/wires.ts'
import { stateKey } from '../../src/checker/state.ts'
import type { Header, State } from '../../src/checker/state.ts'
import { successors } from '../../src/checker/successors.ts'
import type { Place, Witness } from '../../src/checker/witness.ts'
import { ofFamily, pointsOf } from './points.ts'
import type { Points } from './points.ts'

/** What comes of one source at one destination. `witness` is the way of the first sure delivery, else of the first possible one. */
export interface Delivery {
  readonly sure: boolean
  readonly possible: boolean
  readonly witness: Witness | null
}

const never: Delivery = { sure: false, possible: false, witness: null }

/** V-1 by trying everything: every packet that can be told apart, from every place where `from` can emit it, along every way. Small clouds only. */
export function delivers(
  cloud: Cloud,
  owners: Owners,
  from: EndpointId,
  to: EndpointId,
  options: Options = {},
): Delivery {
  return deliveriesFrom(cloud, owners, from, options).get(to) ?? never
}

/** The same for every other endpoint at once. Those to which nothing is delivered are absent. */
export function deliveriesFrom(
  cloud: Cloud,
  owners: Owners,
  from: EndpointId,
  options: Options = {},
): ReadonlyMap<EndpointId, Delivery> {
  const points = pointsOf(cloud)
  const index = indexCloud(cloud)
  const context = makeContext(index, owners, { ...hintsOf(points), ...options })
  const found = new Map<EndpointId, Delivery>()
  const others = cloud.endpoints.filter(({ id }) => id !== from)
  const visited = (visit: Visit) => note(context, found, from, visit)
  for (const header of headers(points)) {
    if (others.every(({ id }) => found.get(id)?.sure === true)) break
    const starts = emissions(context, from, points, header)
    explore(context, starts, true, visited)
    if (others.some(({ id }) => !found.has(id))) explore(context, starts, false, visited)
  }
  return found
}

/** A packet as it arrives at an endpoint, and whether it surely does. */
export interface Arrival {
  readonly to: EndpointId
  readonly header: Header
  readonly sure: boolean
}

/** Every packet that arrives anywhere, of every packet that `from` can emit. */
export function* arrivalsFrom(
  cloud: Cloud,
  owners: Owners,
  from: EndpointId,
  options: Options = {},
): Generator<Arrival> {
  const points = pointsOf(cloud)
  const context = makeContext(indexCloud(cloud), owners, { ...hintsOf(points), ...options })
  const others = cloud.endpoints.filter(({ id }) => id !== from)
  for (const header of headers(points)) {
    const starts = emissions(context, from, points, header)
    for (const sureOnly of [true, false]) {
      const visits: Visit[] = []
      explore(context, starts, sureOnly, (visit) => visits.push(visit))
      for (const { state, sure } of visits)
        for (const to of others) {
          const arrived = hasArrived(context, to, state)
          if (arrived !== false) yield { to: to.id, header: state.header, sure: sureOnly && sure && arrived === true }
        }
    }
  }
}

/** How many headers the oracle would try from each place: so that a test may leave out the clouds that take long. */
export function effort(cloud: Cloud): number {
  let count = 0
  for (const _ of headers(pointsOf(cloud))) count += 1
  return count
}

const hintsOf = (points: Points): Options => ({
  vlans: points.vlans,
  addresses: [...points.sources, ...points.destinations],
  ports: [...points.sports, ...points.dports],
  marks: points.marks,
})

interface Visit {
  readonly state: State
  readonly sure: boolean
  readonly before: Visit | null
}

/** Depth first over states; a first round along sure steps only, a second along all. */
function explore(context: Context, starts: readonly Visit[], sureOnly: boolean, visited: (visit: Visit) => void): void {
  const seen = new Set<string>()
  const stack = [...starts]
  for (let visit = stack.pop(); visit !== undefined; visit = stack.pop()) {
    const key = stateKey(visit.state)
    if ((sureOnly && !visit.sure) || seen.has(key)) continue
    seen.add(key)
    visited(visit)
    for (const { next, sure } of successors(context.index, context.owners, visit.state, context.options)) {
      stack.push({ state: next, sure: visit.sure && sure, before: visit })
    }
  }
}

function note(context: Context, found: Map<EndpointId, Delivery>, from: EndpointId, visit: Visit): void {
  for (const to of context.index.cloud.endpoints) {
    if (to.id === from) continue
    const arrived = hasArrived(context, to, visit.state)
    const before = found.get(to.id) ?? never
    if (arrived === false || before.sure) continue
    const sure = visit.sure && arrived === true
    if (before.possible && !sure) continue
    found.set(to.id, {
      sure,
      possible: true,
      witness: { version: 1, from, to: to.id, steps: wayTo(visit).map(writeStep) },
    })
  }
}

function wayTo(visit: Visit): State[] {
  const way: State[] = []
  for (let v: Visit | null = visit; v !== null; v = v.before) way.unshift(v.state)
  return way
}

function emissions(context: Context, id: EndpointId, points: Points, header: Header): Visit[] {
  const from = context.index.endpoints.get(id)
  if (from === undefined) return []
  return startsOf(context.index, from.interface, from.device).flatMap(({ place, iif }) =>
    (place.kind === 'own' ? [null] : points.vlans).flatMap((vlan): Visit[] => {
      const state: State = { place, header, vlan, iif, via: 'any' }
      const may = canEmit(context, from, state)
      return may === false ? [] : [{ state, sure: may === true, before: null }]
    }),
  )
}

/** Every place where an endpoint might put a packet, right or wrong: wires, and stacks by each of their interfaces. */
function startsOf(index: CloudIndex, on: string, device: string): { place: Place; iif: string | null }[] {
  const wires = new Set([baseOf(index, on)?.id ?? on, ...wiresOf(index, on)])
  const own = index.routersOfDevice(device).flatMap(({ id }) =>
    [null, ...index.interfacesOfRouter(id).map((each) => each.id)].map((iif) => ({
      place: { kind: 'own' as const, router: id },
      iif,
    })),
  )
  return [...[...wires].map((id) => ({ place: { kind: 'out' as const, interface: id }, iif: null })), ...own]
}

const BARE: Header = {
  family: 'frame',
  src: null,
  dst: null,
  protocol: null,
  sport: null,
  dport: null,
  icmp: null,
  tcpFlags: null,
  state: 'new',
  mark: 0,
}

/** Every header that the cloud can tell apart. */
export function* headers(points: Points): Generator<Header> {
  yield BARE
  for (const family of ['ip4', 'ip6'] as const) {
    for (const src of ofFamily(points.sources, family)) {
      for (const dst of ofFamily(points.destinations, family)) {
        for (const payload of payloads(points)) yield { ...BARE, family, src, dst, ...payload }
      }
    }
  }
}

function payloads(points: Points): Partial<Header>[] {
  return points.protocols.flatMap((protocol): Partial<Header>[] => {
    if (ICMP_PROTOCOLS.some((each) => each === protocol)) return points.icmps.map((icmp) => ({ protocol, icmp }))
    if (!PORT_PROTOCOLS.some((each) => each === protocol)) return [{ protocol }]
    const ported = points.sports.flatMap((sport) => points.dports.map((dport) => ({ protocol, sport, dport })))
    return protocol === 6 ? ported.flatMap((each) => points.flags.map((tcpFlags) => ({ ...each, tcpFlags }))) : ported
  })
}
