import type { Selectable, Transaction } from 'kysely'
import type { LinkTable, Tables } from './tables.ts'

type Trx = Transaction<Tables>

export interface Session {
  readonly account: string
  readonly createdAt: string
  readonly seenAt: string
  readonly expiresAt: string
}

/** Begins a session. Only the token's hash is stored. */
export async function createSession(
  trx: Trx,
  tokenHash: string,
  { account, createdAt, seenAt, expiresAt }: Session,
): Promise<void> {
  await trx
    .insertInto('session')
    .values({
      token_hash: tokenHash,
      account_id: account,
      created_at: createdAt,
      seen_at: seenAt,
      expires_at: expiresAt,
    })
    .execute()
}

export async function readSession(trx: Trx, tokenHash: string): Promise<Session | null> {
  const row = await trx.selectFrom('session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  if (row === undefined) return null
  return { account: row.account_id, createdAt: row.created_at, seenAt: row.seen_at, expiresAt: row.expires_at }
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
})

/** Makes unused links of a purpose useless: a new start prints a new link. */
export async function dropLinks(trx: Trx, purpose: string): Promise<void> {
  await trx.deleteFrom('link').where('purpose', '=', purpose).where('used_at', 'is', null).execute()
}
