import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareCell, csvText, inertCell } from './csv.ts'

const SIGNS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', "'", '"', ',', 'a', ' ']
const cell = fc.oneof(fc.string({ unit: fc.constantFrom(...SIGNS) }), fc.string({ unit: 'binary' }))

describe('a table as CSV', () => {
  it('no cell begins as a formula would, whatever its text, in half or full width', () =>
    fc.assert(
      fc.property(cell, (text) => {
        expect(inertCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
      }),
    ))

  it('every text comes back as it was', () => {
    fc.assert(fc.property(cell, (text) => void expect(bareCell(inertCell(text))).toBe(text)))
    expect(['=1', "'=1", "'quoted'", "''", '-2'].map(inertCell)).toEqual(["'=1", "''=1", "'quoted'", "''", "'-2"])
  })

  it('a reader of CSV sees the same rows', () =>
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 }), (rows) => {
        const read: string[][] = parse(csvText(rows), { bom: true, relax_column_count: true, record_delimiter: '\r\n' })
        expect(read.map((row) => row.map(bareCell))).toEqual(rows)
      }),
    ))

  it('numbers stay numbers', () => {
    expect(csvText([['a', -1]])).toBe('\uFEFFa,-1\r\n')
  })
})
