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

/** The same seed throws the same dice: a failing cloud is told by one number. */
export function dice(seed: number): Dice {
  const random = mulberry32(seed)
  const upTo = (n: number) => Math.floor(random() * (n + 1))
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

/** A well-known small generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
