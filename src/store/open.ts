import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import type { Dialect } from 'kysely'
import { folderBlobs } from './blobs.ts'
import type { BlobStore } from './blobs.ts'
import { embedded } from './embedded.ts'
import { ledgerKey } from './ledger-key.ts'
import type { Signer } from '../ledger/keys.ts'
import { lockFolder } from './lock.ts'
import { PARSERS } from './parsers.ts'
import { prepare } from './prepare.ts'
import { folderSealer } from './sealer.ts'
import type { Sealer } from './sealer.ts'
import { asCaller, inScope } from './scope.ts'
import type { Caller, Database, Scope } from './scope.ts'
import type { Tables } from './tables.ts'
import { newDatabase } from './template.ts'
import type { Transaction } from 'kysely'

/** Where records, blobs and the ledger's key are kept. */
export interface Store {
  readonly database: Database
  readonly blobs: BlobStore
  readonly signer: Signer
  /** Keeps the secrets of authenticator apps. */
  readonly sealer: Sealer
  /** One transaction within one organisation. */
  inScope<T>(organisation: string, work: (scope: Scope) => Promise<T>): Promise<T>
  /** One transaction outside every organisation. */
  asCaller<T>(caller: Caller, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface StoreOptions {
  /** Holds blobs, the ledger's key and the key of sealed secrets, and the embedded database where no URL is given. */
  readonly folder: string
  /** PostgreSQL 15 or later. */
  readonly databaseUrl?: string
}

/** Opens the store and brings its tables up to date. Throws FolderInUse when another process has the folder. */
export async function openStore({ folder, databaseUrl }: StoreOptions): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const release = databaseUrl === undefined ? await lockFolder(folder) : async () => undefined
  try {
    const dialect = databaseUrl === undefined ? await local(join(folder, 'database')) : await remote(databaseUrl)
    const db = new Kysely<Tables>({ dialect })
    const database = { db, role: await prepare(db) }
    return {
      database,
      blobs: folderBlobs(join(folder, 'blobs')),
      signer: await ledgerKey(folder),
      sealer: await folderSealer(folder),
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

async function local(folder: string): Promise<Dialect> {
  await newDatabase(folder)
  return embedded(folder)
}

async function remote(connectionString: string): Promise<Dialect> {
  const { default: pg } = await import('pg')
  const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
    PARSERS[id] ?? pg.types.getTypeParser(id, format as 'text')
  return new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 10, types: { getTypeParser } }) })
}
