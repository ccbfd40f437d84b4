import { parsePrefix, type AddressRange } from '../base/address.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import type { Knowable } from '../cloud/knowable.ts'
import type { Forwarding, Hook, Interface, Router } from '../cloud/network.ts'
import { NONE, type Set } from './bdd.ts'
import { NEVER_FORWARDED, LOOPBACK } from './boundaries.ts'
import type { Listener } from './chains.ts'
import { DEVICE, type Site } from './condition.ts'
import type { Engine } from './engine.ts'
import type { Onward } from './frames.ts'
import { holds } from './reading.ts'
import type { Tracking } from './tracking.ts'
import { orOrdinary } from './ordinary.ts'
import { unasked } from './unasked.ts'
import { reversePathSet } from './reversePath.ts'
import { NO_INTERFACE, OIF_LOCAL, VIA_ANY, VIA_ONLINK, type Space } from './space.ts'

/** What one router does, set by set. The sets that do not depend on the packets are made once. */
interface Fixed {
  readonly taken: Set
  readonly returnable: Set
  readonly forwardable: Set
  /** Neither from nor to the IPv6 loopback address. */
  readonly foreign: Set
  /** Neither from nor to an IPv4 loopback address, but by interfaces that take those. */
  readonly unlooped: Set
}

const fixed = new WeakMap<Engine, Map<string, Fixed>>()

function fixedOf(engine: Engine, router: Router): Fixed {
  const all = fixed.get(engine) ?? new Map<string, Fixed>()
  fixed.set(engine, all)
  const known = all.get(router.id)
  if (known !== undefined) return known
  const { space } = engine
  const made: Fixed = {
    taken: takenSet(engine, router),
    returnable: reversePathSet(engine, router),
    forwardable: forwardableSet(engine, router),
    foreign: notBearing(space, LOOPBACK.ip6),
    unlooped: unloopedSet(engine, router),
  }
  all.set(router.id, made)
  return made
}

const notBearing = (space: Space, addresses: readonly AddressRange[]): Set =>
  space.bdd.not(space.bdd.or(space.addressSet('src', addresses), space.addressSet('dst', addresses)))

function unloopedSet(engine: Engine, router: Router): Set {
  const { space, reading } = engine
  const takes = Object.entries(router.takesLoopback ?? {}).flatMap(([iif, fact]) =>
    holds(orOrdinary(engine, fact, false), reading) ? [iif] : [],
  )
  return space.bdd.or(space.interfaceSet('iif', takes), notBearing(space, LOOPBACK.ip4))
}

/** Packets sent to this router on the segment of their iif: to anybody, or to a neighbour address that it bears there. */
function takenSet(engine: Engine, router: Router): Set {
  const { space, index, reading } = engine
  const { bdd } = space
  const own = index.interfacesOfRouter.get(router.id) ?? []
  const everywhere = own.flatMap((i) => i.addresses.map((a) => a.address))
  const open = reading === 'may' && (index.endpointsOf.get(router.device) ?? []).some((e) => !e.addressesComplete)
  const parts = own.map((i) => {
    const borne = reading === 'may' ? everywhere : i.addresses.map((a) => a.address)
    const proxy =
      reading === 'may' && i.proxyNeighbour !== undefined && holds(orOrdinary(engine, i.proxyNeighbour, false), reading)
    const receivers = proxy || open ? space.valid : receivedBy(space, borne)
    return bdd.and(space.interfaceSet('iif', [i.id]), receivers)
  })
  return bdd.any(parts)
}

/** The packets of the set that the router takes from its segments; the others on them are for somebody else. */
export const takenBy = (engine: Engine, router: Router, set: Set): Set =>
  engine.space.bdd.and(set, fixedOf(engine, router).taken)

