import type { EndpointId, UnknownId } from '../cloud/ids.ts'
import { NONE, type Set } from '../proof/bdd.ts'
import type { Ruling } from '../proof/chains.ts'
import { upperSet, DEVICE } from '../proof/condition.ts'
import type { At } from '../proof/graph.ts'
import { pathOf, type PathStep } from '../proof/path.ts'
import type { Spread } from '../proof/spread.ts'
import { VIA_ANY, type Field, type Space } from '../proof/space.ts'
import { trace, type Footstep } from '../proof/trace.ts'
import { unknownsOn } from '../proof/unknowns.ts'
import type { Spreads } from './spreads.ts'

/** One way by which packets of one source get to one endpoint, with all the headers that take it. */
export interface Way {
  readonly origin: number
  readonly source: EndpointId
  readonly to: EndpointId
  readonly headers: Set
  readonly path: readonly PathStep[]
  readonly rulings: readonly (readonly Ruling[])[]
}

/** Ways of one source to one endpoint that are looked at one by one; headers beyond are counted to the last. */
const MOST_WAYS = 12

/** The different ways (by what decided them) in which these packets get to the endpoint. */
export function waysOf(spreads: Spreads, origin: number, to: EndpointId, arrivals: readonly At[]): Way[] {
  const { prover, must } = spreads
  const { space } = prover
  const ways: Way[] = []
  for (const { node, set } of arrivals) {
    let rest = set
    while (rest !== NONE && ways.length < MOST_WAYS) {
      const footsteps = trace(must, node, rest, wishes(spreads, origin, to)) as Footstep[]
      const taken = space.bdd.and(rest, alike(spreads, must, footsteps))
      const path = pathOf(prover, must, footsteps)
      ways.push({
        origin,
        source: emitterOf(spreads, origin, footsteps),
        to,
        headers: taken,
        path,
        rulings: footsteps.map((f) => f.rulings),
      })
      rest = space.bdd.without(rest, taken)
    }
  }
  return withoutSubsumed(space, ways)
}

/** Who shares a segment can send there whatever it likes: a detour through a router that delivers nothing more is no way of its own. */
function withoutSubsumed(space: Space, ways: readonly Way[]): Way[] {
  const bridged = ways.filter((w) => w.path.every((s) => s.place.kind !== 'router'))
  const direct = space.bdd.any(bridged.map((w) => headersOf(space, w.headers)))
  return ways.filter((w) => bridged.includes(w) || space.bdd.without(headersOf(space, w.headers), direct) !== NONE)
}

/** The endpoint of the group whose VLAN the first packet bears. */
function emitterOf({ prover, groups }: Spreads, origin: number, footsteps: readonly Footstep[]): EndpointId {
  const endpoints = groups[origin]?.endpoints ?? []
  const vlan = footsteps[0]?.point.vlan ?? 0
  const tagOf = (id: EndpointId): number =>
    prover.space.vlan(prover.index.interface.get(prover.endpoint(id).interface)?.vlan?.tag ?? 0)
  return endpoints.find((id) => tagOf(id) === vlan) ?? (endpoints[0] as EndpointId)
}

/** An ordinary packet between the endpoints' own addresses shows a way best. */
function wishes({ prover, groups }: Spreads, origin: number, to: EndpointId): Set[] {
  const { space } = prover
  const single = (addresses: readonly bigint[]): { first: bigint; last: bigint }[] =>
    addresses.map((a) => ({ first: a, last: a }))
  const own = (groups[origin]?.endpoints ?? []).flatMap((id) => prover.endpoint(id).addresses)
  return [
    space.family('ip4'),
    space.addressSet('dst', single(prover.endpoint(to).addresses)),
    space.addressSet('src', single(own)),
    space.protocolSet([6]),
    space.numberSet('sport', [{ first: 32768, last: 60999 }]),
    space.value('tcpFlags', 2),
  ]
}

/**
 * The packets that take the same way as this one: those that the same rules let through; where no rule decided, those that arrive alike
 * (bridged or routed).
 */
function alike({ prover }: Spreads, spread: Spread, footsteps: readonly Footstep[]): Set {
  const { space } = prover
  const last = footsteps.at(-1) as Footstep
  const deciding = footsteps.flatMap((f) => f.rulings).filter((r) => r.verdict === 'accept' && r.rule !== null)
  const manner = last.point.via === VIA_ANY ? space.value('via', VIA_ANY) : space.bdd.not(space.value('via', VIA_ANY))
  const matched = space.bdd.all(
    deciding.map((r) => headersOf(prover.space, upperSet(space, r.rule?.match ?? {}, DEVICE))),
  )
  const translated = footsteps.some((f) => f.rulings.some((r) => r.verdict === 'translate'))
  const self = space.bdd.and(spread.total(last.node), space.point(last.point))
  const same = translated || space.bdd.and(matched, self) === NONE ? manner : space.bdd.and(manner, matched)
  return space.bdd.or(same, self)
}

const PLACE: readonly Field[] = ['origin', 'oif', 'iif', 'via', 'vlan', 'state', 'mark']
const headersOf = (space: Space, set: Set): Set => PLACE.reduce((rest, field) => space.forget(rest, field), set)

/** The unknowns on which it hangs whether any of these packets arrives. */
export function unknownsOf({ prover, may }: Spreads, arrivals: readonly At[]): UnknownId[] {
  const found = new globalThis.Set<UnknownId>()
  for (const { node, set } of arrivals) {
    const footsteps = trace(may, node, set)
    if (footsteps !== null) for (const unknown of unknownsOn(prover, may, footsteps)) found.add(unknown)
  }
  return [...found]
}
