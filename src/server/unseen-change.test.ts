import { afterAll, beforeAll, expect, it } from 'vitest'
import { hasPostgres, postgresServer } from '../../test/databases.ts'
import type { Server } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { change } from '../store/change.ts'
import type { Store } from '../store/open.ts'
import { readRecord } from '../store/records.ts'
import { foundDemonstration } from './demo/organisation.ts'

const at = '2026-11-21T00:00:00.000Z'
const O = '/organisations/demo'
const ANSWER = 'iso27017-2015_CLD.9.5.1_provider'
const BODY = { control: { edition: 'iso27017-2015', item: 'CLD.9.5.1' }, role: 'provider' }

let postgres: Server | null = null
let store: Store | null = null
let server: TestServer
beforeAll(async () => {
  if (!hasPostgres) return
  postgres = await postgresServer()
  store = await postgres.store('plain')
  await store.inScope('demo', (scope) => foundDemonstration(scope, at, '例示組織'))
  server = testServer(store, 'demo')
}, 60_000)
afterAll(async () => {
  await store?.close()
  await postgres?.stop()
})

it.runIf(hasPostgres)(
  '[M-1] [T-4] a change that names the version which another request is still writing does not overwrite it unseen',
  async () => {
    expect((await server.ask('POST', `${O}/applicabilities`, { body: { body: BODY } })).status).toBe(200)
    let commit = (): void => undefined
    const written = new Promise<void>((resolve) => (commit = resolve))
    let begin = (): void => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    // An audit puts a refuting verdict on the answer, and has not yet committed.
    const audit = store!.inScope('demo', async (scope) => {
      const found = await readRecord(scope, 'applicability', ANSWER)
      const verdicts = [{ run: 'run-1', guide: 'C.8.3.3/1.1', judgement: 'does-not-conform' }]
      const { id: _, ...before } = found!.body
      await change(scope, { by: 'system', at }, [
        { action: 'update', kind: 'applicability', id: ANSWER, body: { ...before, verdicts }, version: 1, why: '' },
      ])
      begin()
      await written
    })
    await begun
    const put = server.ask('PUT', `${O}/applicabilities/${ANSWER}`, { body: { version: 2, body: BODY } })
    await new Promise((resolve) => setTimeout(resolve, 500))
    commit()
    await audit
    const { status, json } = await put
    expect([status, json.error?.code]).toEqual([409, 'conflict'])
    expect((await server.ask('GET', `${O}/applicabilities/${ANSWER}`)).json.body.verdicts).toHaveLength(1)
  },
  30_000,
)
