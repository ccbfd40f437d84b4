import { describe, expect, it } from 'vitest'
import { trendsOf, turnOf } from './trend.ts'

const run = (id: string, engagement: string, endedAt: string | null, refuted: number) => ({
  id,
  title: id,
  engagement,
  status: endedAt === null ? 'running' : 'done',
  endedAt,
  summary: endedAt === null ? null : { proved: 9 - refuted, refuted, undetermined: 0, findings: 0, open: 0 },
})

describe('the trend over audits', () => {
  it('has a line for each engagement, oldest audit first, the refuted one before the others, without those that run', () => {
    const runs = [
      run('r4', 'x', null, 0),
      run('r3', 'x', '2026-03-01', 0),
      run('r2', 'y', '2026-02-01', 2),
      run('r1', 'x', '2026-01-01', 5),
    ]
    const trends = trendsOf({ runs })
    expect(trends.map(({ engagement, runs: own }) => [engagement, own.map(({ id }) => id)])).toEqual([
      ['y', ['r2']],
      ['x', ['r1', 'r3']],
    ])
  })

  it('says what became of the refuted directions since the audit before, and nothing after only one', () => {
    const turn = (...refuted: number[]) =>
      turnOf(
        trendsOf({
          runs: refuted.map((count, i) => run(`r${i}`, 'x', `2026-01-0${i + 1}`, count)).toReversed(),
        })[0] ?? { engagement: '', runs: [] },
      )
    expect(turn(3)).toBeNull()
    expect(turn(3, 1)).toEqual({ code: 'better', count: 2 })
    expect(turn(1, 1)).toEqual({ code: 'same', count: 0 })
    expect(turn(0, 4)).toEqual({ code: 'worse', count: 4 })
  })
})
