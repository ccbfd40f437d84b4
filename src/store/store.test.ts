import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore, hasPostgres, postgresServer } from '../../test/databases.ts'
import type { Server } from '../../test/databases.ts'
import { exportHolds } from '../../test/second-verifier.ts'
import { verifierKeyOf } from '../ledger/keys.ts'
import { verifyExport } from '../ledger/verify.ts'
import { accountByEmail, createAccount, membershipsOf } from './accounts.ts'
import { change } from './change.ts'
import { keepBlob, readBlob } from './evidence-blobs.ts'
import { exportLedger } from './ledger.ts'
import type { Store } from './open.ts'
import { addMember, createOrganisation, members } from './organisations.ts'
import { changesFrom, history, ledgerMark, readAll, readKind, readRecord } from './records.ts'
import { createLink, useLink } from './sessions.ts'
import { createToken, readToken } from './tokens.ts'

const at = '2026-11-21T01:02:03.000Z'
const system = { by: 'system', at }
const service = (name: string) => ({
  name: { ja: name, en: '' },
  description: { ja: '', en: '' },
  roles: ['provider'],
  provider: '',
  upstream: [],
})
const create = (id: string, name = id) =>
  ({ action: 'create', kind: 'service', id, body: service(name), why: '新規' }) as const

let server: Server | null = null
beforeAll(async () => void (server = hasPostgres ? await postgresServer() : null), 60_000)
afterAll(async () => server?.stop())

const ENGINES = {
  embedded: () => embeddedStore(),
  'PostgreSQL as superuser': () => server!.store('superuser'),
  'PostgreSQL as plain owner': () => server!.store('plain'),
} as const

