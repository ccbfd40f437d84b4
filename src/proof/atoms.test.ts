import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Atoms } from './atoms.ts'

const interval = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }))

describe('atoms', () => {
  it('[V-7] put two numbers into one atom exactly when no interval tells them apart and none lies between', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 6 }), fc.nat(255), fc.nat(255), (intervals, a, b) => {
        const atoms = Atoms.of(0, 255, intervals)
        const cuts = new Set([...intervals.map((i) => i.first), ...intervals.map((i) => i.last + 1)])
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const cut = [...cuts].some((c) => low < c && c <= high && c <= 255)
        expect(atoms.rankOf(a) === atoms.rankOf(b)).toBe(!cut)
      }),
    )
  })

  it('[V-7] cover the line without gaps, and each holds its own numbers', () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 6 }), (intervals) => {
        const atoms = Atoms.of(0, 255, intervals)
        const all = Array.from({ length: atoms.count }, (_, rank) => atoms.interval(rank))
        expect(all[0]?.first).toBe(0)
        expect(all.at(-1)?.last).toBe(255)
        all.slice(1).forEach((each, i) => expect(each.first).toBe((all[i]?.last ?? 0) + 1))
        all.forEach((each, rank) => expect([atoms.rankOf(each.first), atoms.rankOf(each.last)]).toEqual([rank, rank]))
      }),
    )
  })

  it('[V-7] know no atom beyond the last', () => {
    expect(() => Atoms.of(0, 255, []).interval(1)).toThrow('atom 1 of 1')
  })
})
