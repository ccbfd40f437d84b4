import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, Migrator, PostgresDialect, sql } from 'kysely'
import type { Dialect } from 'kysely'
import { folderBlobs } from './blobs.ts'
import type { BlobStore } from './blobs.ts'
import { ledgerKey } from './ledger-key.ts'
import type { Signer } from '../ledger/keys.ts'
import { lockFolder } from './lock.ts'
import { migrationProvider } from './migrations/all.ts'
import { PARSERS } from './parsers.ts'
import { asCaller, inScope } from './scope.ts'
import type { Caller, Database, Scope } from './scope.ts'
import type { Tables } from './tables.ts'
import type { Transaction } from 'kysely'

/** Where records, blobs and the ledger's key are kept. */
export interface Store {
  readonly database: Database
  readonly blobs: BlobStore
  readonly signer: Signer
  /** One transaction within one organisation. */
  inScope<T>(organisation: string, work: (scope: Scope) => Promise<T>): Promise<T>
  /** One transaction outside every organisation. */
  asCaller<T>(caller: Caller, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Holds blobs and the ledger's key, and the embedded database where no URL is given. */
  readonly folder: string
  /** PostgreSQL 15 or later. */
  readonly databaseUrl?: string
}

/** Opens the store and brings its tables up to date. Throws FolderInUse when another process has the folder. */
export async function openStore({ folder, databaseUrl }: StoreOptions): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const release = databaseUrl === undefined ? await lockFolder(folder) : async () => undefined
  try {
    const dialect = databaseUrl === undefined ? await embedded(join(folder, 'database')) : await remote(databaseUrl)
    const db = new Kysely<Tables>({ dialect })
    const database = { db, role: await prepare(db) }
    return {
      database,
      blobs: folderBlobs(join(folder, 'blobs')),
      signer: await ledgerKey(folder),
      inScope: (organisation, work) => inScope(database, organisation, work),
      asCaller: (caller, work) => asCaller(database, caller, work),
      close: async () => {
        await db.destroy()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}

async function embedded(folder: string): Promise<Dialect> {
  const [{ PGlite }, { SyncedNodeFS, syncedStartParams }, { pgliteDialect }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('./synced-fs.ts'),
    import('./pglite-dialect.ts'),
  ])
  const database = new PGlite({
    fs: new SyncedNodeFS(folder),
    startParams: syncedStartParams(PGlite.defaultStartParams),
    parsers: PARSERS,
  })
  await database.waitReady
  return pgliteDialect(database)
}

async function remote(connectionString: string): Promise<Dialect> {
  const { default: pg } = await import('pg')
  const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
    PARSERS[id] ?? pg.types.getTypeParser(id, format as 'text')
  return new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 10, types: { getTypeParser } }) })
}

/** The role that stands under row-level security, made where the connection's own stands above it. */
const ROLE = 'akashi_app'

/** Migrates, and gives back the role that transactions must take, or null when the connection's own is bound by the policies. */
async function prepare(db: Kysely<Tables>): Promise<string | null> {
  const { error } = await new Migrator({ db, provider: migrationProvider }).migrateToLatest()
  if (error !== undefined) throw error
  const { rows } = await sql<{
    passes: boolean
  }>`select (rolsuper or rolbypassrls) as passes from pg_roles where rolname = current_user`.execute(db)
  if (rows[0]?.passes !== true) return null
  await sql
    .raw(
      `do $$ begin create role ${ROLE} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    )
    .execute(db)
  await sql.raw(`grant usage on schema public to ${ROLE}`).execute(db)
  await sql.raw(`grant select, insert, update, delete on all tables in schema public to ${ROLE}`).execute(db)
  return ROLE
}
