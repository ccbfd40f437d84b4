import { hostname } from 'node:os'
import type { Client } from 'pg'

/** Another server of Akashi uses the database. `holder` is what PostgreSQL tells of it. */
export class DatabaseInUse extends Error {
  readonly holder: string
  constructor(holder: string) {
    super(`the database is held by another server: ${holder}`)
    this.holder = holder
  }
}

/** One number for all of Akashi, in every database its own lock: the first eight bytes of SHA-256 of `akashi serve`, signed. */
const KEY = '-1934452967376317101'
const AGAIN_MS = 1_000
/** A holder whose machine vanished without a word is given up by the server after half a minute (ignored on a local socket). */
const BEGINNING = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4'

/**
 * Takes the database for this process; gives back what releases it. The lock lives as long as a connection of its own, so nothing is left over when
 * the process dies. When that connection is lost it is taken again as soon as the database answers; `onLost` is called when another server was
 * quicker: then this one must end. Throws DatabaseInUse.
 */
export async function lockDatabase(connectionString: string, onLost: () => void): Promise<() => Promise<void>> {
  const { default: pg } = await import('pg')
  let isReleased = false
  let client = await hold()

  async function hold(): Promise<Client> {
    const application_name = `akashi ${hostname()}:${process.pid}`
    const next = new pg.Client({ connectionString, application_name, keepAlive: true, connectionTimeoutMillis: 10_000 })
    // A loss is heard at `end`; without a listener here it would end the process.
    next.on('error', () => undefined)
    await next.connect()
    try {
      await next.query(BEGINNING)
      await take(next)
    } catch (error) {
      await next.end()
      throw error
    }
    next.once('end', () => void (isReleased ? undefined : again()))
    return next
  }

  async function again(): Promise<void> {
    while (!isReleased) {
      try {
        client = await hold()
        if (isReleased) await client.end()
        return
      } catch (error) {
        if (error instanceof DatabaseInUse) return isReleased ? undefined : onLost()
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref())
      }
    }
  }

  return async () => {
    isReleased = true
    await client.query('select pg_advisory_unlock_all()').catch(() => undefined)
    await client.end().catch(() => undefined)
  }
}

/** Who has only just ended may still be letting go. */
const TRIES = 8
const TRY_MS = 250

async function take(client: Client): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1::bigint) as taken', [KEY])
    if (rows[0]?.taken === true) return
    await new Promise((resolve) => setTimeout(resolve, TRY_MS))
  }
  throw new DatabaseInUse(await holderIn(client))
}

/** The other server as PostgreSQL knows it. */
async function holderIn(client: Client): Promise<string> {
  // A lock of 64 bits stands in two halves.
  const holders = await client.query<{ name: string | null; address: string | null; since: Date | null }>(
    `select application_name as name, host(client_addr) as address, backend_start as since
     from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted and objsubid = 1
       and pg_locks.database = (select oid from pg_database where datname = current_database())
       and (classid::bigint << 32 | objid::bigint) = $1::bigint`,
    [KEY],
  )
  const [holder] = holders.rows
  return [holder?.name, holder?.address, holder?.since?.toISOString()].filter(Boolean).join(', ')
}
