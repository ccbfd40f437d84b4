import { PostgresDialect } from 'kysely'
import type { Dialect } from 'kysely'
import { PARSERS } from './parsers.ts'

const CONNECTIONS = 10
/** How long a request waits for a connection before it is refused rather than hanging. */
const WAIT_MS = 30_000

/**
 * What every connection is told first: the server lets go of a client that vanished without a word, and with it of its locks, within two minutes
 * (tcp_*: ignored on a local socket), and of a transaction in which nothing happens.
 */
const BEGINNING = `set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 6;
  set idle_in_transaction_session_timeout = '15min'`

/** A PostgreSQL server by its URL. A connection that is lost fails the transaction on it and nothing else. */
export async function remote(connectionString: string): Promise<Dialect> {
  const { default: pg } = await import('pg')
  const getTypeParser: typeof pg.types.getTypeParser = (id: number, format?: 'text' | 'binary') =>
    PARSERS[id] ?? pg.types.getTypeParser(id, format as 'text')
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: WAIT_MS,
    keepAlive: true,
    types: { getTypeParser },
  })
  // Whoever waits for an answer is told by its own promise; without a listener the loss would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    client.query(BEGINNING).catch(() => undefined)
  })
  return new PostgresDialect({ pool })
}
