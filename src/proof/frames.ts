import type { InterfaceId } from '../cloud/ids.ts'
import { isKnown } from '../cloud/knowable.ts'
import type { Bridge, BridgePort, Interface } from '../cloud/network.ts'
import { ALL, NONE, type Set } from './bdd.ts'
import { redirectedUp, throughNetfilter } from './bridgeNetfilter.ts'
import type { Listener } from './chains.ts'
import { takenAt } from './arrivals.ts'
import type { Engine } from './engine.ts'
import type { NodePlace } from './nodes.ts'
import { holds, stops } from './reading.ts'
import { leftBehind } from './routers.ts'
import { NO_INTERFACE, VIA_ANY } from './space.ts'
import type { Tracking } from './tracking.ts'

/** Packets that go on to a place. */
export interface Onward {
  readonly to: NodePlace
  readonly set: Set
}

/** Who looks on: a listener for rulings, and a memory of first packets for replies (V-2). */
export interface Watch {
  readonly listen: Listener | null
  readonly tracking: Tracking | null
}

export const UNWATCHED: Watch = { listen: null, tracking: null }

const inside = (id: InterfaceId, set: Set): Onward => ({ to: { kind: 'in', interface: id }, set })
const outward = (id: InterfaceId, set: Set): Onward => ({ to: { kind: 'out', interface: id }, set })

/** What an interface's filters let pass, asked with the interface as `iif` or `oif`. It is their tracker: the state that it gives stays with it. */
function filtered(
  engine: Engine,
  at: Interface,
  side: 'inFilters' | 'outFilters',
  set: Set,
  { listen, tracking }: Watch,
): Set {
  const chains = at[side]
  if (chains.length === 0) return set
  const { space } = engine
  const by = side === 'inFilters' ? 'iif' : 'oif'
  const known = space.assign(set, by, space.interfaceRank.get(at.id) ?? NO_INTERFACE)
  const seen = tracking?.atInterface(at.id, known) ?? known
  const passed = chains.reduce((rest, chain) => engine.chains.pass(chain, rest, 'filter', undefined, listen), seen)
  return space.assign(space.assign(passed, 'state', 0), by, NO_INTERFACE)
}

/** Frames that have arrived at an interface from its wire (see `Interface`). */
export function arrive(engine: Engine, at: Interface, set: Set, watch: Watch = UNWATCHED): Onward[] {
  const kind = engine.index.device.get(at.device)?.kind
  if (kind === 'external') return engine.cut.inside === 'as-evidence' ? backFromOutside(engine, at, set) : []
  if (kind === 'unseen') return throughUnseen(engine, set)
  if (isCut(engine, at)) return engine.cut.inside === 'relays' ? relay(engine, at, set) : []
  if (!holds(at.up, engine.reading)) return []
  const up = takeUp(engine, at, filtered(engine, at, 'inFilters', set, watch))
  return isBare(engine, at.device) && engine.reading === 'may' && engine.cut.inside === 'relays'
    ? [...up, ...relay(engine, at, set)]
    : up
}

/** A machine of which only the attachment is in evidence: it may forward what it takes. */
function isBare({ index }: Engine, device: string): boolean {
  const inside = index.routersOf.has(device) || index.bridgesOf.has(device)
  return index.device.get(device)?.kind === 'host' && !inside
}

/** A machine whose inside counts for nothing: not even that an interface is down, since its owner can raise it. */
const isCut = ({ cut }: Engine, at: Interface): boolean => cut.machines.has(at.device) && cut.inside !== 'as-evidence'

/** May: what is connected and not in evidence may all be one network, and may change tags and receivers. */
function throughUnseen(engine: Engine, set: Set): Onward[] {
  if (engine.reading === 'must') return []
  const { space, index } = engine
  const freed = space.bdd.and(space.forget(space.assign(set, 'via', VIA_ANY), 'vlan'), space.valid)
  return index.cloud.interfaces
    .filter((i) => index.device.get(i.device)?.kind === 'unseen')
    .map((i) => outward(i.id, freed))
}

/** V-2: the world outside carries a packet back to an address that somebody in evidence has published there. */
function backFromOutside(engine: Engine, at: Interface, set: Set): Onward[] {
  const { space, index } = engine
  const published = index.cloud.endpoints.flatMap((e) => e.published.map((a) => ({ first: a, last: a })))
  const back = space.assign(space.bdd.and(set, space.addressSet('dst', published)), 'via', VIA_ANY)
  return (index.interfacesOf.get(at.device) ?? []).map((i) => outward(i.id, back))
}

