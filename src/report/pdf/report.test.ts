import { describe, expect, it } from 'vitest'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { breakable } from './breakable.ts'
import { pdfReport } from './report.ts'

const SLOW = 60_000

describe('the PDF report', () => {
  it(
    '[V-10] is a PDF, and the same bytes for the same result',
    async () => {
      const [once, twice] = [await pdfReport(sample, 'ja'), await pdfReport(sample, 'ja')]
      expect(new TextDecoder().decode(once.slice(0, 5))).toBe('%PDF-')
      expect(Buffer.from(once).equals(Buffer.from(twice))).toBe(true)
    },
    SLOW,
  )

  it(
    'is set whatever the evidence says, and runs nothing of it',
    async () => {
      const bytes = Buffer.from(await pdfReport(hostile, 'en')).toString('latin1')
      expect(bytes).toContain('%%EOF')
      expect(bytes).not.toMatch(/\/JavaScript|\/JS\b|\/Launch|\/EmbeddedFile|\/URI/)
    },
    SLOW,
  )

  it(
    'is set when there is nothing to say',
    async () => {
      const empty = {
        ...sample,
        findings: [],
        open: [],
        guides: [],
        matrix: [],
        permissions: [],
        unread: [],
        problems: [],
      }
      expect((await pdfReport(empty, 'ja')).length).toBeGreaterThan(1000)
    },
    SLOW,
  )

  it('long words may be broken, and nothing of them is lost', () => {
    const hash = 'a'.repeat(64)
    expect(breakable(hash)).toContain('\u200b')
    expect(breakable(hash).replaceAll('\u200b', '')).toBe(hash)
    expect(breakable('短い日本語の文と word')).toBe('短い日本語の文と word')
  })
})
