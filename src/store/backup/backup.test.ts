import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore, hasPostgres, postgresServer } from '../../../test/databases.ts'
import type { Server } from '../../../test/databases.ts'
import { createAccount } from '../accounts.ts'
import { change } from '../change.ts'
import { keepBlob } from '../evidence-blobs.ts'
import { addEvent } from '../factors/events.ts'
import { addPasskey } from '../factors/passkeys.ts'
import { setRecoveryCodes } from '../factors/recovery.ts'
import { beginTotp, readTotp } from '../factors/totp.ts'
import { checkpoint } from '../ledger.ts'
import type { Store } from '../open.ts'
import { addMember, createOrganisation } from '../organisations.ts'
import { folderSealer } from '../sealer.ts'
import { createToken } from '../tokens.ts'
import { verifyOrganisation } from '../verify.ts'
import { firstNotices } from '../webhooks/notices.ts'
import { post } from '../webhooks/outbox.ts'
import { createWebhook } from '../webhooks/webhooks.ts'
import { SCOPED_TABLE_NAMES, SHARED_TABLES } from './contents.ts'
import { writeBackup } from './dump.ts'
import { restoreBackup } from './restore.ts'
import { BadArchive } from './tar.ts'

type Opened = Store & { readonly folder: string }
const at = '2026-11-21T01:02:03.000Z'
const system = { by: 'system', at }
const create = (id: string) =>
  ({
    action: 'create',
    kind: 'service',
    id,
    body: { name: { ja: `名 ${id}`, en: '' }, list: [1, 2.5, null] },
    why: '',
  }) as const

async function fill(store: Store): Promise<void> {
  await store.asCaller({ system: true }, (trx) =>
    createAccount(trx, {
      id: 'acc',
      email: 'a@example.jp',
      name: '担当',
      language: 'ja',
      password: 'hash',
      created_at: at,
    }),
  )
  await store.asCaller({ system: true }, async (trx) => {
    await beginTotp(trx, { id: 'totp', account: 'acc', secret: store.sealer.seal('JBSWY3DP', 'acc'), at })
    await setRecoveryCodes(trx, 'acc', [{ id: 'code', hash: 'x' }])
    await addPasskey(trx, {
      id: 'key',
      account: 'acc',
      credential: 'c',
      rpId: 'localhost',
      name: '鍵',
      publicKey: 'p',
      counter: 7,
      transports: ['internal'],
      synced: true,
      createdAt: at,
      usedAt: null,
    })
    await addEvent(trx, { id: 'event', account: 'acc', at, by: 'system', action: 'passkey-added', about: '鍵' })
  })
  for (const id of ['one', 'two'])
    await store.inScope(id, async (scope) => {
      await createOrganisation(scope, system, `組織 ${id}`)
      await addMember(scope, system, 'acc', 'manager', '')
      await createToken(scope, system, `hash-${id}`, {
        id: `t-${id}`,
        account: 'acc',
        name: 'CI',
        roles: ['viewer'],
        readOnly: true,
        createdAt: at,
        expiresAt: at,
      })
      await change(
        scope,
        system,
        Array.from({ length: 2100 }, (_, i) => create(`s${i}`)),
      )
      await change(scope, system, [
        { action: 'update', kind: 'service', id: 's1', body: { name: 'x' }, version: 1, why: '訂正' },
      ])
      await change(scope, system, [{ action: 'delete', kind: 'service', id: 's2', version: 1, why: '廃止' }])
      await change(scope, system, [create('s2')])
      await keepBlob(scope, store.blobs, Buffer.from('shared evidence'), at)
      await keepBlob(scope, store.blobs, Buffer.from(`evidence of ${id}`), at)
      await createWebhook(scope, system, 'sealed', {
        id: 'w1',
        url: 'https://hooks.example.jp/x',
        events: ['audit.failed'],
        paused: false,
      })
      await post(scope, [{ id: `d-${id}`, webhook: 'w1', event: 'test', body: '{"a":1}' }], at)
      await firstNotices(scope, [{ code: 'c', kind: 'risk', id: 'r', field: '', due: '2026-12-01' }], at)
      await checkpoint(scope, store.signer, at)
    })
}

/** Every row of every table that a backup holds, as text, and every blob by its name. */
async function everything({ database, folder }: Opened) {
  const found: Record<string, string[]> = {}
  // Not as the bound role, so that nothing is hidden.
  for (const table of [...SHARED_TABLES, ...SCOPED_TABLE_NAMES]) {
    const { rows } = await sql<object>`select * from ${sql.table(table)}`.execute(database.db)
    found[table] = rows.map((row) => JSON.stringify(row)).toSorted()
  }
  const blobs = (await readdir(join(folder, 'blobs'), { recursive: true }))
    .filter((path) => path.length > 60)
    .toSorted()
  return { tables: found, blobs }
}

async function backupOf(store: Opened): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  await writeBackup(store, store.folder, at, async (bytes) => void chunks.push(bytes))
  return Buffer.concat(chunks)
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 60_001) yield bytes.subarray(from, from + 60_001)
}

let server: Server | null = null
let source: Opened
let backup: Buffer
beforeAll(async () => {
  server = hasPostgres ? await postgresServer() : null
  source = await embeddedStore()
  await fill(source)
  backup = await backupOf(source)
}, 120_000)
afterAll(async () => {
  await source?.close()
  await server?.stop()
})

