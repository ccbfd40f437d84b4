import type { Cloud } from '../cloud/cloud.ts'
import { indexCloud } from './cloudIndex.ts'
import { makeContext, TooMuchWork } from './context.ts'
import type { Context, Options } from './context.ts'
import type { Owners } from './owners.ts'
import { readStep } from './packetForm.ts'
import { canEmit, hasArrived } from './parties.ts'
import { stateKey } from './state.ts'
import type { State } from './state.ts'
import { successors } from './successors.ts'
import type { Witness } from './witness.ts'

/** Why a witness is not believed. */
export interface Reason {
  readonly code:
    | 'no-steps'
    | 'too-long'
    | 'no-such-endpoint'
    | 'malformed-step'
    | 'not-emitted'
    | 'does-not-follow'
    | 'only-possible'
    | 'not-delivered'
    | 'too-much-work'
  readonly params: Readonly<Record<string, string | number>>
}

export type WitnessCheck =
  { readonly accepted: true } | { readonly accepted: false; readonly step: number; readonly reason: Reason }

/** More hops than any packet makes (IP's hop limit, with the places between). */
const LONGEST = 4096

const no = (step: number, code: Reason['code'], params: Reason['params'] = {}): WitnessCheck => ({
  accepted: false,
  step,
  reason: { code, params },
})

/** V-13: replays the witness on the model. Accepted when its party can emit it, each step surely follows the one before, and it arrives. */
export function checkWitness(
  cloud: Cloud,
  owners: Owners,
  witness: Witness,
  options: Pick<Options, 'relay'> = {},
): WitnessCheck {
  const states: State[] = []
  for (const [i, step] of witness.steps.slice(0, LONGEST).entries()) {
    const state = readStep(step)
    if (state === null) return no(i, 'malformed-step')
    states.push(state)
  }
  if (witness.steps.length > LONGEST) return no(LONGEST, 'too-long', { longest: LONGEST })
  return replay(makeContext(indexCloud(cloud), owners, options), witness, states)
}

function replay(context: Context, witness: Witness, states: readonly State[]): WitnessCheck {
  const { endpoints } = context.index
  const [from, to] = [endpoints.get(witness.from), endpoints.get(witness.to)]
  const [first, last] = [states[0], states.at(-1)]
  if (first === undefined || last === undefined) return no(0, 'no-steps')
  if (from === undefined) return no(0, 'no-such-endpoint', { endpoint: witness.from })
  if (to === undefined) return no(0, 'no-such-endpoint', { endpoint: witness.to })
  if (canEmit(context, from, first) !== true) return no(0, 'not-emitted', { endpoint: witness.from })
  for (let i = 1; i < states.length; i += 1) {
    const refused = refuse(context, i, states)
    if (refused !== null) return refused
  }
  if (hasArrived(context, to, last) !== true) return no(states.length - 1, 'not-delivered', { endpoint: witness.to })
  return { accepted: true }
}

/** Null when the step surely follows the one before it. */
function refuse(context: Context, i: number, states: readonly State[]): WitnessCheck | null {
  const [before, after] = [states[i - 1], states[i]]
  if (before === undefined || after === undefined) return no(i, 'malformed-step')
  try {
    const key = stateKey(after)
    const found = successors(context.index, context.owners, before, hintsOf(context, after)).find(
      ({ next }) => stateKey(next) === key,
    )
    if (found?.sure === true) return null
    return no(i, found === undefined ? 'does-not-follow' : 'only-possible')
  } catch (error) {
    if (error instanceof TooMuchWork) return no(i, 'too-much-work')
    throw error
  }
}

/** What the next step says that a choice fell on: an address of a pool, a port, a tag. */
function hintsOf({ options }: Context, { header, vlan }: State): Options {
  return {
    relay: options.relay,
    vlans: [vlan],
    addresses: [header.src, header.dst].filter((address) => address !== null),
    ports: [header.sport, header.dport].filter((port) => port !== null),
  }
}
