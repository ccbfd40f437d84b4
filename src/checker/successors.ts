import type { InterfaceId } from '../cloud/ids.ts'
import { bridgeOn } from './bridging.ts'
import type { CloudIndex } from './cloudIndex.ts'
import { makeContext } from './context.ts'
import type { Context, Options } from './context.ts'
import { goIn, goOut } from './frames.ts'
import { nothing } from './outcomes.ts'
import type { Outcomes } from './outcomes.ts'
import type { Owners } from './owners.ts'
import { afterArrival, standingOf } from './parties.ts'
import { emitFrom, route } from './routers.ts'
import type { State } from './state.ts'

export interface Successor {
  readonly next: State
  /** It follows whatever the unknowns are (must reading); otherwise it only may. */
  readonly sure: boolean
}

/** Every state that can follow this one in one step. Throws TooMuchWork on a model that never ends. */
export function successors(index: CloudIndex, owners: Owners, state: State, options: Options = {}): Successor[] {
  const following = step(makeContext(index, owners, options), state)
  return [...following.values()].map(({ value, sure }) => ({ next: value, sure }))
}

function step(context: Context, state: State): Outcomes<State> {
  const { index } = context
  const { place } = state
  if ('interface' in place) return atInterface(context, place.kind, place.interface, state)
  if (place.kind === 'bridge') {
    const bridge = index.bridges.get(place.bridge)
    return bridge === undefined ? nothing : bridgeOn(context, bridge, state)
  }
  const router = index.routers.get(place.router)
  if (router === undefined) return nothing
  if (place.kind === 'router') return route(context, router, state)
  return place.kind === 'own' ? emitFrom(context, router, state) : nothing
}

function atInterface(context: Context, side: 'in' | 'out', id: InterfaceId, state: State): Outcomes<State> {
  const face = context.index.interfaces.get(id)
  if (face === undefined) return nothing
  if (side === 'out') return goOut(context, face, state)
  const standing = standingOf(context, face.device)
  return standing === 'fabric' ? goIn(context, face, state) : afterArrival(context, face, standing, state)
}
