import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesOf } from '../../test/audit/lab.ts'
import { demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import type { Stage } from '../audit/stage.ts'
import { STAGES } from '../audit/stage.ts'
import { performInThread } from './audit/perform.ts'

const SLOW = 90_000
let server: Demonstration
const get = (path: string) => server.get(path)
const post = async (path: string, body: object = {}) => (await server.post(path, body)).json

beforeAll(async () => void (server = await demonstration()), SLOW)
afterAll(async () => server?.store.close())

describe('what the pages of the technical audit ask', () => {
  let [broken, repaired, engagement] = ['', '', '']

  it(
    'whose the endpoints of evidence are under a text that is not kept',
    async () => {
      ;[broken, repaired] = [
        await server.evidenceOf('linux-plain-brnf0'),
        await server.evidenceOf('linux-plain-repaired'),
      ]
      const text = (await get(`/evidence/${broken}/recognition`)).engagement
      const before = (await get('/changes?limit=1')).size
      const sight = await post(`/evidence/${broken}/ownership`, { text })
      expect(sight.endpoints.find(({ device }: { device: string }) => device === 'a1').party).toBe('A')
      expect(sight.draft.ja).toContain('akashi: 1')
      expect((await get('/changes?limit=1')).size).toBe(before)
      engagement = (await post('/engagements', { body: { title: 'x', text } })).id
    },
    SLOW,
  )

  it(
    'how far an audit is, and of two what closed, and by which paths',
    async () => {
      const one = (await post('/audit-runs', { title: 'before', engagement, evidence: [broken] })).id
      const two = (await post('/audit-runs', { title: 'after', engagement, evidence: [repaired] })).id
      expect(await get(`/audit-runs/${two}/progress`)).toMatchObject({ isStopping: false })
      await server.jobs.idle()
      expect(await get(`/audit-runs/${two}/progress`)).toEqual({
        status: 'done',
        ahead: 0,
        isStopping: false,
        now: null,
      })
      const { changes } = await get(`/audit-runs/${one}/compare/${two}`)
      expect(changes.find((one: { from: string; to: string }) => one.from === 'B' && one.to === 'A')).toMatchObject({
        before: 'refuted',
        after: 'proved',
        opened: [],
      })
    },
    SLOW,
  )

  it('what the newest audits cover, and the ledger, searched as a whole', async () => {
    const { audits, cells } = await get('/coverage')
    expect([audits, cells.length]).toEqual([1, 10])
    expect(cells.some(({ read }: { read: number }) => read > 5)).toBe(true)
    const { changes } = await get('/changes?kind=auditRun&search=running&limit=500')
    expect(changes.map(({ why }: { why: string }) => why)).toEqual(['running', 'running'])
  })

  it(
    'what went wrong, whole, errors first',
    async () => {
      const bad = (
        await post('/engagements', { body: { title: 'y', text: 'akashi: 1\ntenants:\n  - id: A\n  - id: A\n' } })
      ).id
      const run = (await post('/audit-runs', { title: 'bad', engagement: bad, evidence: [broken] })).id
      await server.jobs.idle()
      const { failure, status } = (await get(`/audit-runs/${run}`)).body
      expect([status, failure.code]).toEqual(['failed', 'engagement-duplicate-party'])
      expect(JSON.parse(failure.message)[0]).toMatchObject({ code: 'engagement-duplicate-party', at: { line: 4 } })
    },
    SLOW,
  )
})

describe('an audit in a thread', () => {
  it(
    'says its stages in their order, with how much there is of each',
    async () => {
      const stages: Stage[] = []
      const entries = filesOf('linux-vlan-vrf')
      const text = entries.find(({ path }) => path === 'akashi.yaml')?.bytes ?? Buffer.alloc(0)
      const engagement = Buffer.from(text).toString('utf8')
      await performInThread({ kind: 'audit', entries, engagement }, undefined, (stage) => stages.push(stage))
      expect(stages.map(({ stage }) => stage)).toEqual(STAGES)
      expect(stages.find(({ stage }) => stage === 'spreading')?.counts).toEqual({ endpoints: 10, parties: 5 })
    },
    SLOW,
  )
})
