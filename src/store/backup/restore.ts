import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { sha256Of } from '../blobs.ts'
import { KEY_FILE } from '../ledger-key.ts'
import { SEAL_KEY_FILE } from '../sealer.ts'
import type { Store } from '../open.ts'
import { syncPath } from '../synced-fs.ts'
import type { Tables } from '../tables.ts'
import { verifyOrganisation } from '../verify.ts'
import { MANIFEST, SCOPED_TABLE_NAMES, SHARED_TABLES } from './contents.ts'
import type { Manifest } from './contents.ts'
import { BadArchive, tarMembers } from './tar.ts'
import type { Member } from './tar.ts'

/** There is something already where a backup would be restored. */
export class NotEmpty extends Error {}

const manifestSchema = z.object({
  format: z.literal('akashi-backup'),
  version: z.literal(1),
  at: z.string(),
  rows: z.record(z.string(), z.number()),
  members: z.record(z.string(), z.string()),
})

type Row = Record<string, unknown>

/**
 * Restores a backup into an empty store: whole or not at all. Every member is compared with the manifest, every ledger is computed again and compared with its records.
 * Throws NotEmpty, or BadArchive when anything does not fit. Open the store anew afterwards: its key is the backup's.
 */
export async function restoreBackup(
  store: Store,
  folder: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Manifest> {
  const seen = new Map<string, string>()
  const rows = new Map<string, number>()
  const keys = new Map<string, Buffer>()
  const manifest = await store.database.db.transaction().execute(async (trx) => {
    const { role } = store.database
    if (role !== null) await sql`set local role ${sql.id(role)}`.execute(trx)
    await demandEmpty(trx)
    let found: Manifest | null = null
    for await (const member of tarMembers(chunks)) {
      if (member.name === MANIFEST) found = parseManifest(member.bytes)
      else {
        seen.set(member.name, sha256Of(member.bytes))
        if (KEYS.has(member.name)) keys.set(member.name, member.bytes)
        else if (member.name.startsWith('blobs/')) await restoreBlob(store, member)
        else await restoreRows(trx, member, rows)
      }
    }
    const vouched = compare(found, seen, rows)
    // Without its key no checkpoint could be verified, so nothing is left behind of such a backup either.
    if (!keys.has(KEY_FILE)) throw new BadArchive('the backup has no key')
    await demandLedgers(trx)
    return vouched
  })
  for (const [name, key] of keys) await replaceKey(join(folder, name), key)
  return manifest
}

async function demandEmpty(trx: Transaction<Tables>): Promise<void> {
  await sql`select set_config('akashi.system', 'on', true)`.execute(trx)
  const found = [
    ...(await trx.selectFrom('organisation').select('id').limit(1).execute()),
    ...(await trx.selectFrom('account').select('id').limit(1).execute()),
  ]
  if (found.length > 0) throw new NotEmpty('a backup is restored into an empty store only')
}

function parseManifest(bytes: Buffer): Manifest {
  const parsed = manifestSchema.safeParse(parseJson(bytes.toString('utf8'), MANIFEST))
  if (!parsed.success) throw new BadArchive('the manifest is not one of a backup')
  return parsed.data
}

async function restoreBlob(store: Store, { name, bytes }: Member): Promise<void> {
  const sha256 = await store.blobs.put(bytes)
  if (name !== `blobs/${sha256}`) throw new BadArchive(`${name} holds the bytes of ${sha256}`)
}

const SCOPED: ReadonlySet<string> = new Set(SCOPED_TABLE_NAMES)
const SHARED: ReadonlySet<string> = new Set(SHARED_TABLES)
/** Backups from before there were sealed secrets have the first only. */
const KEYS: ReadonlySet<string> = new Set([KEY_FILE, SEAL_KEY_FILE])
/** Parameters of a statement are limited, and no table has so many columns. */
const PAGE = 500

async function restoreRows(
  trx: Transaction<Tables>,
  { name, bytes }: Member,
  counts: Map<string, number>,
): Promise<void> {
  const [place, first = '', second = ''] = name.split('/')
  const table =
    place === 'shared' && SHARED.has(first) ? first : place === 'organisations' && SCOPED.has(second) ? second : null
  if (table === null) throw new BadArchive(`${name} is no member of a backup`)
  if (place === 'organisations') await sql`select set_config('akashi.organisation', ${first}, true)`.execute(trx)
  const rows = bytes
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => parseRow(line, name))
  counts.set(table, (counts.get(table) ?? 0) + rows.length)
  for (let at = 0; at < rows.length; at += PAGE) await insert(trx, table, rows.slice(at, at + PAGE))
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadArchive(`${name} holds a line that is not JSON`)
  }
}

function parseRow(line: string, name: string): Row {
  const value = parseJson(line, name)
  if (typeof value !== 'object' || value === null) throw new BadArchive(`${name} holds a line that is no row`)
  return { ...value }
}

async function insert(trx: Transaction<Tables>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => sql`${parameter(row[column])}`))})`)
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(trx)
}

/** What was JSON in the table is JSON again; drivers would make something else of lists. */
const parameter = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value

/** The manifest, when it says what was read. Throws BadArchive. */
function compare(
  manifest: Manifest | null,
  seen: ReadonlyMap<string, string>,
  rows: ReadonlyMap<string, number>,
): Manifest {
  if (manifest === null) throw new BadArchive('the backup has no manifest')
  const names = new Set([...seen.keys(), ...Object.keys(manifest.members)])
  for (const name of names)
    if (seen.get(name) !== manifest.members[name]) throw new BadArchive(`${name} is not as the manifest says`)
  const tables = new Set([...rows.keys(), ...Object.keys(manifest.rows)])
  for (const table of tables)
    if (rows.get(table) !== manifest.rows[table])
      throw new BadArchive(`${table} has ${rows.get(table) ?? 0} rows, expected ${manifest.rows[table] ?? 0}`)
  return manifest
}

async function demandLedgers(trx: Transaction<Tables>): Promise<void> {
  const organisations = await trx.selectFrom('organisation').select('id').execute()
  for (const { id } of organisations) {
    await sql`select set_config('akashi.organisation', ${id}, true)`.execute(trx)
    const [problem] = await verifyOrganisation({ organisation: id, trx })
    if (problem !== undefined)
      throw new BadArchive(`the ledger of ${id} does not hold: ${problem.code} ${JSON.stringify(problem.params)}`)
  }
}

async function replaceKey(path: string, key: Buffer): Promise<void> {
  await writeFile(`${path}.new`, key, { mode: 0o600 })
  syncPath(`${path}.new`)
  await rename(`${path}.new`, path)
  syncPath(dirname(path))
}
