import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../../test/databases.ts'
import type { Stage } from '../../audit/stage.ts'
import { auditRunSchema, evidenceSchema } from '../../isms/records/evidence.ts'
import { change } from '../../store/change.ts'
import type { Store } from '../../store/open.ts'
import { createOrganisation } from '../../store/organisations.ts'
import { readRecord } from '../../store/records.ts'
import { auditJobs } from './jobs.ts'
import { TaskEnded } from './perform.ts'
import type { Perform } from './perform.ts'

const at = '2026-11-21T01:02:03.000Z'
const system = { by: 'system', at }
const now = (): Date => new Date(at)

/** Evidence of which a file is no longer kept. */
const LOST = evidenceSchema.parse({
  title: '失われた証拠',
  files: [{ path: 'a', sha256: '0'.repeat(64), bytes: 1 }],
})

let store: Store
beforeAll(async () => {
  store = await embeddedStore()
  await store.inScope('one', async (scope) => {
    await createOrganisation(scope, system, '組織')
    await change(scope, system, [
      { action: 'create', kind: 'engagement', id: 'e', body: { title: '監査', text: 'akashi: 1' }, why: '' },
      { action: 'create', kind: 'evidence', id: 'here', body: evidenceSchema.parse({ title: '証拠' }), why: '' },
      { action: 'create', kind: 'evidence', id: 'lost', body: LOST, why: '' },
    ])
  })
}, 60_000)
afterAll(async () => store?.close())

let count = 0
/** A run that waits, as the route writes it. */
async function waitingRun(evidence = 'here'): Promise<string> {
  const id = `run-${(count += 1)}`
  const body = auditRunSchema.parse({ engagement: 'e', evidence: [evidence] })
  await store.inScope('one', (scope) =>
    change(scope, system, [{ action: 'create', kind: 'auditRun', id, body, why: '' }]),
  )
  return id
}
const runOf = async (id: string) => (await store.inScope('one', (scope) => readRecord(scope, 'auditRun', id)))?.body

/** Work that a test ends by hand, and that an abort ends as a thread’s is ended. */
function held() {
  const begun: { end: (error?: Error) => void; tell: (stage: Stage) => void }[] = []
  const perform: Perform = (_task, signal, tell = () => undefined) =>
    new Promise((_resolve, reject) => {
      const end = (error: Error = new TaskEnded('crash', 'inside')): void => reject(error)
      signal?.addEventListener('abort', () => end(new TaskEnded('stopped')))
      begun.push({ end, tell })
    })
  const reached = async (many: number): Promise<void> => {
    await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(many)
  }
  return { perform, begun, reached }
}

let work: ReturnType<typeof held>
let jobs: ReturnType<typeof auditJobs>
const logged: string[] = []
const queue = () =>
  auditJobs({ store, now, perform: work.perform, origin: null, log: (event) => void logged.push(event) })
beforeEach(() => {
  work = held()
  jobs = queue()
  logged.length = 0
})

describe('the queue of audits', () => {
  it('does one at a time, says where each is, and nothing of one that has ended', async () => {
    const [first, second] = [await waitingRun(), await waitingRun()]
    jobs.enqueue('one', first)
    jobs.enqueue('one', second)
    await work.reached(1)
    expect(jobs.progress('one', second)).toEqual({ ahead: 1, now: null, isStopping: false })
    expect(jobs.progress('other', first)).toBeNull()
    expect((await runOf(first))?.status).toBe('running')
    expect((await runOf(second))?.status).toBe('waiting')
    work.begun[0]?.end()
    await work.reached(2)
    expect(jobs.progress('one', first)).toBeNull()
    expect(jobs.progress('one', second)).toMatchObject({ ahead: 0 })
    work.begun[1]?.end()
    await jobs.idle()
    expect(jobs.progress('one', second)).toBeNull()
  }, 30_000)

  it('tells what a running audit does now', async () => {
    const run = await waitingRun()
    jobs.enqueue('one', run)
    await work.reached(1)
    expect(jobs.progress('one', run)?.now).toBeNull()
    work.begun[0]?.tell({ stage: 'reading', counts: { files: 2 } })
    expect(jobs.progress('one', run)?.now).toEqual({ stage: 'reading', counts: { files: 2 } })
    work.begun[0]?.end()
    await jobs.idle()
  }, 30_000)

  it('stops one that runs and one that waits, and says so in their records', async () => {
    const [first, second] = [await waitingRun(), await waitingRun()]
    jobs.enqueue('one', first)
    jobs.enqueue('one', second)
    await work.reached(1)
    expect([jobs.stop('one', second), jobs.stop('other', first), jobs.stop('one', 'none')]).toEqual([
      true,
      false,
      false,
    ])
    expect(jobs.stop('one', first)).toBe(true)
    expect(jobs.progress('one', first)?.isStopping).toBe(true)
    await jobs.idle()
    expect(work.begun).toHaveLength(1)
    for (const id of [first, second])
      expect(await runOf(id)).toMatchObject({ status: 'stopped', result: null, failure: { code: 'audit-stopped' } })
    expect(jobs.stop('one', first)).toBe(false)
  }, 30_000)

  it.each(['time', 'memory', 'crash'] as const)(
    'keeps the record of one that failed: %s',
    async (code) => {
      const run = await waitingRun()
      jobs.enqueue('one', run)
      await work.reached(1)
      work.begun[0]?.end(new TaskEnded(code, 'a stack that nobody outside is to see'))
      await jobs.idle()
      const body = await runOf(run)
      expect(body).toMatchObject({ status: 'failed', endedAt: at, failure: { code: `audit-${code}`, message: '' } })
      expect(logged).toContain('audit-ended')
    },
    30_000,
  )

  it.each(['lost', 'gone'])(
    'never leaves one waiting whose evidence cannot be had: %s',
    async (evidence) => {
      const run = await waitingRun(evidence)
      jobs.enqueue('one', run)
      await jobs.idle()
      expect(work.begun).toHaveLength(0)
      expect(await runOf(run)).toMatchObject({ status: 'failed', endedAt: at, result: null })
    },
    30_000,
  )

  it('goes on with the next when one breaks in a way that nobody thought of', async () => {
    const run = await waitingRun()
    jobs.enqueue('one', 'a run that is not there')
    jobs.enqueue('one', run)
    await work.reached(1)
    expect(logged).toContain('audit-job-failed')
    work.begun[0]?.end(new Error('of no kind'))
    await jobs.idle()
    expect(await runOf(run)).toMatchObject({ status: 'failed', failure: { code: 'audit-crash' } })
  }, 30_000)

  it('is halted without a word in the records, and the next start takes up what waited and what ran', async () => {
    const [first, second] = [await waitingRun(), await waitingRun()]
    jobs.enqueue('one', first)
    jobs.enqueue('one', second)
    await work.reached(1)
    await jobs.halt()
    expect([(await runOf(first))?.status, (await runOf(second))?.status]).toEqual(['running', 'waiting'])
    expect(work.begun).toHaveLength(1)
    const next = queue()
    await next.resume()
    await work.reached(2)
    expect([next.progress('one', first)?.ahead, next.progress('one', second)?.ahead]).toEqual([0, 1])
    work.begun[1]?.end()
    await work.reached(3)
    work.begun[2]?.end()
    await next.idle()
    const again = queue()
    await again.resume()
    expect(again.progress('one', first)).toBeNull()
  }, 30_000)
})
