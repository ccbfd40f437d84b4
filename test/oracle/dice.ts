import fc from 'fast-check'
import type { GeneratorValue } from 'fast-check'
import { known } from '../../src/cloud/knowable.ts'
import type { Knowable } from '../../src/cloud/knowable.ts'
import { maybe, no, yes } from './parts.ts'

/** Random choices, named for what they are for. */
export interface Dice {
  /** True once in n times. */
  readonly odds: (n: number) => boolean
  readonly pick: <T>(all: readonly T[]) => T
  readonly upTo: (n: number) => number
  /** Yes or no, seldom unknown. */
  readonly knowable: () => Knowable<boolean>
  /** No, seldom yes or unknown. */
  readonly rarely: () => Knowable<boolean>
  /** This, seldom no or unknown. */
  readonly mostly: (usual: Knowable<boolean>) => Knowable<boolean>
}

export function dice(gen: GeneratorValue): Dice {
  const upTo = (n: number) => gen(fc.nat, n)
  const odds = (n: number) => upTo(n - 1) === n - 1
  const pick = <T>(all: readonly T[]): T => {
    const one = all[upTo(all.length - 1)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  return {
    odds,
    pick,
    upTo,
    knowable: () => pick([known(true), yes, no, known(false), yes, no, maybe]),
    rarely: () => pick([no, no, no, no, yes, yes, maybe]),
    mostly: (usual) => pick([...Array<Knowable<boolean>>(14).fill(usual), no, maybe]),
  }
}
