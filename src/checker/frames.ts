import type { InterfaceId } from '../cloud/ids.ts'
import type { Interface, Link } from '../cloud/network.ts'
import { enterBridge } from './bridging.ts'
import { runChains } from './chains.ts'
import type { Context } from './context.ts'
import { noScene } from './match.ts'
import { choice, nothing, perhaps } from './outcomes.ts'
import type { Outcomes } from './outcomes.ts'
import { at, reach } from './sides.ts'
import { asNew } from './state.ts'
import type { State } from './state.ts'

/** From `in` of an interface: through its filters, then up to who takes it. */
export function goIn(context: Context, face: Interface, state: State): Outcomes<State> {
  const scene = { ...noScene, iif: face.id }
  return runChains(context, face.inFilters, asNew(state.header), scene, (header) =>
    takeTag(context, face, { ...state, header: asNew(header) }),
  )
}

function takeTag(context: Context, face: Interface, state: State): Outcomes<State> {
  const children = context.index.vlanChildrenOf(face.id).filter(({ vlan }) => vlan?.tag === state.vlan)
  if (children.length === 0) return handUp(context, face, state)
  return choice(children.map((child) => at(context, 'in', child.id, { ...state, vlan: null })))
}

function handUp(context: Context, face: Interface, state: State): Outcomes<State> {
  if (face.bond !== undefined) return at(context, 'in', face.bond, state)
  const ports = context.index.bridgesOf(face.id)
  if (ports.length > 0) return choice(ports.map((port) => enterBridge(context, port, state)))
  if (state.vlan !== null || face.router === undefined) return nothing
  return reach({ ...state, place: { kind: 'router', router: face.router }, iif: face.id })
}

/** From `out` of an interface: through its filters, then down to the wire or what stands for it. */
export function goOut(context: Context, face: Interface, state: State): Outcomes<State> {
  const scene = { ...noScene, oif: face.id }
  return runChains(context, face.outFilters, asNew(state.header), scene, (header) =>
    handDown(context, face, { ...state, header: asNew(header) }),
  )
}

function handDown(context: Context, face: Interface, state: State): Outcomes<State> {
  const { index } = context
  if (face.vlan !== undefined) {
    if (state.vlan !== null) return nothing
    return at(context, 'out', face.vlan.parent, { ...state, vlan: face.vlan.tag })
  }
  const members = index.bondMembersOf(face.id)
  if (members.length > 0) return choice(members.map((member) => at(context, 'out', member.id, state)))
  const own = index.ownBridgesOf(face.id)
  if (own.length > 0) return choice(own.map((port) => enterBridge(context, port, state)))
  return choice(index.linksOf(face.id).map((link) => cross(context, link, face.id, state)))
}

/** Over a wire. What the kernel noted on the packet (mark, state) stays behind. */
function cross(context: Context, link: Link, from: InterfaceId, state: State): Outcomes<State> {
  const bare: State = { ...state, header: { ...asNew(state.header), mark: 0 } }
  const ends = [...new Set(link.ends)].filter((end) => end !== from)
  const arrivals = choice(ends.map((end) => at(context, 'in', end, bare)))
  return link.unknown === undefined ? arrivals : perhaps(arrivals)
}