/** V-2a: a tenant's machine passes a packet on, unchanged, by any other of its wires, or by the same one under another VLAN. */
function relay(engine: Engine, at: Interface, set: Set): Onward[] {
  const { space, index } = engine
  const { bdd } = space
  const base = (index.interfacesOf.get(at.device) ?? []).filter((i) => i.vlan === undefined && i.bond === undefined)
  const taken = bdd.and(set, takenAt(engine, at.device, at.id))
  const relayed = engine.cut.relayed === undefined ? taken : bdd.and(taken, engine.cut.relayed(at.device))
  const free = space.assign(relayed, 'via', VIA_ANY)
  const anyVlan = bdd.and(space.forget(free, 'vlan'), space.valid)
  const others = base.filter((i) => i.id !== at.id).map((i) => outward(i.id, anyVlan))
  return [...others, outward(at.id, underAnotherVlan(engine, at, free))]
}

/** Only tags that the machine is seen to use lead to another of its interfaces on the same wire. */
function underAnotherVlan(engine: Engine, at: Interface, set: Set): Set {
  const { space, index } = engine
  const tags = [0, ...(index.children.get(at.id) ?? []).map((c) => c.vlan?.tag ?? 0)].map((tag) => space.vlan(tag))
  const moved = tags.flatMap((from) =>
    tags
      .filter((to) => to !== from)
      .map((to) => space.assign(space.bdd.and(set, space.value('vlan', from)), 'vlan', to)),
  )
  return space.bdd.any(moved)
}

function takeUp(engine: Engine, at: Interface, set: Set): Onward[] {
  const { index, space } = engine
  const { bdd } = space
  const onward: Onward[] = []
  let rest = set
  for (const child of index.children.get(at.id) ?? []) {
    const tagged = bdd.and(rest, space.value('vlan', space.vlan(child.vlan?.tag ?? 0)))
    onward.push(inside(child.id, space.assign(tagged, 'vlan', 0)))
    rest = bdd.without(rest, tagged)
  }
  if (at.bond !== undefined) return [...onward, inside(at.bond, rest)]
  const port = index.port.get(at.id)
  if (port !== undefined && !port.port.self) return [...onward, ...intoBridge(engine, port.bridge, port.port, rest)]
  if (at.router === undefined) return onward
  const packets = bdd.and(bdd.without(rest, space.family('frame')), space.value('vlan', 0))
  return [...onward, { to: { kind: 'router', router: at.router }, set: withIif(engine, packets, at.id) }]
}

const withIif = (engine: Engine, set: Set, id: InterfaceId): Set =>
  engine.space.assign(set, 'iif', engine.space.interfaceRank.get(id) ?? NO_INTERFACE)

/** Frames that are about to leave an interface. */
export function leave(engine: Engine, at: Interface, set: Set, watch: Watch = UNWATCHED): Onward[] {
  const { index, space } = engine
  const cut = isCut(engine, at)
  if (!cut && !holds(at.up, engine.reading)) return []
  const rest = cut ? set : filtered(engine, at, 'outFilters', set, watch)
  if (at.vlan !== undefined) {
    const untagged = space.bdd.and(rest, space.value('vlan', 0))
    return [outward(at.vlan.parent, space.assign(untagged, 'vlan', space.vlan(at.vlan.tag)))]
  }
  const members = index.bondMembers.get(at.id) ?? []
  if (members.length > 0) return members.map((m) => outward(m.id, rest))
  const port = index.port.get(at.id)
  if (port?.port.self === true) return intoBridge(engine, port.bridge, port.port, rest)
  return overLinks(engine, at, rest)
}

function overLinks(engine: Engine, at: Interface, set: Set): Onward[] {
  const links = (engine.index.links.get(at.id) ?? []).filter((l) => l.unknown === undefined || engine.reading === 'may')
  const bare = engine.space.assign(set, 'mark', 0)
  return links.flatMap((l) => l.ends.filter((end) => end !== at.id).map((end) => inside(end, bare)))
}

/** A frame comes into a bridge by a port: it takes the VLAN that it will bear inside. */
function intoBridge(engine: Engine, bridge: Bridge, port: BridgePort, set: Set): Onward[] {
  if (!holds(port.forwarding, engine.reading)) return []
  const within = byAwareness(engine, bridge, set, {
    aware: (s) => ingress(engine, port, s),
    unchanged: (s) => memberTagged(engine, port, s),
  })
  return [{ to: { kind: 'bridge', bridge: bridge.id }, set: withIif(engine, within, port.interface) }]
}

/** What a bridge that knows VLANs makes of frames, and which of them it surely leaves as they are. */
interface Awareness {
  readonly aware: (set: Set) => Set
  readonly unchanged: (set: Set) => Set
}

