import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256Of } from '../blobs.ts'
import { KEY_FILE } from '../ledger-key.ts'
import { SEAL_KEY_FILE } from '../sealer.ts'
import type { Store } from '../open.ts'
import type { Tables } from '../tables.ts'
import { MANIFEST, SCOPED_TABLES, SCOPED_TABLE_NAMES, SHARED_TABLES } from './contents.ts'
import type { Manifest } from './contents.ts'
import { TAR_END, tarMember } from './tar.ts'

/** Rows of one member. */
const PAGE = 2000

type Row = Record<string, unknown>
type Write = (bytes: Uint8Array) => Promise<void>

/**
 * Writes everything as it stands at one moment: all rows, the blobs that they name, the ledger's key and the key of sealed secrets. The result holds secrets, so keep it like one.
 * Gives back its manifest.
 */
export async function writeBackup(store: Store, folder: string, at: string, write: Write): Promise<Manifest> {
  const members = new Map<string, string>()
  const rows = new Map<string, number>()
  const add = async (name: string, bytes: Buffer): Promise<void> => {
    members.set(name, sha256Of(bytes))
    await write(tarMember({ name, bytes }))
  }
  for (const file of [KEY_FILE, SEAL_KEY_FILE]) await add(file, await readFile(join(folder, file)))
  const blobs = await store.database.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const { role } = store.database
      if (role !== null) await sql`set local role ${sql.id(role)}`.execute(trx)
      for await (const { name, table, page } of pagesOf(trx)) {
        rows.set(table, (rows.get(table) ?? 0) + page.length)
        await add(name, Buffer.from(page.map((row) => `${JSON.stringify(row)}\n`).join('')))
      }
      return blobNames(trx)
    })
  for (const sha256 of blobs) await add(`blobs/${sha256}`, await bytesOf(store, sha256))
  const manifest: Manifest = {
    format: 'akashi-backup',
    version: 1,
    at,
    rows: Object.fromEntries(rows),
    members: Object.fromEntries(members),
  }
  await write(tarMember({ name: MANIFEST, bytes: Buffer.from(JSON.stringify(manifest)) }))
  await write(TAR_END)
  return manifest
}

interface Piece {
  readonly name: string
  readonly table: string
  readonly page: readonly Row[]
}

/** The rows of every table in members of a bounded size: those of the installation, then each organisation's within its own scope. */
async function* pagesOf(trx: Transaction<Tables>): AsyncGenerator<Piece> {
  await sql`select set_config('akashi.system', 'on', true)`.execute(trx)
  for (const table of SHARED_TABLES) {
    const rows = await trx.selectFrom(table).selectAll().orderBy('id').execute()
    if (rows.length > 0) yield { name: `shared/${table}/0.jsonl`, table, page: rows.map((row) => ({ ...row })) }
  }
  for (const organisation of await organisations(trx)) {
    await sql`select set_config('akashi.organisation', ${organisation}, true)`.execute(trx)
    for (const table of SCOPED_TABLE_NAMES)
      for (let at = 0; ; at += 1) {
        const page = await pageOf(trx, table, at)
        if (page.length > 0) yield { name: `organisations/${organisation}/${table}/${at}.jsonl`, table, page }
        if (page.length < PAGE) break
      }
  }
}

async function pageOf(
  trx: Transaction<Tables>,
  table: keyof typeof SCOPED_TABLES,
  at: number,
): Promise<readonly Row[]> {
  const order = sql.join(SCOPED_TABLES[table].map((column) => sql.ref(column)))
  const { rows } =
    await sql<Row>`select * from ${sql.table(table)} order by ${order} limit ${PAGE} offset ${at * PAGE}`.execute(trx)
  return rows
}

/** The ids of all organisations; leaves the transaction bound to none of them. */
async function organisations(trx: Transaction<Tables>): Promise<readonly string[]> {
  await sql`select set_config('akashi.system', 'on', true)`.execute(trx)
  const rows = await trx.selectFrom('organisation').select('id').orderBy('id').execute()
  await sql`select set_config('akashi.system', '', true)`.execute(trx)
  return rows.map(({ id }) => id)
}

async function blobNames(trx: Transaction<Tables>): Promise<readonly string[]> {
  const names = new Set<string>()
  for (const organisation of await organisations(trx)) {
    await sql`select set_config('akashi.organisation', ${organisation}, true)`.execute(trx)
    for (const { sha256 } of await trx.selectFrom('blob').select('sha256').orderBy('sha256').execute())
      names.add(sha256)
  }
  return [...names].toSorted()
}

async function bytesOf(store: Store, sha256: string): Promise<Buffer> {
  const bytes = await store.blobs.get(sha256)
  if (bytes === null) throw new Error(`the blob ${sha256} is missing, so a backup would not be whole`)
  return bytes
}
