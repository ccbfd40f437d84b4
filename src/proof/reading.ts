import type { UnknownId } from '../cloud/ids.ts'
import { isKnown, type Knowable } from '../cloud/knowable.ts'

/** V-7: `may` lets unknowns behave in whatever way delivers most, `must` in whatever way delivers least. */
export type Reading = 'may' | 'must'

/** Hears of every unknown that a reading leaned on, so that an answer can name them (V-8). */
export type Heard = (unknown: UnknownId) => void

/** A fact that lets packets through when it is true. */
export const holds = (fact: Knowable<boolean>, reading: Reading): boolean =>
  isKnown(fact) ? fact.known : reading === 'may'

/** A fact that stops packets when it is true. */
export const stops = (fact: Knowable<boolean>, reading: Reading): boolean =>
  isKnown(fact) ? fact.known : reading === 'must'
