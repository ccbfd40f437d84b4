import type { Step, Witness } from '../checker/witness.ts'
import type { EndpointId } from '../cloud/ids.ts'
import { decisionsBetween } from './decisions.ts'
import type { NodePlace } from './nodes.ts'
import { stepOf } from './packets.ts'
import type { Prover } from './prover.ts'
import type { Spread } from './spread.ts'
import type { Footstep } from './trace.ts'

/** A step of a path. */
export type PathStep = Step

/** The path as steps, each with its packet and what let it go on. */
export function pathOf(prover: Prover, spread: Spread, footsteps: readonly Footstep[]): PathStep[] {
  const { engine, nodes } = spread.graph
  return footsteps.map(({ node, point, rulings }, i) => {
    const place = nodes.places[node] as NodePlace
    const next = footsteps[i + 1]
    const because =
      next === undefined
        ? []
        : decisionsBetween(
            engine,
            place,
            nodes.places[next.node] as NodePlace,
            leavingPoint(point, next.point),
            rulings,
          )
    return { place, ...stepOf(prover.space, point), because }
  })
}

/** Routing looks at the packet as it is after translation on the way in: the next step's destination. */
const leavingPoint = (point: Footstep['point'], next: Footstep['point']): Footstep['point'] => ({
  ...point,
  dst: next.dst,
})

/** The path as a witness. */
export const witnessOf = (steps: readonly PathStep[], from: EndpointId, to: EndpointId): Witness => ({
  version: 1,
  from,
  to,
  steps,
})
