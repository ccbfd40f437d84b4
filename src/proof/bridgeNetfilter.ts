import { contains } from '../base/ranges.ts'
import { isKnown, type Knowable } from '../cloud/knowable.ts'
import type { Bridge, BridgePort, Hook, Router } from '../cloud/network.ts'
import { NONE, type Set } from './bdd.ts'
import type { Engine } from './engine.ts'
import type { Watch } from './frames.ts'
import { throughEntries } from './routers.ts'
import { NO_INTERFACE, VIA_ANY, VIA_ONLINK } from './space.ts'
import { unasked } from './unasked.ts'

/** IP packets between two wires of the bridge, where bridge netfilter hands them to the router's entries: as they came in, then as they go out. */
export function throughNetfilter(engine: Engine, bridge: Bridge, to: BridgePort, set: Set, watch: Watch): Set {
  const handed = handedOf(engine, bridge, to, watch)
  if (handed === null) return set
  const { bdd } = engine.space
  const wired = fromWires(engine, bridge, set)
  const { seen, spared, unclear } = parted(handed, wired, untaggedIn(engine, bridge))
  const may = engine.reading === 'may'
  const { bridged } = cameIn(handed, may ? bdd.or(seen, unclear) : seen)
  const gone = goneOut(handed, bridged, false)
  const doubtful = may ? unclear : goneOut(handed, ruledBy(handed, ['prerouting'], unclear, true), true)
  return bdd.any([bdd.without(set, wired), spared, gone, doubtful])
}

/** Only packets that prerouting saw are seen on their way out (nf_bridge_info in the kernel). */
const goneOut = (handed: Handed, set: Set, held: boolean): Set =>
  throughHooks(handed, set, untaggedOut(handed.engine, handed.bridge, handed.to), ['forward', 'postrouting'], held)

/**
 * Packets that prerouting gave another destination while they were bridged, and that the device therefore takes itself: the kernel sends them on
 * within the bridge only where their new way out is that bridge. (Of connections; in V-1 their sender could have sent them to the device at once.)
 */
export function redirectedUp(engine: Engine, bridge: Bridge, self: BridgePort, set: Set, watch: Watch): Set {
  const handed = handedOf(engine, bridge, self, watch)
  if (handed === null) return NONE
  const { seen, unclear } = parted(handed, fromWires(engine, bridge, set), untaggedIn(engine, bridge))
  return cameIn(handed, engine.reading === 'may' ? engine.space.bdd.or(seen, unclear) : seen).up
}

function handedOf(engine: Engine, bridge: Bridge, to: BridgePort, watch: Watch): Handed | null {
  const router = bridge.router === undefined ? undefined : engine.index.router.get(bridge.router)
  if (router === undefined) return null
  return { engine, router, bridge, to, as: selvesOf(bridge)[0] ?? null, watch }
}

const selvesOf = (bridge: Bridge): string[] => bridge.ports.filter((p) => p.self).map((p) => p.interface)

const fromWires = ({ space }: Engine, bridge: Bridge, set: Set): Set =>
  space.bdd.without(set, space.interfaceSet('iif', selvesOf(bridge)))

/** Packets past prerouting, which sees them: those that stay in the bridge, and those that the device takes. */
function cameIn(handed: Handed, set: Set): { bridged: Set; up: Set } {
  const { engine, router, as } = handed
  const { space } = engine
  const { bdd } = space
  const came = ruledBy(handed, ['prerouting'], set)
  if (engine.cut.inside !== 'as-evidence' || as === null) return { bridged: came, up: NONE }
  const sent = (['state', 'mark', 'sport', 'src'] as const).reduce((rest, field) => space.forget(rest, field), set)
  const changed = bdd.without(bdd.without(came, sent), space.family('frame'))
  if (changed === NONE) return { bridged: came, up: NONE }
  const rank = space.interfaceRank.get(as) ?? NO_INTERFACE
  const decided = engine.routing(router).decide(space.assign(changed, 'iif', rank))
  const within = bdd.and(decided, space.value('oif', rank))
  const stays = (['oif', 'via', 'iif'] as const).reduce((rest, field) => space.forget(rest, field), within)
  const kept = space.assign(bdd.and(changed, stays), 'via', VIA_ONLINK)
  const up = space.assign(bdd.without(decided, within), 'via', VIA_ANY)
  return { bridged: bdd.or(bdd.without(came, changed), kept), up }
}

interface Handed {
  readonly engine: Engine
  readonly router: Router
  readonly bridge: Bridge
  readonly to: BridgePort
  readonly as: string | null
  readonly watch: Watch
}

/** Frames without a tag on a wire, at least and at most: the two differ where membership or awareness is not known. */
interface Bounds {
  readonly sure: Set
  readonly possible: Set
}

const untagged = new WeakMap<Engine, Map<string, Bounds>>()

/** Made once for each bridge: it does not depend on the packets. */
function untaggedIn(engine: Engine, bridge: Bridge): Bounds {
  const all = untagged.get(engine) ?? new Map<string, Bounds>()
  untagged.set(engine, all)
  const bounds = all.get(bridge.id) ?? boundsOf(engine, bridge)
  all.set(bridge.id, bounds)
  return bounds
}

