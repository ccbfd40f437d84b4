import { describe, expect, it } from 'vitest'
import { verdictOf } from './verdict.ts'

const answer = (...judgements: readonly ('conforms' | 'does-not-conform' | 'cannot-be-determined')[]) => ({
  verdicts: judgements.map((judgement, i) => ({ run: `run-${i}`, guide: `C.8.3.3/1.${i}`, judgement })),
})

describe('the verdict on an answer', () => {
  it('[T-4] is proved only if all of it is, refuted if any is, and nothing where nothing was judged', () => {
    expect(verdictOf(answer('conforms', 'conforms'))).toBe('proved')
    expect(verdictOf(answer('conforms', 'cannot-be-determined'))).toBe('undetermined')
    expect(verdictOf(answer('conforms', 'cannot-be-determined', 'does-not-conform'))).toBe('refuted')
    expect([verdictOf(answer()), verdictOf(null), verdictOf(undefined)]).toEqual([null, null, null])
  })
})
