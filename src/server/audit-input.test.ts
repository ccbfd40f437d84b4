import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import { hasSentence } from '../report/sentences/say.ts'
import { createApp } from './app.ts'
import { auditJobs } from './audit/jobs.ts'
import type { Perform } from './audit/perform.ts'
import { TaskEnded } from './audit/perform.ts'
import { inTurn } from './audit/turns.ts'
import { Failure } from './failure.ts'

let server: Demonstration
beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

/** A server whose audits all wait behind one that goes on until it is let go. */
function heldUp() {
  const { store, now, log } = server.context
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const perform: Perform = async () => {
    await held
    throw new TaskEnded('stopped')
  }
  const jobs = auditJobs({ store, now, perform, origin: null, log })
  const app = createApp({ ...server.context, jobs })
  const post = async (path: string, body: object) => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    return (await app.request(`http://localhost/api/v1${O}${path}`, request)).json()
  }
  return { jobs, post, release }
}

const engagement = async (): Promise<string> =>
  (await server.post('/engagements', { body: { title: '条件', text: 'akashi: 1' } })).json.id
const evidence = async (): Promise<string> => {
  const { id } = (await server.post('/evidence', { body: { title: '一式', effective: '2026-11-20' } })).json
  // The files have an engagement of their own.
  await server.upload(id, 'akashi.yaml', Buffer.from('akashi: 1\n'))
  return id
}

describe('an audit that waits', () => {
  it.each([
    ['engagements', 'intake-engagement-gone'],
    ['evidence', 'intake-evidence-gone'],
  ])('[V-8] does not run under something else when its record of %s is deleted, and says so', async (path, code) => {
    const { jobs, post, release } = heldUp()
    const wish = { engagement: await engagement(), evidence: [await evidence()] }
    await post('/audit-runs', { engagement: await engagement(), evidence: [await evidence()] })
    const { id } = await post('/audit-runs', wish)
    const gone = path === 'evidence' ? wish.evidence[0] : wish.engagement
    const { version } = await server.get(`/${path}/${gone}`)
    expect((await server.ask('DELETE', `${O}/${path}/${gone}?version=${version}`)).status).toBe(204)
    release()
    await jobs.idle()
    expect((await server.get(`/audit-runs/${id}`)).body).toMatchObject({ status: 'failed', failure: { code } })
    expect(hasSentence(code)).toBe(true)
  })

  it('[V-8] that goes wrong in whatever way is said to have failed, and does not seem to run for ever', async () => {
    const { store, now, log } = server.context
    const broken: Perform = async () => ({ result: {} }) as never
    const jobs = auditJobs({ store, now, perform: broken, origin: null, log })
    const body = { engagement: await engagement(), evidence: [await evidence()] }
    const { id } = (await server.post('/audit-runs', body)).json
    await server.jobs.idle()
    const before = await server.get(`/audit-runs/${id}`)
    expect(before.body.status).toBe('failed')
    jobs.enqueue('demo', id)
    await jobs.idle()
    expect((await server.get(`/audit-runs/${id}`)).body).toMatchObject({
      status: 'failed',
      failure: { code: 'audit-crash' },
    })
  })
})

describe('files that are read', () => {
  it('[V-8] evidence that is named twice is read once', async () => {
    const one = await evidence()
    const { json } = await server.post('/audit-runs', { engagement: await engagement(), evidence: [one, one, one] })
    expect(json.body.evidence).toEqual([one])
    await server.jobs.idle()
  })

  it('[I-3] small files that come to more than is ever taken in are refused before they are read', async () => {
    const id = await evidence()
    const files = Array.from({ length: 5 }, (_, i) => ({ path: `f${i}`, sha256: '0'.repeat(64), bytes: 250 * 2 ** 20 }))
    await server.store.inScope('demo', async ({ trx }) => {
      const body = JSON.stringify({
        title: '一式',
        description: '',
        files,
        effective: null,
        observed: null,
        staleOn: null,
      })
      await trx.updateTable('record').set({ body }).where('kind', '=', 'evidence').where('id', '=', id).execute()
    })
    const { status, json } = await server.ask('GET', `${O}/evidence/${id}/recognition`)
    expect([status, json.error.code]).toEqual([413, 'too-large'])
    const run = (await server.post('/audit-runs', { engagement: await engagement(), evidence: [id] })).json.id
    await server.jobs.idle()
    expect((await server.get(`/audit-runs/${run}`)).body.failure.code).toBe('intake-evidence-large')
  })

  it('whoever may read cannot fill the memory by asking often: two are read at once, others wait, and too many are refused', async () => {
    let [working, most] = [0, 0]
    const work = async () => {
      most = Math.max(most, ++working)
      await new Promise((resolve) => setTimeout(resolve, 5))
      working--
    }
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => inTurn(work)))
    const refused = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect([most, refused.length]).toEqual([2, 18])
    expect(refused.every((error) => error instanceof Failure && error.code === 'too-many')).toBe(true)
    // One that fails hands its place on.
    await Promise.allSettled([1, 2, 3].map(() => inTurn(() => Promise.reject(new Error('x')))))
    await expect(inTurn(async () => 'done')).resolves.toBe('done')
  })
})
