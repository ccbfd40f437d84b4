import { contains } from '../base/ranges.ts'
import { isKnown } from '../cloud/knowable.ts'
import type { Bridge, BridgePort } from '../cloud/network.ts'
import { runChains } from './chains.ts'
import type { PortOf } from './cloudIndex.ts'
import type { Context } from './context.ts'
import { runHook } from './entries.ts'
import { at, reach } from './sides.ts'
import { noScene } from './match.ts'
import type { Scene } from './match.ts'
import { both, choice, negated, nothing, perhaps, whether } from './outcomes.ts'
import type { Outcomes, Truth } from './outcomes.ts'
import { asNew } from './state.ts'
import type { Header, State } from './state.ts'
import { truthOf } from './truth.ts'

/** Into a bridge by one of its ports: the frame takes the VLAN that the port gives it. */
export function enterBridge(context: Context, { bridge, port }: PortOf, state: State): Outcomes<State> {
  const inside = (vlan: number | null) =>
    reach({ ...state, place: { kind: 'bridge', bridge: bridge.id }, iif: port.interface, vlan })
  return whether(truthOf(port.forwarding), () =>
    whether(
      truthOf(bridge.vlanAware),
      () => classify(context, port, state.vlan, inside),
      () => inside(state.vlan),
    ),
  )
}

type Inside = (vlan: number | null) => Outcomes<State>

function classify(context: Context, port: BridgePort, tag: number | null, inside: Inside): Outcomes<State> {
  if (port.unknown !== undefined) return perhaps(choice(anyVlan(context, port, tag).map(inside)))
  if (tag === null) return port.pvid === null ? nothing : inside(port.pvid)
  return isMember(port, tag) ? inside(tag) : nothing
}

/** A port whose membership was not understood may put an untagged frame into every VLAN. */
const anyVlan = (context: Context, port: BridgePort, tag: number | null): readonly number[] =>
  tag !== null ? [tag] : [...context.options.vlans, port.pvid].filter((vlan) => vlan !== null)

const isMember = (port: BridgePort, vlan: number) => contains(port.tagged, vlan) || contains(port.untagged, vlan)

/** From inside a bridge out by every port that the frame may leave by. */
export function bridgeOn(context: Context, bridge: Bridge, state: State): Outcomes<State> {
  const from = bridge.ports.find((port) => port.interface === state.iif)
  if (from === undefined) return nothing
  return choice(bridge.ports.map((to) => pass(context, bridge, from, to, state)))
}

function pass(context: Context, bridge: Bridge, from: BridgePort, to: BridgePort, state: State): Outcomes<State> {
  if (from.interface === to.interface && !from.hairpin) return nothing
  const apart = both(truthOf(from.isolated), truthOf(to.isolated))
  return whether(both(truthOf(to.forwarding), negated(apart)), () =>
    runChains(context, bridge.filters, state.header, sceneOf(from, to), (header) =>
      filterAsRouter(context, bridge, from, to, { ...state, header }, (passed) =>
        leaveBy(context, bridge, to, { ...state, header: passed }),
      ),
    ),
  )
}

const sceneOf = (from: BridgePort, to: BridgePort): Scene => ({
  ...noScene,
  portIn: from.interface,
  portOut: to.interface,
})

function leaveBy(context: Context, bridge: Bridge, to: BridgePort, state: State): Outcomes<State> {
  const header = asNew(state.header)
  const out = (vlan: number | null) => at(context, to.self ? 'in' : 'out', to.interface, { ...state, header, vlan })
  return whether(
    truthOf(bridge.vlanAware),
    () => retag(to, state.vlan, out),
    () => out(state.vlan),
  )
}

function retag(to: BridgePort, vlan: number | null, out: Inside): Outcomes<State> {
  if (vlan === null) return nothing
  if (to.unknown !== undefined) return perhaps(choice([out(vlan), out(null)]))
  if (contains(to.untagged, vlan)) return out(null)
  return contains(to.tagged, vlan) ? out(vlan) : nothing
}

type Passed = (header: Header) => Outcomes<State>

/**
 * Bridge netfilter: the hooks of the host's router see the frame too, where the settings say so: as it came in first, then as it goes out.
 * A frame that was not seen as it came in is not seen as it goes out.
 */
function filterAsRouter(
  context: Context,
  bridge: Bridge,
  from: BridgePort,
  to: BridgePort,
  state: State,
  then: Passed,
): Outcomes<State> {
  const router = bridge.router === undefined ? undefined : context.index.routers.get(bridge.router)
  if (router === undefined || from.self || to.self) return then(state.header)
  const face = bridge.ports.find(({ self }) => self)?.interface ?? null
  const scene = { ...sceneOf(from, to), iif: face, oif: face }
  const out = (header: Header) => {
    const seen = () =>
      runHook(context, router, 'forward', header, scene, (passed) =>
        runHook(context, router, 'postrouting', passed, scene, then),
      )
    return whether(isFiltered(bridge, header, tagOut(bridge, to, state.vlan)), seen, () => then(header))
  }
  const seenIn = () => runHook(context, router, 'prerouting', state.header, scene, out)
  return whether(isFiltered(bridge, state.header, tagIn(bridge, from, state.vlan)), seenIn, () => then(state.header))
}

/** Whether the frame bore a tag on the wire that it came in by: inside, an untagged one bears the port's pvid, as does one that came with that tag. */
function tagIn(bridge: Bridge, from: BridgePort, vlan: number | null): Truth {
  if (isKnown(bridge.vlanAware) && !bridge.vlanAware.known) return vlan !== null
  if (!isKnown(bridge.vlanAware) || from.unknown !== undefined) return 'unknown'
  return vlan !== from.pvid ? true : isMember(from, vlan ?? 0) ? 'unknown' : false
}

/** Whether it bears one on the wire that it goes out by. */
function tagOut(bridge: Bridge, to: BridgePort, vlan: number | null): Truth {
  if (isKnown(bridge.vlanAware) && !bridge.vlanAware.known) return vlan !== null
  if (!isKnown(bridge.vlanAware) || to.unknown !== undefined) return 'unknown'
  return vlan === null || !contains(to.untagged, vlan)
}

function isFiltered({ netfilter }: Bridge, { family }: Header, tagged: Truth): Truth {
  if (family === 'frame') return false
  const spared = both(tagged, negated(truthOf(netfilter.tagged)))
  return both(truthOf(netfilter[family]), negated(spared))
}
