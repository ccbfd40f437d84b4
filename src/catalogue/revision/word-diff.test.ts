import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordDiff } from './word-diff.ts'

describe('marking the words that changed', () => {
  it('the runs of a word diff join to the texts, and what is not marked is common to both', () => {
    const words = fc
      .array(fc.constantFrom('経営', '資源', 'を', '点検', 'する', '。', ' '), { maxLength: 12 })
      .map((list) => list.join(''))
    fc.assert(
      fc.property(words, words, (old, now) => {
        const diff = wordDiff(old, now, 'ja')
        expect(diff.old.map((run) => run.text).join('')).toBe(old)
        expect(diff.new.map((run) => run.text).join('')).toBe(now)
        const kept = (side: 'old' | 'new') =>
          diff[side]
            .filter(({ changed }) => !changed)
            .map((run) => run.text)
            .join('')
        expect(kept('old')).toBe(kept('new'))
        if (old === now) expect(diff.old.some(({ changed }) => changed)).toBe(false)
      }),
    )
  })

  it('texts too long to compare are marked as a whole, in no time', () => {
    const long = (word: string) => `${word} `.repeat(20_000)
    const diff = wordDiff(long('old'), long('new'), 'en')
    expect([diff.old.length, diff.new.length, diff.old[0]?.changed]).toEqual([1, 1, true])
  })
})
