import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL, Bdd, NONE, type Set } from './bdd.ts'

const BITS = 5
const ROWS = 2 ** BITS

/** A set as the truth table of its members, bit 0 of the diagram being the highest of the row. */
const table = fc.array(fc.boolean(), { minLength: ROWS, maxLength: ROWS })

const bitOf = (row: number, level: number): boolean => ((row >> (BITS - 1 - level)) & 1) === 1

function setOf(bdd: Bdd, rows: readonly boolean[], level = 0): Set {
  if (level === BITS) return rows[0] === true ? ALL : NONE
  const half = rows.length / 2
  return bdd.node(level, setOf(bdd, rows.slice(0, half), level + 1), setOf(bdd, rows.slice(half), level + 1))
}

const holds = (bdd: Bdd, set: Set, row: number): boolean => {
  let at = set
  while (at > 1) at = bitOf(row, bdd.levelOf(at)) ? bdd.highOf(at) : bdd.lowOf(at)
  return at === ALL
}

const tableOf = (bdd: Bdd, set: Set): boolean[] => Array.from({ length: ROWS }, (_, row) => holds(bdd, set, row))

describe('sets of bit vectors', () => {
  it('[V-7] join, meet and differ as their truth tables do', () => {
    fc.assert(
      fc.property(table, table, (a, b) => {
        const bdd = new Bdd(BITS)
        const [one, two] = [setOf(bdd, a), setOf(bdd, b)]
        expect(tableOf(bdd, bdd.and(one, two))).toEqual(a.map((x, i) => x && b[i] === true))
        expect(tableOf(bdd, bdd.or(one, two))).toEqual(a.map((x, i) => x || b[i] === true))
        expect(tableOf(bdd, bdd.without(one, two))).toEqual(a.map((x, i) => x && b[i] !== true))
        expect(tableOf(bdd, bdd.not(one))).toEqual(a.map((x) => !x))
      }),
    )
  })

  it('[V-7] have equal numbers exactly when they are equal', () => {
    fc.assert(
      fc.property(table, table, (a, b) => {
        const bdd = new Bdd(BITS)
        expect(setOf(bdd, a) === setOf(bdd, b)).toBe(a.every((x, i) => x === b[i]))
      }),
    )
  })

  it('[V-7] forget bits: a row stays when some row that differs in those alone was there', () => {
    fc.assert(
      fc.property(table, fc.nat(BITS), fc.nat(BITS), (a, x, y) => {
        const [from, to] = [Math.min(x, y), Math.max(x, y)]
        const bdd = new Bdd(BITS)
        const free = (row: number, other: number): boolean =>
          Array.from({ length: BITS }, (_, level) => level).every(
            (level) => (level >= from && level < to) || bitOf(row, level) === bitOf(other, level),
          )
        const expected = a.map((_, row) => a.some((in_, other) => in_ && free(row, other)))
        expect(tableOf(bdd, bdd.forget(setOf(bdd, a), from, to))).toEqual(expected)
      }),
    )
  })

  it('[V-7] exchange bits by renaming, and are themselves again when renamed twice', () => {
    fc.assert(
      fc.property(table, fc.nat(BITS - 1), fc.nat(BITS - 1), (a, x, y) => {
        const bdd = new Bdd(BITS)
        const swap = (level: number): number => (level === x ? y : level === y ? x : level)
        const set = setOf(bdd, a)
        const renamed = bdd.rename(set, swap)
        const moved = (row: number): number =>
          Array.from({ length: BITS }, (_, level) => level).reduce(
            (sum, level) => sum + (bitOf(row, swap(level)) ? 2 ** (BITS - 1 - level) : 0),
            0,
          )
        expect(tableOf(bdd, renamed)).toEqual(a.map((_, row) => a[moved(row)] === true))
        expect(bdd.rename(renamed, swap)).toBe(set)
      }),
    )
  })

  it('[V-7] keep what they are while the table of nodes grows', () => {
    const bdd = new Bdd(40)
    const bit = (level: number): Set => bdd.node(level, NONE, ALL)
    let set: Set = NONE
    for (let i = 0; i < 3000; i++)
      set = bdd.or(
        set,
        bdd.all(
          Array.from({ length: 20 }, (_, k) => (((i * 2654435761) >>> k) & 1 ? bit(k + 10) : bdd.not(bit(k + 10)))),
        ),
      )
    expect(bdd.size).toBeGreaterThan(1 << 14)
    expect(bdd.without(set, set)).toBe(NONE)
    expect(bdd.or(set, bdd.not(set))).toBe(ALL)
  })
})
