import type { Selectable, Transaction } from 'kysely'
import type { LinkTable, SessionTable, Tables } from './tables.ts'

type Trx = Transaction<Tables>

/** How a session was begun. */
export const WAYS = ['password', 'totp', 'recovery-code', 'passkey', 'oidc', 'start', 'invitation'] as const
export type Way = (typeof WAYS)[number]

export interface Session {
  /** What it is called where it is listed and ended; never its secret. */
  readonly id: string
  readonly account: string
  readonly createdAt: string
  readonly seenAt: string
  readonly expiresAt: string
  /** As the browser said it, cut off. */
  readonly userAgent: string
  readonly way: Way
}

/** Begins a session. Only the token's hash is stored. */
export async function createSession(trx: Trx, tokenHash: string, session: Session): Promise<void> {
  await trx
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      id: session.id,
      account_id: session.account,
      created_at: session.createdAt,
      seen_at: session.seenAt,
      expires_at: session.expiresAt,
      user_agent: session.userAgent,
      way: session.way,
    })
    .execute()
}

export async function readSession(trx: Trx, tokenHash: string): Promise<Session | null> {
  const row = await trx.selectFrom('session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  return row === undefined ? null : sessionOf(row)
}

/** Every session of the account that was not ended, the newest first; some may have been idle for too long. */
export async function sessionsOf(trx: Trx, account: string): Promise<readonly Session[]> {
  const rows = await trx
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(sessionOf)
}

const isWay = (text: string): text is Way => WAYS.some((way) => way === text)

const sessionOf = (row: Selectable<SessionTable>): Session => ({
  id: row.id,
  account: row.account_id,
  createdAt: row.created_at,
  seenAt: row.seen_at,
  expiresAt: row.expires_at,
  userAgent: row.user_agent,
  way: isWay(row.way) ? row.way : 'password',
})

/** Ends a session of the account by its id; false when it has none such. */
export async function endSessionById(trx: Trx, account: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('session')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Ends every session of the account but the one (null: every one); gives back how many there were. */
export async function endSessions(trx: Trx, account: string, but: string | null): Promise<number> {
  const query = trx.deleteFrom('session').where('account_id', '=', account)
  const { numDeletedRows } = await (but === null ? query : query.where('id', '!=', but)).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

export async function touchSession(trx: Trx, tokenHash: string, seenAt: string): Promise<void> {
  await trx.updateTable('session').set({ seen_at: seenAt }).where('token_hash', '=', tokenHash).execute()
}

export async function endSession(trx: Trx, tokenHash: string): Promise<void> {
  await trx.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

/** A link that works once, and what it is for. */
export interface Link {
  readonly purpose: string
  readonly organisation: string | null
  readonly email: string | null
  readonly roles: readonly string[]
  readonly expiresAt: string
  /** How the ledger names who made it; null where nobody did. */
  readonly by?: string | null
}

export async function createLink(trx: Trx, tokenHash: string, link: Link): Promise<void> {
  await trx
    .insertInto('link')
    .values({
      token_hash: tokenHash,
      purpose: link.purpose,
      organisation_id: link.organisation,
      email: link.email,
      roles: JSON.stringify(link.roles),
      expires_at: link.expiresAt,
      used_at: null,
      created_by: link.by ?? null,
    })
    .execute()
}

/** The link while it can be used; null when there is none, or it was used, or has ended. */
export async function readLink(trx: Trx, tokenHash: string, now: string): Promise<Link | null> {
  const row = await trx
    .selectFrom('link')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? null : linkOf(row)
}

/** Uses the link up and gives it back; null when it cannot be used. Two at once: one gets it. */
export async function useLink(trx: Trx, tokenHash: string, now: string): Promise<Link | null> {
  const row = await trx
    .updateTable('link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  return row === undefined ? null : linkOf(row)
}

const linkOf = (row: Selectable<LinkTable>): Link => ({
  purpose: row.purpose,
  organisation: row.organisation_id,
  email: row.email,
  roles: row.roles,
  expiresAt: row.expires_at,
  by: row.created_by,
})

/** Makes unused links of a purpose useless: a new start prints a new link. */
export async function dropLinks(trx: Trx, purpose: string): Promise<void> {
  await trx.deleteFrom('link').where('purpose', '=', purpose).where('used_at', 'is', null).execute()
}

/** Makes unused links of these purposes for an address useless. */
export async function dropLinksFor(trx: Trx, email: string, purposes: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('link')
    .where('email', '=', email)
    .where('purpose', 'in', [...purposes])
    .where('used_at', 'is', null)
    .execute()
}
