import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import type { Dialect } from 'kysely'
import { folderBlobs } from './blobs.ts'
import type { BlobStore } from './blobs.ts'
import { lockDatabase } from './database-lock.ts'
import { embedded } from './embedded.ts'
import { ledgerKey } from './ledger-key.ts'
import type { Signer } from '../ledger/keys.ts'
import { withLeases } from './leases.ts'
import { lockFolder } from './lock.ts'
import { prepare } from './prepare.ts'
import { remote } from './remote.ts'
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
  /** Where blobs lie, if not in the folder. */
  readonly blobs?: () => Promise<BlobStore>
  /** For a server, and whoever else must be alone: no other may have the database at the same time. Called when it was lost to another (D-10). */
  readonly alone?: { readonly onLost: () => void }
}

/** Opens the store and brings its tables up to date. Throws FolderInUse when another process has the folder, DatabaseInUse when another server has the database. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { folder, databaseUrl } = options
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const release = await lock(options)
  try {
    const blobs = options.blobs === undefined ? folderBlobs(join(folder, 'blobs')) : await options.blobs()
    const dialect = databaseUrl === undefined ? await local(join(folder, 'database')) : await remote(databaseUrl)
    // The migrator goes on with its connection after its transaction; nobody later does.
    const role = await prepare(new Kysely<Tables>({ dialect }))
    const db = new Kysely<Tables>({ dialect: withLeases(dialect) })
    const database = { db, role }
    return {
      database,
      blobs,
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

/** An embedded database is always its process's own; one on a server only for those who ask for it. */
async function lock({ folder, databaseUrl, alone }: StoreOptions): Promise<() => Promise<void>> {
  if (databaseUrl === undefined) return lockFolder(folder)
  return alone === undefined ? async () => undefined : lockDatabase(databaseUrl, alone.onLost)
}

async function local(folder: string): Promise<Dialect> {
  await newDatabase(folder)
  return embedded(folder)
}
