import { describe, expect, it } from 'vitest'
import { arranged } from './arranged.ts'
import type { Column } from './arranged.ts'

interface Row {
  readonly name: string
  readonly level: number
}
const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: 'name', value: ({ name }) => name },
  { key: 'level', title: 'level', value: ({ level }) => level },
]
const ROWS: readonly Row[] = [
  { name: 'CLD.9.5.1 仮想', level: 12 },
  { name: 'CLD.13.1.4 ネットワーク', level: 5 },
  { name: 'A.5 方針', level: 5 },
]
const names = (rows: readonly Row[]): readonly string[] => rows.map(({ name }) => name.split(' ')[0] ?? '')

describe('the rows of a table', () => {
  it('are those in which every word occurs, whatever its width or case', () => {
    expect(names(arranged(ROWS, COLUMNS, 'ｃｌｄ ネットワーク', null, 'ja'))).toEqual(['CLD.13.1.4'])
    expect(arranged(ROWS, COLUMNS, 'nothing', null, 'en')).toEqual([])
  })

  it('are ordered by numbers as numbers, also within names, and rows that are equal keep their order', () => {
    expect(names(arranged(ROWS, COLUMNS, '', { key: 'name', isUp: true }, 'en'))).toEqual([
      'A.5',
      'CLD.9.5.1',
      'CLD.13.1.4',
    ])
    expect(names(arranged(ROWS, COLUMNS, '', { key: 'level', isUp: true }, 'en'))).toEqual([
      'CLD.13.1.4',
      'A.5',
      'CLD.9.5.1',
    ])
  })

  it('are found and ordered among 100,000 without a pause that a person notices', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ name: `R-${i} リスク`, level: i % 25 }))
    const before = performance.now()
    expect(arranged(many, COLUMNS, 'r-9999', { key: 'level', isUp: false }, 'ja')).toHaveLength(11)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
