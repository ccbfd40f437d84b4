import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareItemIds, formatItemNumber, nextNumber, numberKey, parentNumber, parseItemNumber } from './numbering.ts'

const id = fc
  .record({
    series: fc.option(fc.constantFrom('CLD'), { nil: null }),
    segments: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
    suffix: fc.option(fc.constantFrom('P', 'B', 'PB'), { nil: null }),
  })
  .map(formatItemNumber)

describe('numbers of items', () => {
  it('[C-2] a number is read and written back as it was', () =>
    fc.assert(
      fc.property(id, (text) => {
        const number = parseItemNumber(text)
        expect(number === null ? null : formatItemNumber(number)).toBe(text)
      }),
    ))

  it.each(['', '.', '5.', '.5', '5..1', '05.1', '5.01', '5.1 ', '5-1', '５.１', '__proto__', '1.'.repeat(40) + '1'])(
    '[C-2] %j is no number',
    (text) => expect(parseItemNumber(text)).toBeNull(),
  )

  it('[C-3] a suffix is told from a lettered item, and a series from a chapter', () => {
    expect(parseItemNumber('5.1.1.24.P')).toEqual({ series: null, segments: [5, 1, 1, 24], suffix: 'P' })
    expect(parseItemNumber('4.2.2.a')).toEqual({ series: null, segments: [4, 2, 2, 'a'], suffix: null })
    expect(parseItemNumber('CLD.9.5.1')).toEqual({ series: 'CLD', segments: [9, 5, 1], suffix: null })
    expect(parseItemNumber('IV')).toEqual({ series: null, segments: ['IV'], suffix: null })
  })

  it('[C-2] the same number with and without a suffix is one number', () => {
    expect(numberKey('5.1.1.24.P')).toBe(numberKey('5.1.1.24'))
    expect(numberKey('CLD.6.3')).not.toBe(numberKey('6.3'))
  })

  it('[C-2] the order is total and consistent', () =>
    fc.assert(
      fc.property(id, id, id, (a, b, c) => {
        expect(Math.sign(compareItemIds(a, b))).toBe(-Math.sign(compareItemIds(b, a)) + 0)
        expect(compareItemIds(a, b) === 0).toBe(a === b)
        if (compareItemIds(a, b) <= 0 && compareItemIds(b, c) <= 0) expect(compareItemIds(a, c)).toBeLessThanOrEqual(0)
      }),
    ))

  it('[C-2][C-4] numbers count as numbers, and a CLD control follows the controls that it extends', () => {
    const ids = ['10.1', 'CLD.8.1.5', '9.1', '8.1.4', '8.2', '8.1', '8.1.10', '5.1.1.24.P', '5.1.1.3', 'IX', 'IV', 'V']
    expect(ids.toSorted(compareItemIds)).toEqual([
      '5.1.1.3',
      '5.1.1.24.P',
      '8.1',
      '8.1.4',
      'CLD.8.1.5',
      '8.1.10',
      '8.2',
      '9.1',
      '10.1',
      'IV',
      'V',
      'IX',
    ])
  })

  it('[C-3] the cloud standard numbers on from its base', () => {
    const base = Array.from({ length: 23 }, (_, index) => `5.1.1.${index + 1}`)
    expect(nextNumber('5.1.1', base, 'P')).toBe('5.1.1.24.P')
    expect(nextNumber('5.1.1', [...base, '5.1.1.24.P'], 'P')).toBe('5.1.1.25.P')
    expect(nextNumber('5.1.1', ['5.1.2.9', '5.1'])).toBe('5.1.1.1')
  })

  it('[C-3] the next number is never one that was used', () =>
    fc.assert(
      fc.property(fc.array(id), (taken) => {
        const next = nextNumber('5.1', taken, 'P')
        expect(taken.map(numberKey)).not.toContain(numberKey(next))
        expect(parentNumber(next)).toBe('5.1')
      }),
    ))
})
