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
import { reversePathSet } from './reversePath.ts'
import { NO_INTERFACE, OIF_LOCAL, VIA_ANY, VIA_ONLINK, type Space } from './space.ts'

/** What one router does, set by set. The sets that do not depend on the packets are made once. */
interface Fixed {
  readonly taken: Set
  readonly returnable: Set
  readonly forwardable: Set
  readonly foreign: Set
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
    foreign: space.bdd.not(space.bdd.or(space.addressSet('src', LOOPBACK), space.addressSet('dst', LOOPBACK))),
  }
  all.set(router.id, made)
  return made
}

/** Packets sent to this router on the segment of their iif: to anybody, or to a neighbour address that it bears there. */
function takenSet(engine: Engine, router: Router): Set {
  const { space, index, reading } = engine
  const { bdd } = space
  const own = index.interfacesOfRouter.get(router.id) ?? []
  const everywhere = own.flatMap((i) => i.addresses.map((a) => a.address))
  const parts = own.map((i) => {
    const borne = reading === 'may' ? everywhere : i.addresses.map((a) => a.address)
    const proxy = reading === 'may' && i.proxyNeighbour !== undefined && holds(i.proxyNeighbour, reading)
    const receivers = proxy ? space.valid : receivedBy(space, borne)
    return bdd.and(space.interfaceSet('iif', [i.id]), receivers)
  })
  return bdd.any(parts)
}

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

/** The packets that pass all the router's entries of these hooks, in their order, as they come out. */
export function throughEntries(
  engine: Engine,
  router: Router,
  hooks: readonly Hook[],
  set: Set,
  site: Site = DEVICE,
  listen: Listener | null = null,
): Set {
  const { space } = engine
  let rest = set
  for (const hook of hooks)
    for (const entry of router.entries) {
      if (entry.hook !== hook || rest === NONE) continue
      const seen = space.bdd.and(rest, space.bdd.any(entry.families.map((f) => space.family(f))))
      const passed = engine.chains.pass(entry.chain, seen, hook, site, listen)
      rest = space.bdd.or(space.bdd.without(rest, seen), passed)
    }
  return rest
}

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
  const { taken, foreign, returnable } = fixedOf(engine, router)
  const received = space.assign(bdd.all([set, taken, foreign]), 'via', VIA_ANY)
  const tracked = tracking?.before(router, received) ?? received
  const before = throughEntries(engine, router, ['prerouting'], tracked, DEVICE, listen)
  const decided = engine.routing(router).decide(bdd.and(before, returnable))
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

/** Packets that the device makes itself; their `iif`, if any, is only the context that their socket is bound to (VRF). */
export function emitted(
  engine: Engine,
  router: Router,
  set: Set,
  listen: Listener | null = null,
  tracking: Tracking | null = null,
): Onward[] {
  const { space } = engine
  const unbound = (s: Set): Set => space.assign(s, 'iif', NO_INTERFACE)
  const decide = (s: Set): Set => engine.routing(router).decide(s)
  const context = set
  const first = unbound(decide(context))
  const output = throughEntries(engine, router, ['output'], first, DEVICE, listen)
  const changed = space.bdd.without(output, first)
  const kept = space.bdd.and(output, first)
  const again = changed === NONE ? NONE : unbound(decide(rebound(engine, context, changed)))
  const leaving = space.bdd.without(space.bdd.or(kept, again), space.value('oif', OIF_LOCAL))
  const passed = throughEntries(engine, router, ['postrouting'], leaving, DEVICE, listen)
  return byInterface(engine, tracking?.after(router, passed) ?? passed)
}

/** A packet that an output rule changed is routed anew in the context of its socket. */
function rebound(engine: Engine, context: Set, changed: Set): Set {
  const { space } = engine
  const contexts = space.ranksIn(context, 'iif')
  return space.bdd.any(contexts.map((rank) => space.assign(changed, 'iif', rank)))
}

/** The packets by the interface that they leave by. Mark and state were this device's own and stay behind. */
function byInterface(engine: Engine, set: Set): Onward[] {
  const { space } = engine
  return space.ranksIn(set, 'oif').flatMap((rank): Onward[] => {
    const id = space.interfaces[rank - 2]
    if (rank < 2 || id === undefined) return []
    const here = space.bdd.and(set, space.value('oif', rank))
    return [{ to: { kind: 'out', interface: id }, set: leftBehind(space, here) }]
  })
}

/** What a device knew of a packet stays with the device: how it came in, how it leaves, its mark, and what its tracker said. */
export const leftBehind = (space: Space, set: Set): Set =>
  (['oif', 'iif', 'mark', 'state'] as const).reduce((rest, field) => space.assign(rest, field, 0), set)

/** The interfaces of a router whose VRF context a program on the device can choose. */
export const contextsOf = (engine: Engine, router: Router): readonly Interface[] =>
  engine.index.interfacesOfRouter.get(router.id) ?? []
