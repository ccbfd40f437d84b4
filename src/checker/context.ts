import type { Address } from '../base/address.ts'
import type { CloudIndex } from './cloudIndex.ts'
import type { Owners } from './owners.ts'

/** What one question to the simulator needs besides the state. */
export interface Context {
  readonly index: CloudIndex
  readonly owners: Owners
  readonly options: Required<Options>
  /** How much work is left; hostile models end here instead of never. */
  readonly fuel: { left: number }
}

export interface Options {
  /** A tenant's machine passes what it took on to its other interfaces (V-2a). */
  readonly relay?: boolean
  /** Tags that a party, or a device that nobody saw, may put on; null is none. */
  readonly vlans?: readonly (number | null)[]
  /** Values worth trying where a translation chooses out of a pool too large to try all. */
  readonly addresses?: readonly Address[]
  readonly ports?: readonly number[]
  /** Marks that a rule may set of which it is not known what it does. */
  readonly marks?: readonly number[]
}

/** Thrown when a model asks for more work than any honest one. */
export class TooMuchWork extends Error {}

const FUEL = 2_000_000

export function makeContext(index: CloudIndex, owners: Owners, options: Options = {}): Context {
  const { relay = false, vlans = [null], addresses = [], ports = [], marks = [] } = options
  return { index, owners, options: { relay, vlans, addresses, ports, marks }, fuel: { left: FUEL } }
}

/** Takes one unit of work. */
export function spend(context: Context): void {
  context.fuel.left -= 1
  if (context.fuel.left < 0) throw new TooMuchWork(`more than ${FUEL} rules and routes for one packet`)
}
