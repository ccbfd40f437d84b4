import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { padTo, widthOf, wrap } from './width.ts'

describe('the width of a text on a terminal', () => {
  it('counts Japanese twice and combining marks not at all', () => {
    expect(widthOf('abc')).toBe(3)
    expect(widthOf('証明')).toBe(4)
    expect(widthOf('e\u0301')).toBe(1)
    expect(padTo('証', 4)).toBe('証  ')
  })

  it('breaks at spaces and between Japanese letters, and begins no line with a closing mark', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four'])
    for (const line of wrap('あいうえおかきく、けこさしすせそ。', 16)) expect(line).not.toMatch(/^[、。]/)
  })

  it('never loses a letter, nor goes past the edge by more than a mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 8, max: 60 }), (text, width) => {
        const lines = wrap(text, width)
        const bare = (part: string): string => part.replace(/\s/g, '')
        expect(bare(lines.join(''))).toBe(bare(text))
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width + 4)
      }),
    )
  })
})