describe('backup and restore', () => {
  it('[D-9] bring back every row and blob, the key of the ledger, and that of sealed secrets', async () => {
    const { folder, ...target } = await embeddedStore()
    await restoreBackup(target, folder, inPieces(backup))
    expect(await everything({ ...target, folder })).toEqual(await everything(source))
    expect((await everything({ ...target, folder })).tables['record']).toHaveLength(4200)
    const totp = await target.asCaller({ account: 'acc' }, (trx) => readTotp(trx, 'acc'))
    expect((await folderSealer(folder)).unseal(totp?.secret ?? '', 'acc')).toBe('JBSWY3DP')
    expect((await everything({ ...target, folder })).tables['webhook_delivery']).toHaveLength(2)
    await target.database.db.destroy()
  }, 60_000)

  it.runIf(hasPostgres)(
    '[D-9] move an embedded store to a PostgreSQL server and back, with the same bytes',
    async () => {
      for (const owner of ['superuser', 'plain'] as const) {
        const target = await server!.store(owner)
        await restoreBackup(target, target.folder, inPieces(backup))
        const again = { ...(await openStoreLike(target)), folder: target.folder }
        expect(
          createHash('sha256')
            .update(await backupOf(again))
            .digest('hex'),
        ).toBe(createHash('sha256').update(backup).digest('hex'))
        await target.close()
      }
    },
    60_000,
  )

  it('[D-9] restore into an empty place only', async () => {
    await expect(restoreBackup(source, source.folder, inPieces(backup))).rejects.toThrow('into an empty store only')
  })

  it('[D-9] restore nothing from a backup that was cut short or changed', async () => {
    const target = await embeddedStore()
    const at = backup.indexOf('名 s1000')
    const changed = Buffer.concat([backup.subarray(0, at), Buffer.from('名 s1001'), backup.subarray(at + 9)])
    const broken = Buffer.concat([backup.subarray(0, at), Buffer.from('"'), backup.subarray(at + 1)])
    for (const bad of [
      backup.subarray(0, backup.length / 2),
      backup.subarray(0, -3000),
      changed,
      broken,
      Buffer.from('hello'),
    ])
      await expect(restoreBackup(target, target.folder, inPieces(bad))).rejects.toThrow(BadArchive)
    expect((await everything(target)).tables['record']).toEqual([])
    await target.close()
  }, 60_000)
})

describe('the check of the tables against the ledger', () => {
  /** What is found after somebody with all rights over the database did this; it is undone afterwards. */
  async function foundAfter(...statements: readonly string[]): Promise<readonly string[]> {
    let found: readonly string[] = []
    const work = source.database.db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx)
      for (const statement of statements) await sql.raw(statement).execute(trx)
      found = (await verifyOrganisation({ organisation: 'one', trx })).map(({ code, params }) =>
        [code, params?.['kind'] ?? '', params?.['id'] ?? ''].join(' ').trim(),
      )
      throw new Error('undone')
    })
    await expect(work).rejects.toThrow('undone')
    return found
  }
  const AT = `where organisation_id = 'one'`
  const S5 = `${AT} and id = 's5'`

  it.each([
    ['nothing', [], []],
    ['another content', [`update record set body = '{"name":"x"}' ${S5}`], ['record-altered service s5']],
    ['another digest', [`update record set digest = '0' ${S5}`], ['record-altered service s5']],
    ['a record taken away', [`delete from record ${S5}`], ['record-missing service s5']],
    [
      'a record that no change made',
      [
        `insert into record select organisation_id, kind, 'new', version, body, digest, created_at, updated_at, updated_by from record ${S5}`,
      ],
      ['record-altered service new'],
    ],
    [
      'another content in record and change',
      [`update record set body = '{"name":"x"}' ${S5}`, `update change set content = '{"name":"x"}' ${S5}`],
      ['change-altered service s5', 'record-altered service s5'],
    ],
    ['another person', [`update change set by = 'account:other' ${S5}`], ['change-altered service s5']],
    ['another time', [`update change set at = '2020-01-01T00:00:00Z' ${S5}`], ['change-altered service s5']],
    ['another reason', [`update change set why = 'x' ${S5}`], ['change-altered service s5']],
    ['another hash', [`update change set hash = repeat('0', 64) ${S5}`], ['change-altered service s5']],
    ['a shorter ledger', [`update ledger_head set size = size - 1 ${AT}`], ['ledger-head']],
    ['another end', [`update ledger_head set peaks = '[]' ${AT}`], ['ledger-head']],
    ['no end', [`delete from ledger_head ${AT}`], ['ledger-head']],
  ])('[D-2] finds %s', async (_, statements, found) => expect(await foundAfter(...statements)).toEqual(found), 30_000)

  it('[D-2] finds an entry that was taken away, or made again to fit a false content', async () => {
    expect(await foundAfter(`delete from change ${S5}`)).toEqual(
      expect.arrayContaining(['change-missing', 'ledger-head', 'record-altered service s5']),
    )
    const leaf = `replace(leaf, '"s5"', '"s6"')`
    expect(await foundAfter(`update change set id = 's6', leaf = ${leaf} ${S5}`)).toContain('ledger-head')
  }, 30_000)
})

/** The store as it is after a restart, with the key that was restored. */
async function openStoreLike(target: Opened): Promise<Store> {
  const { ledgerKey } = await import('../ledger-key.ts')
  return { ...target, signer: await ledgerKey(target.folder) }
}
