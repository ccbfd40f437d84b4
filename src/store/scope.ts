import { sql } from 'kysely'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** One transaction within one organisation. Every function that reads or writes an organisation's rows takes one, so that none can forget it. */
export interface Scope {
  readonly organisation: string
  readonly trx: Transaction<Tables>
}

/** Who asks, where it is no organisation yet: an account that looks for its memberships, a token that looks for itself, or the installation. */
export type Caller = { readonly account: string } | { readonly tokenHash: string } | { readonly system: true }

export interface Database {
  readonly db: Kysely<Tables>
  /** The role to take in every transaction, where the connection's own would pass by row-level security; else null. */
  readonly role: string | null
}

/** Runs the work in one transaction in which only the organisation's rows exist. What it throws undoes all. */
export const inScope = <T>(database: Database, organisation: string, work: (scope: Scope) => Promise<T>): Promise<T> =>
  begin(database, { 'akashi.organisation': organisation }, (trx) => work({ organisation, trx }))

/** Runs the work in one transaction outside every organisation: accounts, sessions, links, and the caller's own rows. */
export const asCaller = <T>(
  database: Database,
  caller: Caller,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> => begin(database, settingsOf(caller), work)

function settingsOf(caller: Caller): Readonly<Record<string, string>> {
  if ('account' in caller) return { 'akashi.account': caller.account }
  if ('tokenHash' in caller) return { 'akashi.token': caller.tokenHash }
  return { 'akashi.system': 'on' }
}

const begin = <T>(
  { db, role }: Database,
  settings: Readonly<Record<string, string>>,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> =>
  db.transaction().execute(async (trx) => {
    // All end with the transaction, so that nothing is left for the connection's next user. `role` is a setting like the others.
    const all = Object.entries(role === null ? settings : { role, ...settings })
    await sql`select ${sql.join(all.map(([name, value]) => sql`set_config(${name}, ${value}, true)`))}`.execute(trx)
    return work(trx)
  })