/** Packets that whoever bears the addresses takes from its segment: sent to anybody, on-link to one of them, or by way of one of them. */
export function receivedBy(space: Space, addresses: readonly bigint[]): Set {
  const { bdd } = space
  const onlink = bdd.and(
    space.value('via', VIA_ONLINK),
    space.addressSet(
      'dst',
      addresses.map((a) => ({ first: a, last: a })),
    ),
  )
  const gateways = addresses.flatMap((a) => (space.gateways.includes(a) ? [space.value('via', space.gateway(a))] : []))
  return bdd.any([space.value('via', VIA_ANY), onlink, ...gateways])
}

function forwardableSet(engine: Engine, router: Router): Set {
  const { space, index } = engine
  const { bdd } = space
  const own = index.interfacesOfRouter.get(router.id) ?? []
  const never = bdd.or(space.addressSet('src', NEVER_FORWARDED), space.addressSet('dst', NEVER_FORWARDED))
  const by = (family: 'ip4' | 'ip6'): Set => {
    const from = own
      .filter((i) => holds(orOrdinary(engine, forwardingOf(router.forwards[family], i.id), false), engine.reading))
      .map((i) => i.id)
    return bdd.and(space.family(family), space.interfaceSet('iif', from))
  }
  return bdd.without(bdd.or(by('ip4'), by('ip6')), never)
}

/** Whether packets that came in by this interface are forwarded. */
export const forwardingOf = (forwarding: Forwarding, iif: InterfaceId): Knowable<boolean> =>
  (Object.hasOwn(forwarding.byInterface, iif) ? forwarding.byInterface[iif] : undefined) ?? forwarding.otherwise

/** The packets that pass all the router's entries of these hooks, in their order, as they come out. `held`: only those that surely come out as they went in. */
export function throughEntries(
  engine: Engine,
  router: Router,
  hooks: readonly Hook[],
  set: Set,
  site: Site = DEVICE,
  listen: Listener | null = null,
  held = false,
): Set {
  const { space } = engine
  let rest = set
  for (const hook of hooks)
    for (const entry of router.entries) {
      if (entry.hook !== hook || rest === NONE) continue
      const seen = space.bdd.and(rest, space.bdd.any(entry.families.map((f) => space.family(f))))
      const passed = held
        ? engine.chains.passUnchanged(entry.chain, seen, hook, site)
        : engine.chains.pass(entry.chain, seen, hook, site, listen)
      rest = space.bdd.or(space.bdd.without(rest, seen), passed)
    }
  return rest
}

/** As its tracker sees them; a router without entries asks none. */
const asTracked = (engine: Engine, router: Router, set: Set): Set =>
  router.entries.length === 0 ? set : unasked(engine.space, set)

/** Packets that an interface of the router brought: to the device itself, or on. */
export function routed(
  engine: Engine,
  router: Router,
  set: Set,
  listen: Listener | null = null,
  tracking: Tracking | null = null,
): Onward[] {
  const { space } = engine
  const { bdd } = space
  const { taken, foreign, unlooped, returnable } = fixedOf(engine, router)
  const received = space.assign(bdd.all([set, taken, foreign]), 'via', VIA_ANY)
  const tracked = tracking?.before(router, received) ?? asTracked(engine, router, received)
  const before = throughEntries(engine, router, ['prerouting'], tracked, DEVICE, listen)
  const decided = engine.routing(router).decide(bdd.all([before, unlooped, returnable]))
  const own = bdd.and(decided, space.value('oif', OIF_LOCAL))
  const local = throughEntries(engine, router, ['input'], space.assign(own, 'oif', NO_INTERFACE), DEVICE, listen)
  const onward: Onward[] = local === NONE ? [] : [{ to: { kind: 'local', router: router.id }, set: local }]
  return [...onward, ...forwarded(engine, router, bdd.without(decided, own), listen, tracking)]
}

function forwarded(
  engine: Engine,
  router: Router,
  set: Set,
  listen: Listener | null,
  tracking: Tracking | null = null,
): Onward[] {
  const { forwardable } = fixedOf(engine, router)
  const onward = engine.space.bdd.and(set, forwardable)
  const passed = throughEntries(engine, router, ['forward', 'postrouting'], onward, DEVICE, listen)
  return byInterface(engine, tracking?.after(router, passed) ?? passed)
}

