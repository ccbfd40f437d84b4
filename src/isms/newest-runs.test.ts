import { describe, expect, it } from 'vitest'
import { auditRunSchema } from './records/evidence.ts'
import { newestByEngagement, newestFirst } from './newest-runs.ts'

const run = (id: string, engagement: string, day: number | null, status: 'waiting' | 'done' | 'failed') => ({
  ...auditRunSchema.parse({
    engagement,
    evidence: ['e'],
    status,
    startedAt: day === null ? null : `2026-01-0${day}T00:00:00.000Z`,
  }),
  id,
})
const runs = [
  run('old', 'x', 1, 'done'),
  run('new', 'x', 3, 'done'),
  run('broken', 'x', 4, 'failed'),
  run('other', 'y', 2, 'done'),
  run('next', 'y', null, 'waiting'),
]

describe('the newest audits', () => {
  it('come first, and one that waits before all that began', () => {
    expect(newestFirst(runs).map(({ id }) => id)).toEqual(['next', 'broken', 'new', 'other', 'old'])
  })

  it('of each engagement are the last that finished', () => {
    expect(newestByEngagement(runs).map(({ id }) => id)).toEqual(['new', 'other'])
  })
})
