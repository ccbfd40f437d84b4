import { describe, expect, it } from 'vitest'
import { auditOf, filesOf } from '../../../test/audit/lab.ts'
import type { AuditResult } from '../../audit/result.ts'
import { comparedRuns } from './compared.ts'

const audited = (example: string): AuditResult => {
  const result = auditOf(filesOf(example))
  if (result === null) throw new Error(`${example} cannot be read`)
  return result
}
const broken = audited('linux-plain-brnf0')
const repaired = audited('linux-plain-repaired')

describe('two runs compared', () => {
  it('say which directions closed by a repair, and what their paths were', () => {
    const changes = comparedRuns(broken, repaired)
    const closed = changes.filter(({ before, after }) => before === 'refuted' && after === 'proved')
    expect(closed.length).toBeGreaterThan(3)
    expect(closed.every((change) => change.closed.length > 0 && change.opened.length === 0)).toBe(true)
    expect(closed.find(({ from, to }) => from === 'B' && to === 'A')?.closed.map(({ code }) => code)).toContain(
      'delivery-shared-segment',
    )
  })

  it('say the opposite the other way round, and nothing of a run and itself', () => {
    const forth = comparedRuns(broken, repaired)
    const back = new Map(comparedRuns(repaired, broken).map((one) => [`${one.from} ${one.to}`, one]))
    for (const { from, to, before, after, opened, closed } of forth)
      expect(back.get(`${from} ${to}`)).toEqual({
        from,
        to,
        before: after,
        after: before,
        opened: closed,
        closed: opened,
      })
    expect(comparedRuns(broken, broken)).toEqual([])
  })

  it('name a direction that stays refuted where one of its paths has gone', () => {
    const fewer = { ...broken, findings: broken.findings.filter(({ backDoor }) => backDoor !== 'shared-segment') }
    const change = comparedRuns(broken, fewer).find(({ from, to }) => from === 'B' && to === 'A')
    expect([change?.before, change?.after, change?.closed.length, change?.opened.length]).toEqual([
      'refuted',
      'refuted',
      1,
      0,
    ])
  })
})