/**
 * Packets that the device makes itself; their `iif`, if any, is only the context that their socket is bound to (VRF).
 * `decide`: the routing decision, where it is not the one that looks at all of the packet.
 */
export function emitted(
  engine: Engine,
  router: Router,
  set: Set,
  listen: Listener | null = null,
  tracking: Tracking | null = null,
  decide = (packets: Set): Set => engine.routing(router).decide(packets),
): Onward[] {
  const { space } = engine
  const { bdd } = space
  const first = asTracked(engine, router, unbound(space, decide(set)))
  const output = throughEntries(engine, router, ['output'], first, DEVICE, listen)
  const routedOnce = bdd.without(output, first) === NONE
  const sent = routedOnce
    ? output
    : bdd.any(
        space.ranksIn(set, 'iif').map((rank) => sentAnew(engine, router, bdd.and(set, space.value('iif', rank)), rank)),
      )
  const leaving = bdd.without(sent, space.value('oif', OIF_LOCAL))
  const passed = throughEntries(engine, router, ['postrouting'], leaving, DEVICE, listen)
  return byInterface(engine, tracking?.after(router, passed) ?? passed)
}

const unbound = (space: Space, set: Set): Set => space.assign(set, 'iif', NO_INTERFACE)

/** IPv6 packets of a socket that is bound to no address: the way out is looked up before there is a source, so that rules on sources do not hold. */
export function emittedUnbound(engine: Engine, router: Router, set: Set): Onward[] {
  const { space } = engine
  const { bdd } = space
  const decide = (packets: Set): Set => {
    const bare = bdd.and(space.forget(packets, 'src'), space.addressSet('src', UNSPECIFIED))
    const ways = space.forget(engine.routing(router).decide(bare), 'src')
    return bdd.and(ways, space.forget(space.forget(packets, 'oif'), 'via'))
  }
  return emitted(engine, router, bdd.and(set, space.family('ip6')), null, null, decide)
}

const UNSPECIFIED = [parsePrefix('::/128') as AddressRange]

/**
 * Packets of one context past output, those that it changed routed again in that context: where the destination was changed always;
 * where only the mark was, the kernel does so in some chains and not in others (may: either; must: what is the same both ways).
 */
function sentAnew(engine: Engine, router: Router, set: Set, context: number): Set {
  const { space } = engine
  const { bdd } = space
  const decide = (s: Set): Set =>
    asTracked(engine, router, unbound(space, engine.routing(router).decide(space.assign(s, 'iif', context))))
  const first = decide(set)
  const output = throughEntries(engine, router, ['output'], first)
  const changed = bdd.without(output, first)
  const marked = bdd.and(changed, space.forget(space.forget(first, 'mark'), 'state'))
  const again = decide(marked)
  const either = engine.reading === 'may' ? bdd.or(marked, again) : bdd.and(marked, again)
  return bdd.any([bdd.and(output, first), either, decide(bdd.without(changed, marked))])
}

/** The packets by the interface that they leave by. */
function byInterface(engine: Engine, set: Set): Onward[] {
  const { space } = engine
  return space.ranksIn(set, 'oif').flatMap((rank): Onward[] => {
    const id = space.interfaces[rank - 2]
    if (rank < 2 || id === undefined) return []
    const here = space.bdd.and(set, space.value('oif', rank))
    return [{ to: { kind: 'out', interface: id }, set: leftBehind(space, here) }]
  })
}

/** What a router or bridge knew of a packet stays with it: how it came in, how it leaves, and what its tracker said. The mark stays with the device. */
export const leftBehind = (space: Space, set: Set): Set =>
  (['oif', 'iif', 'state'] as const).reduce((rest, field) => space.assign(rest, field, 0), set)

/** The interfaces of a router whose VRF context a program on the device can choose. */
export const contextsOf = (engine: Engine, router: Router): readonly Interface[] =>
  engine.index.interfacesOfRouter.get(router.id) ?? []