describe.each(Object.entries(ENGINES))('a store: %s', (name, open) => {
  const isHere = name === 'embedded' || hasPostgres
  let store: Store
  beforeAll(async () => {
    if (!isHere) return
    store = await open()
    for (const id of ['a', 'b']) await store.inScope(id, (scope) => createOrganisation(scope, system, `組織 ${id}`))
  }, 60_000)
  afterAll(async () => store?.close())

  const test = isHere ? it : it.skip
  const sizeOf = async (organisation: string) => (await store.inScope(organisation, ledgerMark)).size

  test('[M-1] [D-2] keeps every change with who, when, before and after, and why', async () => {
    await store.inScope('a', (scope) => change(scope, system, [create('s1', '保管')]))
    await store.inScope('a', (scope) =>
      change(scope, { by: 'account:x', at }, [
        { ...create('s1'), action: 'update', body: service('共同保管'), version: 1, why: '名称の変更' },
      ]),
    )
    const past = await store.inScope('a', (scope) => history(scope, 'service', 's1'))
    expect(past.map(({ by, action, why, content }) => [by, action, why, content])).toEqual([
      ['system', 'create', '新規', service('保管')],
      ['account:x', 'update', '名称の変更', service('共同保管')],
    ])
    expect(past[0]?.at).toBe(at)
    expect(await store.inScope('a', (scope) => readRecord(scope, 'service', 's1'))).toMatchObject({
      version: 2,
      body: { name: { ja: '共同保管' }, id: 's1' },
    })
  })

  test('[M-1] [D-3] refuses a change that was made on an older version, and writes nothing of the others with it', async () => {
    const update = (version: number) => ({ ...create('s1'), action: 'update', version }) as const
    const before = await sizeOf('a')
    const refused = store.inScope('a', (scope) => change(scope, system, [create('s9'), update(1)]))
    await expect(refused).rejects.toMatchObject({ refusal: 'conflict', id: 's1' })
    expect(await sizeOf('a')).toBe(before)
    expect(await store.inScope('a', (scope) => readRecord(scope, 'service', 's9'))).toBeNull()
    await expect(store.inScope('a', (scope) => change(scope, system, [create('s1')]))).rejects.toMatchObject({
      refusal: 'exists',
    })
    await expect(
      store.inScope('a', (scope) => change(scope, system, [{ ...create('zz'), action: 'delete', version: 1 }])),
    ).rejects.toMatchObject({ refusal: 'missing' })
  })

  test('[M-1] [S-4] [D-4] never edits or deletes what was approved', async () => {
    const approved = { version: 1, approval: { by: '委員会', on: '2026-11-21' } }
    await store.inScope('a', (scope) =>
      change(scope, system, [{ action: 'create', kind: 'scope', id: 'scope-1', body: approved, why: '' }]),
    )
    for (const action of ['update', 'delete'] as const)
      await expect(
        store.inScope('a', (scope) =>
          change(scope, system, [{ action, kind: 'scope', id: 'scope-1', body: {}, version: 1, why: '' }]),
        ),
      ).rejects.toMatchObject({ refusal: 'frozen' })
  })

  test('[L-5] exports a ledger that both verifiers accept, offline', async () => {
    const text = await store.inScope('a', (scope) => exportLedger(scope, store.signer, at))
    expect((await verifyExport(text.trimEnd().split('\n'), { key: verifierKeyOf(store.signer) })).problems).toEqual([])
    expect(exportHolds(text)).toBe(true)
    expect(text.split('\n').length).toBeGreaterThan(4)
  })

  test('takes two changes at once one after the other, and loses neither', async () => {
    const before = await sizeOf('a')
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => store.inScope('a', (scope) => change(scope, system, [create(`c${i}`)]))),
    )
    expect(await sizeOf('a')).toBe(before + 8)
  })

  test('of two updates on the same version one is made, and the other is told', async () => {
    await store.inScope('a', (scope) => change(scope, system, [create('twice')]))
    const update = () =>
      store.inScope('a', (scope) => change(scope, system, [{ ...create('twice'), action: 'update', version: 1 }]))
    const outcomes = await Promise.allSettled([update(), update()])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test('reads all records, those of a kind, and what happened since a place in the ledger', async () => {
    await store.inScope('b', (scope) =>
      change(
        scope,
        system,
        ['p1', 'p2', 'p3'].map((id) => create(id)),
      ),
    )
    const seen = await store.inScope('b', async (scope) => ({
      all: await readAll(scope),
      kind: await readKind(scope, 'service'),
      since: await changesFrom(scope, 2),
      mark: await ledgerMark(scope),
    }))
    expect(seen.all).toEqual(seen.kind)
    expect(seen.kind.map(({ body, version }) => [body.id, version])).toEqual([
      ['p1', 1],
      ['p2', 1],
      ['p3', 1],
    ])
    expect(seen.since.map(({ id }) => id)).toEqual(['p2', 'p3'])
    expect(seen.mark).toEqual({ size: 4, hash: seen.since.at(-1)?.hash })
  })

  test('[D-1] never shows one organisation the rows of another, even to a query that forgets its scope', async () => {
    const all = await store.inScope('b', async ({ trx }) => ({
      records: await trx.selectFrom('record').select('organisation_id').execute(),
      changes: await trx.selectFrom('change').select('organisation_id').execute(),
      heads: await trx.selectFrom('ledger_head').select('organisation_id').execute(),
      organisations: await trx.selectFrom('organisation').select('id').execute(),
    }))
    for (const rows of [all.records, all.changes, all.heads])
      expect([...new Set(rows.map((row) => row.organisation_id))]).toEqual(['b'])
    expect(all.organisations).toEqual([{ id: 'b' }])
    expect((await store.inScope('b', readAll)).map(({ body }) => body.id)).toEqual(['p1', 'p2', 'p3'])
  })

  test('[D-1] cannot write a row into another organisation', async () => {
    const row = { organisation_id: 'a', sha256: '0'.repeat(64), bytes: 1, created_at: at }
    await expect(store.inScope('b', ({ trx }) => trx.insertInto('blob').values(row).execute())).rejects.toThrow(
      /row-level security/,
    )
  })

  test('[D-1] shows nothing to a transaction without a scope', async () => {
    const rows = await store.asCaller({ account: 'nobody' }, (trx) => trx.selectFrom('record').select('id').execute())
    expect(rows).toEqual([])
  })

  test('[D-2] cannot unmake what happened', async () => {
    await expect(store.inScope('a', ({ trx }) => trx.deleteFrom('change').execute())).rejects.toThrow(
      /only ever added to/,
    )
    await expect(store.inScope('a', ({ trx }) => sql`update change set why = 'x'`.execute(trx))).rejects.toThrow(
      /only ever added to/,
    )
  })

  test('[M-3] finds an account by its address, its memberships by itself, and logs them', async () => {
    await store.asCaller({ system: true }, (trx) =>
      createAccount(trx, {
        id: 'acc',
        email: 'Manager@Example.JP',
        name: '管理者',
        language: 'ja',
        password: null,
        created_at: at,
      }),
    )
    await store.inScope('a', (scope) => addMember(scope, system, 'acc', 'manager', '着任'))
    await store.inScope('b', (scope) => addMember(scope, system, 'acc', 'viewer', ''))
    expect((await store.asCaller({ system: true }, (trx) => accountByEmail(trx, 'manager@example.jp')))?.id).toBe('acc')
    expect(
      [...(await store.asCaller({ account: 'acc' }, (trx) => membershipsOf(trx, 'acc')))].toSorted(([a], [b]) =>
        a.localeCompare(b),
      ),
    ).toEqual([
      ['a', ['manager']],
      ['b', ['viewer']],
    ])
    expect(await store.inScope('a', members)).toEqual([{ account: 'acc', role: 'manager' }])
    expect(
      (await store.inScope('a', (scope) => history(scope, 'member', 'acc_manager'))).map(({ why }) => why),
    ).toEqual(['着任'])
  })

  test('[D-8] finds a token by its hash, whatever its organisation, and no other', async () => {
    const token = {
      id: 't1',
      account: 'acc',
      name: 'CI',
      roles: ['viewer'],
      readOnly: true,
      createdAt: at,
      expiresAt: '2027-01-01T00:00:00.000Z',
    }
    await store.inScope('a', (scope) => createToken(scope, system, 'hash-1', token))
    expect(await store.asCaller({ tokenHash: 'hash-1' }, (trx) => readToken(trx, 'hash-1'))).toMatchObject({
      organisation: 'a',
      roles: ['viewer'],
    })
    expect(await store.asCaller({ tokenHash: 'hash-2' }, (trx) => readToken(trx, 'hash-1'))).toBeNull()
  })

  test('lets a link be used once, and not after its end', async () => {
    const link = {
      purpose: 'first',
      organisation: null,
      email: null,
      roles: ['owner'],
      expiresAt: '2026-11-22T00:00:00.000Z',
    }
    await store.asCaller({ system: true }, (trx) => createLink(trx, 'link-1', link))
    await store.asCaller({ system: true }, (trx) => createLink(trx, 'link-2', link))
    const use = (hash: string, now: string) => store.asCaller({ system: true }, (trx) => useLink(trx, hash, now))
    expect(await use('link-1', at)).toMatchObject({ roles: ['owner'] })
    expect(await use('link-1', at)).toBeNull()
    expect(await use('link-2', '2026-11-23T00:00:00.000Z')).toBeNull()
  })

  test('[D-7] gives the bytes of a blob only to an organisation that holds them', async () => {
    const sha256 = await store.inScope('a', (scope) => keepBlob(scope, store.blobs, Buffer.from('証拠'), at))
    expect((await store.inScope('a', (scope) => readBlob(scope, store.blobs, sha256)))?.toString()).toBe('証拠')
    expect(await store.inScope('b', (scope) => readBlob(scope, store.blobs, sha256))).toBeNull()
  })

  test('gives numbers and times back in one form', async () => {
    const row = await store.inScope('a', ({ trx }) =>
      trx
        .selectFrom('ledger_head')
        .innerJoin('organisation', 'organisation.id', 'organisation_id')
        .select(['size', 'created_at'])
        .executeTakeFirstOrThrow(),
    )
    expect([typeof row.size, row.created_at]).toEqual(['number', at])
  })
})
