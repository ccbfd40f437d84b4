import type { Dialect } from 'kysely'
import { PARSERS } from './parsers.ts'

/** The embedded PostgreSQL whose files lie in the folder; made there when there are none. */
export async function embedded(folder: string): Promise<Dialect> {
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
