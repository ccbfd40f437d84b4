import type { InterfaceId } from '../cloud/ids.ts'
import type { Context } from './context.ts'
import { nothing, only, whether } from './outcomes.ts'
import type { Outcomes } from './outcomes.ts'
import { stateKey } from './state.ts'
import type { State } from './state.ts'
import { truthOf } from './truth.ts'

/** The state itself, as what follows for sure. */
export const reach = (state: State): Outcomes<State> => only(stateKey(state), state)

/** The frame at one side of an interface, if that is up. A tenant can raise its own (V-2a). */
export function at(context: Context, kind: 'in' | 'out', id: InterfaceId, state: State): Outcomes<State> {
  const face = context.index.interfaces.get(id)
  if (face === undefined) return nothing
  const up = context.owners.tenantDevices.has(face.device) ? true : truthOf(face.up)
  return whether(up, () => reach({ ...state, place: { kind, interface: id }, iif: null }))
}
