import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, postgresServer } from '../../test/databases.ts'
import type { Server } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { auditRunSchema } from '../isms/records/evidence.ts'
import { change } from '../store/change.ts'
import { keepBlob } from '../store/evidence-blobs.ts'
import type { Store } from '../store/open.ts'
import { lockLedger } from '../store/ledger.ts'
import { readRecord } from '../store/records.ts'
import type { Scope } from '../store/scope.ts'
import { foundDemonstration } from './demo/organisation.ts'
import { heldRecords } from './held.ts'

const at = '2026-11-21T00:00:00.000Z'
const O = '/organisations/demo'
const ANSWER = 'iso27017-2015_CLD.9.5.1_provider'
const STEPS = [{ name: { ja: '低' } }, { name: { ja: '高' } }]
const CRITERIA = {
  likelihood: STEPS,
  consequence: STEPS,
  levels: [
    [1, 2],
    [2, 3],
  ],
  acceptable: 1,
}
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

/** A scope in which something else happens after its first question was answered. */
const interrupted = (scope: Scope, happens: () => Promise<void>): Scope => {
  let isFirst = true
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      const wasFirst = isFirst
      isFirst = false
      if (wasFirst) await happens()
      return result
    },
  }
  return { ...scope, trx: scope.trx.withPlugin(plugin) }
}

describe.runIf(hasPostgres)('records in memory while somebody else writes', () => {
  const write = (version: number): Promise<void> =>
    store!.inScope('demo', (scope) =>
      change(scope, { by: 'system', at }, [
        version === 0
          ? { action: 'create', kind: 'service', id: 's', body: { name: { ja: '0' } }, why: '' }
          : { action: 'update', kind: 'service', id: 's', body: { name: { ja: `${version}` } }, version, why: '' },
      ]),
    )
  const versions = (key: Store) =>
    store!.inScope('demo', async (scope) => (await heldRecords(key, scope)).held.service.map(({ version }) => version))

  it('[M-1] count each change once, also one that comes between two questions', async () => {
    await write(0)
    const key = { ...store! }
    // Read anew, and a change comes in between.
    await store!.inScope('demo', (scope) =>
      heldRecords(
        key,
        interrupted(scope, () => write(1)),
      ),
    )
    expect(await versions(key)).toEqual([2])
    // Read one by one, and another comes in between.
    await write(2)
    await store!.inScope('demo', (scope) =>
      heldRecords(
        key,
        interrupted(scope, () => write(3)),
      ),
    )
    expect(await versions(key)).toEqual([4])
  })
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

it.runIf(hasPostgres)(
  '[T-4] an audit is not put on the controls over a newer one that is just being written',
  async () => {
    const run = (id: string, endedAt: string, result: string) => ({
      action: 'create' as const,
      kind: 'auditRun' as const,
      id,
      body: auditRunSchema.parse({
        engagement: 'e',
        evidence: ['v'],
        status: 'done',
        startedAt: endedAt,
        endedAt,
        result,
      }),
      why: '',
    })
    const result = Buffer.from(JSON.stringify({ procedure: { controls: [] }, guides: [], engagement: { roles: [] } }))
    const sha256 = await store!.inScope('demo', async (scope) => {
      const kept = await keepBlob(scope, store!.blobs, result, at)
      await change(scope, { by: 'system', at }, [run('older', at, kept)])
      return kept
    })
    let commit = (): void => undefined
    const held = new Promise<void>((resolve) => (commit = resolve))
    let begin = (): void => undefined
    const begun = new Promise<void>((resolve) => (begin = resolve))
    const newer = store!.inScope('demo', async (scope) => {
      await change(scope, { by: 'system', at }, [run('newer', '2026-11-22T00:00:00.000Z', sha256)])
      begin()
      await held
    })
    await begun
    const applied = server.ask('POST', `${O}/audit-runs/older/apply`, { body: {} })
    await new Promise((resolve) => setTimeout(resolve, 500))
    commit()
    await newer
    const { status, json } = await applied
    expect([status, json.error?.code]).toEqual([409, 'superseded'])
  },
  30_000,
)

describe.runIf(hasPostgres)('what is sent twice at once', () => {
  /** Both have looked before either may write. */
  async function together<T>(milliseconds: number, one: () => Promise<T>): Promise<readonly T[]> {
    let commit = (): void => undefined
    const held = new Promise<void>((resolve) => (commit = resolve))
    const writer = store!.inScope('demo', async (scope) => {
      await lockLedger(scope)
      await held
    })
    const both = Promise.all([one(), one()])
    await new Promise((resolve) => setTimeout(resolve, milliseconds))
    commit()
    await writer
    return both
  }

  it('[M-1] makes no two versions of one number', async () => {
    const made = await together(500, () => server.ask('POST', `${O}/criteria`, { body: { body: CRITERIA } }))
    expect(made.map(({ json }) => json.body.version).toSorted((a, b) => a - b)).toEqual([1, 2])
  }, 30_000)

  it('[M-5] is imported once under the name of one plan', async () => {
    const bring = (query: string) =>
      server.ask('POST', `${O}/assets/import?${query}`, { body: Buffer.from('名称,分類\n鍵,暗号鍵\n') })
    const { plan } = (await bring('')).json
    const both = await together(5000, () => bring(`dryRun=false&plan=${plan}`))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await server.ask('GET', `${O}/assets`)).json.total).toBe(1)
  }, 30_000)
})