function boundsOf(engine: Engine, bridge: Bridge): Bounds {
  const { space } = engine
  const bare = (ports: readonly BridgePort[]): Set =>
    space.bdd.any(
      ports.map((p) => {
        const own = p.pvid === null ? NONE : space.value('vlan', space.vlan(p.pvid))
        return space.bdd.and(space.interfaceSet('iif', [p.interface]), own)
      }),
    )
  if (!isKnown(bridge.vlanAware)) return { sure: NONE, possible: space.valid }
  if (!bridge.vlanAware.known) return same(space.value('vlan', 0))
  const understood = bridge.ports.filter((p) => p.unknown === undefined)
  const unclear = bridge.ports.filter((p) => p.unknown !== undefined).map((p) => p.interface)
  const sure = bare(understood.filter((p) => !takesOwnTag(p) || bringsNoTag(engine, p)))
  return { sure, possible: space.bdd.or(bare(understood), space.interfaceSet('iif', unclear)) }
}

/** Whether a frame that bears the port's own VLAN as a tag comes in as well: then nobody can tell inside which it was. */
const takesOwnTag = ({ pvid, tagged, untagged }: BridgePort): boolean =>
  pvid !== null && (contains(tagged, pvid) || contains(untagged, pvid))

/** Of connections (V-2): the machine at the port sends ordinary packets, and has no interface that would put this tag on them. */
function bringsNoTag({ index, cut }: Engine, { interface: id, pvid }: BridgePort): boolean {
  if (cut.inside !== 'as-evidence') return false
  const peers = (index.links.get(id) ?? []).flatMap((l) => l.ends.filter((end) => end !== id))
  return peers.every((peer) => {
    const kind = index.device.get(index.interface.get(peer)?.device ?? '')?.kind
    const tags = (index.children.get(peer) ?? []).map((child) => child.vlan?.tag)
    return kind === 'host' && !index.port.has(peer) && !tags.includes(pvid ?? 0)
  })
}

function untaggedOut({ space }: Engine, bridge: Bridge, to: BridgePort): Bounds {
  if (isKnown(bridge.vlanAware) && !bridge.vlanAware.known) return same(space.value('vlan', 0))
  if (!isKnown(bridge.vlanAware) || to.unknown !== undefined) return { sure: NONE, possible: space.valid }
  return same(space.numberSet('vlan', to.untagged))
}

const same = (set: Set): Bounds => ({ sure: set, possible: set })

/** The packets by whether the entries see them. */
interface Parts {
  readonly seen: Set
  readonly spared: Set
  readonly unclear: Set
}

function parted({ engine, bridge }: Handed, set: Set, bare: Bounds): Parts {
  const { space } = engine
  const { bdd } = space
  let [seen, spared] = [NONE, bdd.and(set, space.family('frame'))]
  for (const family of ['ip4', 'ip6'] as const) {
    const packets = bdd.and(set, space.family(family))
    const who = whoSees(engine, bridge.netfilter[family], bridge.netfilter.tagged, bare)
    seen = bdd.or(seen, bdd.and(packets, who.sees))
    spared = bdd.or(spared, bdd.and(packets, who.spares))
  }
  return { seen, spared, unclear: bdd.without(bdd.without(set, seen), spared) }
}

/** Packets that the entries see, those that they do not, and those that they see perhaps (may: with and without; must: what passes both ways). */
function throughHooks(handed: Handed, set: Set, bare: Bounds, hooks: readonly Hook[], held: boolean): Set {
  const { reading, space } = handed.engine
  const { seen, spared, unclear } = parted(handed, set, bare)
  const ruled = ruledBy(handed, hooks, unclear, held || reading === 'must')
  const either = reading === 'may' ? space.bdd.or(ruled, unclear) : ruled
  return space.bdd.any([spared, ruledBy(handed, hooks, seen, held), either])
}

/** The packets that the entries surely see, and those that they surely do not. */
function whoSees(
  { space }: Engine,
  on: Knowable<boolean>,
  tagged: Knowable<boolean>,
  untagged: Bounds,
): { sees: Set; spares: Set } {
  const { bdd } = space
  if (isKnown(on) && !on.known) return { sees: NONE, spares: space.valid }
  const sees = isKnown(tagged) && tagged.known ? space.valid : untagged.sure
  const spares = isKnown(tagged) && !tagged.known ? bdd.not(untagged.possible) : NONE
  return { sees: isKnown(on) ? sees : NONE, spares }
}

/** What the entries let pass. `held`: only what they surely leave as it is. */
function ruledBy({ engine, router, to, as, watch }: Handed, hooks: readonly Hook[], set: Set, held = false): Set {
  if (set === NONE) return NONE
  const site = { kind: 'bridge', portOut: to.interface, as } as const
  const { tracking } = watch
  const comes = hooks.includes('prerouting')
  const known = comes ? (tracking?.before(router, set) ?? unasked(engine.space, set)) : set
  const passed = throughEntries(engine, router, hooks, known, site, watch.listen, held)
  return (comes ? null : tracking?.after(router, passed)) ?? passed
}
