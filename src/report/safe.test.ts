import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { clamp, oneLine, visible, wellFormed } from './safe.ts'

describe('text of the evidence', () => {
  it('shows an escape sequence instead of obeying it', () => {
    expect(visible('\u001b[31mred')).toBe('␛[31mred')
  })

  it('shows characters that turn the reading direction by their number', () => {
    expect(visible('user\u202egpj.exe')).toBe('user⟨U+202E⟩gpj.exe')
    expect(visible('a\u2066b')).toBe('a⟨U+2066⟩b')
    expect(visible('a\u{e0041}b')).toBe('a⟨U+E0041⟩b')
  })

  it('leaves Japanese, emoji and line ends as they are', () => {
    expect(visible('テナント甲\n🗾\t可')).toBe('テナント甲\n🗾\t可')
  })

  it('puts a text of several lines on one', () => {
    expect(oneLine('a\r\n\tb')).toBe('a b')
  })

  it('holds no control or direction character, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
        expect(wellFormed(oneLine(text))).toBe(oneLine(text))
      }),
    )
  })

  it('cuts a long name in the middle and keeps both ends', () => {
    expect(clamp('abcdefghij', 5)).toBe('abc…j')
    expect(clamp('short', 5)).toBe('short')
  })

  it('never gives back more characters than asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const cut = clamp(text, limit)
        expect([...cut].length).toBeLessThanOrEqual(limit)
        expect(wellFormed(cut)).toBe(cut)
      }),
    )
  })
})
