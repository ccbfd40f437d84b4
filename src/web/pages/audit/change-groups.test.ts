import { describe, expect, it } from 'vitest'
import type { DirectionChange } from '../../api/results.ts'
import { groupOf, grouped } from './change-groups.ts'

const change = (before: DirectionChange['before'], after: DirectionChange['after']): DirectionChange => ({
  from: 'A',
  to: 'B',
  before,
  after,
  opened: [],
  closed: [],
})

describe('changes between two audits', () => {
  it('that are refuted now have opened, whatever they were before', () => {
    for (const before of ['proved', 'undetermined', null] as const)
      expect(groupOf(change(before, 'refuted'))).toBe('groupOpened')
  })

  it('have closed only where a refuted direction is proved now: one that is unknown has not', () => {
    expect(groupOf(change('refuted', 'proved'))).toBe('groupClosed')
    expect(groupOf(change('refuted', 'undetermined'))).toBe('groupUnknown')
    expect(groupOf(change('refuted', null))).toBe('groupOther')
    expect(groupOf(change('undetermined', 'proved'))).toBe('groupOther')
  })

  it('are each in one group, and none is lost', () => {
    const kinds = ['proved', 'refuted', 'undetermined', null] as const
    const all = kinds.flatMap((before) => kinds.map((after) => change(before, after)))
    expect(grouped(all).flatMap(([, changes]) => changes)).toHaveLength(all.length)
  })
})
