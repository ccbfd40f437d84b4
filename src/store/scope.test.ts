import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore, hasPostgres, postgresServer } from '../../test/databases.ts'
import type { Server } from '../../test/databases.ts'
import { change } from './change.ts'
import type { Store } from './open.ts'
import { createOrganisation } from './organisations.ts'
import { readKind } from './records.ts'
import type { Scope } from './scope.ts'

const at = '2026-11-21T01:02:03.000Z'
const system = { by: 'system', at }
const create = (id: string) => ({ action: 'create', kind: 'service', id, body: {}, why: '' }) as const

let server: Server | null = null
beforeAll(async () => void (server = hasPostgres ? await postgresServer() : null), 60_000)
afterAll(async () => server?.stop())

const ENGINES = {
  embedded: () => embeddedStore(),
  'PostgreSQL as superuser': () => server!.store('superuser'),
  'PostgreSQL as plain owner': () => server!.store('plain'),
} as const

const blobRow = (organisation: string, digit: string) => ({
  organisation_id: organisation,
  sha256: digit.repeat(64),
  bytes: 1,
  created_at: at,
})

describe.each(Object.entries(ENGINES))('a transaction that goes wrong: %s', (name, open) => {
  const isHere = name === 'embedded' || hasPostgres
  const test = isHere ? it : it.skip
  let store: Store
  beforeAll(async () => {
    if (!isHere) return
    store = await open()
    for (const id of ['a', 'b']) await store.inScope(id, (scope) => createOrganisation(scope, system, id))
  }, 60_000)
  afterAll(async () => store?.close())

  const blobs = (organisation: string): Promise<readonly string[]> =>
    store.inScope(organisation, async ({ trx }) =>
      (await trx.selectFrom('blob').select('sha256').orderBy('sha256').execute()).map(({ sha256 }) =>
        sha256.slice(0, 1),
      ),
    )

  test('[D-1] [D-11] makes nothing of what was begun together with a query that failed', async () => {
    const insert = ({ trx }: Scope, digit: string) => trx.insertInto('blob').values(blobRow('a', digit)).execute()
    const late: PromiseSettledResult<unknown>[] = []
    const work = store.inScope('a', async (scope) => {
      const begun = [sql`select 1 / 0`.execute(scope.trx), ...[...'12345678'].map((digit) => insert(scope, digit))]
      void Promise.allSettled(begun).then((results) => late.push(...results))
      await Promise.all(begun)
    })
    await expect(work).rejects.toThrow(/division by zero/)
    // Others use the connection meanwhile.
    await Promise.all(Array.from({ length: 12 }, () => store.inScope('b', (scope) => readKind(scope, 'service'))))
    await expect.poll(() => late.length).toBe(9)
    expect(late.every(({ status }) => status === 'rejected')).toBe(true)
    expect(await blobs('a')).toEqual([])
  })

  test('[D-1] lets nothing of an ended transaction into the next one', async () => {
    const stale = await store.inScope('a', async (scope) => scope)
    await expect(stale.trx.insertInto('blob').values(blobRow('a', '9')).execute()).rejects.toThrow(/committed/)
    await store.inScope('b', async () => {
      await expect(stale.trx.selectFrom('organisation').selectAll().execute()).rejects.toThrow(/committed/)
    })
    expect(await blobs('a')).toEqual([])
  })

  test('[D-1] leaves no organisation and no role behind, whether it was committed or undone', async () => {
    const before = (await sql<{ user: string }>`select current_user as user`.execute(store.database.db)).rows[0]?.user
    await store.inScope('a', async () => undefined)
    await expect(store.inScope('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    const seen = await Promise.all(
      Array.from({ length: 12 }, () =>
        sql<{ organisation: string | null; user: string }>`
          select current_setting('akashi.organisation', true) as organisation, current_user as user`.execute(
          store.database.db,
        ),
      ),
    )
    for (const { rows } of seen) expect([rows[0]?.organisation || '', rows[0]?.user]).toEqual(['', before])
  })

  const onServer = name === 'embedded' || !hasPostgres ? it.skip : it

  onServer('[D-1] [D-11] a connection that is lost fails its own transaction, and nothing of it stays', async () => {
    const work = store.inScope('a', async (scope) => {
      await change(scope, system, [create('lost')])
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(scope.trx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(store.database.db)
      await new Promise((resolve) => setTimeout(resolve, 100))
      await change(scope, system, [create('after')])
    })
    await expect(work).rejects.toThrow(/connection|terminat/i)
    const seen = await Promise.all(
      Array.from({ length: 12 }, () =>
        store.inScope('b', ({ trx }) => trx.selectFrom('organisation').select('id').execute()),
      ),
    )
    expect(new Set(seen.flat().map(({ id }) => id))).toEqual(new Set(['b']))
    expect(await store.inScope('a', (scope) => readKind(scope, 'service'))).toEqual([])
    await store.inScope('a', (scope) => change(scope, system, [create('again')]))
    expect((await store.inScope('a', (scope) => readKind(scope, 'service'))).map(({ body }) => body.id)).toEqual([
      'again',
    ])
  })

  onServer('[D-11] goes on when every connection that waits for work is lost', async () => {
    await Promise.all(Array.from({ length: 5 }, () => store.inScope('a', (scope) => readKind(scope, 'service'))))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
      .execute(store.database.db)
      .catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((await store.inScope('a', (scope) => readKind(scope, 'service'))).length).toBe(1)
  })
})