/** A bridge that knows no VLANs leaves frames as they are. Where it is not known whether it does: may, either; must, what is the same both ways. */
function byAwareness(engine: Engine, bridge: Bridge, set: Set, { aware, unchanged }: Awareness): Set {
  if (isKnown(bridge.vlanAware)) return bridge.vlanAware.known ? aware(set) : set
  return engine.reading === 'may' ? engine.space.bdd.or(set, aware(set)) : unchanged(set)
}

/** Frames that bear a tag of which the port is a member. */
function memberTagged({ space }: Engine, port: BridgePort, set: Set): Set {
  if (port.unknown !== undefined) return NONE
  const tagged = space.bdd.without(set, space.value('vlan', 0))
  return space.bdd.and(tagged, space.numberSet('vlan', [...port.tagged, ...port.untagged]))
}

function ingress(engine: Engine, port: BridgePort, set: Set): Set {
  const { space } = engine
  const { bdd } = space
  const untagged = bdd.and(set, space.value('vlan', 0))
  const tagged = bdd.without(set, untagged)
  if (port.unknown !== undefined) {
    if (engine.reading === 'must') return NONE
    const any = bdd.without(bdd.and(space.forget(untagged, 'vlan'), space.valid), space.value('vlan', 0))
    return bdd.or(any, tagged)
  }
  const own = port.pvid === null ? NONE : space.assign(untagged, 'vlan', space.vlan(port.pvid))
  return bdd.or(own, memberTagged(engine, port, tagged))
}

/** A frame inside a bridge goes out by every port that may have it; `only`: what goes out by this one. */
export function bridged(
  engine: Engine,
  bridge: Bridge,
  set: Set,
  watch: Watch = UNWATCHED,
  only: InterfaceId | null = null,
): Onward[] {
  return bridge.ports.flatMap((port) => {
    if (only !== null && port.interface !== only) return []
    if (!holds(port.forwarding, engine.reading)) return []
    const reachable = toPort(engine, bridge, port, set)
    if (reachable === NONE) return []
    const filtered = bridgeFiltered(engine, bridge, port, reachable, watch.listen)
    const passed = port.self
      ? engine.space.bdd.or(filtered, redirectedUp(engine, bridge, port, set, watch))
      : throughNetfilter(engine, bridge, port, filtered, watch)
    const sent = byAwareness(engine, bridge, passed, {
      aware: (s) => egress(engine, port, s),
      unchanged: (s) => stillTagged(engine, port, s),
    })
    const gone = leftBehind(engine.space, sent)
    return [port.self ? inside(port.interface, gone) : outward(port.interface, gone)]
  })
}

function toPort(engine: Engine, bridge: Bridge, port: BridgePort, set: Set): Set {
  const { space } = engine
  const back = port.hairpin ? set : space.bdd.without(set, space.interfaceSet('iif', [port.interface]))
  if (!stops(port.isolated, engine.reading)) return back
  const isolated = bridge.ports.filter((p) => stops(p.isolated, engine.reading)).map((p) => p.interface)
  return space.bdd.without(back, space.interfaceSet('iif', isolated))
}

const bridgeFiltered = (engine: Engine, bridge: Bridge, port: BridgePort, set: Set, listen: Listener | null): Set =>
  bridge.filters.reduce(
    (rest, chain) =>
      engine.chains.pass(chain, rest, 'filter', { kind: 'bridge', portOut: port.interface, as: null }, listen),
    set,
  )

function egress(engine: Engine, port: BridgePort, set: Set): Set {
  const { space } = engine
  const { bdd } = space
  if (port.unknown !== undefined) return engine.reading === 'may' ? bdd.or(set, space.assign(set, 'vlan', 0)) : NONE
  const bare = bdd.and(set, space.numberSet('vlan', port.untagged))
  return bdd.or(space.assign(bare, 'vlan', 0), stillTagged(engine, port, set))
}

/** Frames that keep the tag that they bear inside when they leave by the port. */
function stillTagged({ space }: Engine, port: BridgePort, set: Set): Set {
  const { bdd } = space
  if (port.unknown !== undefined) return NONE
  const tagged = bdd.and(set, space.numberSet('vlan', port.tagged))
  return bdd.without(bdd.without(tagged, space.numberSet('vlan', port.untagged)), space.value('vlan', 0))
}

/** Every header that a party's machine can put on its wire (V-1): any addresses, any tag, first packets, to any receiver there. */
export function anyEmission(engine: Engine): Set {
  const { space } = engine
  const zero = (['iif', 'oif', 'mark', 'via'] as const).map((f) => space.value(f, 0))
  return space.bdd.all([space.valid, space.state('new'), ...zero, ALL])
}
