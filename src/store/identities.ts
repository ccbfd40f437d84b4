import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

type Trx = Transaction<Tables>

/** Who an account is at a provider of identities. The pair of issuer and subject is the identity; the address is only shown. */
export interface ExternalIdentity {
  readonly id: string
  readonly issuer: string
  readonly subject: string
  readonly account: string
  readonly email: string
  readonly createdAt: string
}

/** Joins an identity to an account. Throws when the identity belongs to an account already, or the account has one of this issuer. */
export async function addIdentity(trx: Trx, { account, createdAt, ...identity }: ExternalIdentity): Promise<void> {
  await trx
    .insertInto('external_identity')
    .values({ ...identity, account_id: account, created_at: createdAt })
    .execute()
}

/** The account of the identity, or null. */
export async function accountOfIdentity(trx: Trx, issuer: string, subject: string): Promise<string | null> {
  const row = await trx
    .selectFrom('external_identity')
    .select('account_id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row?.account_id ?? null
}

/** The identities of an account, the oldest first. */
export async function identitiesOf(trx: Trx, account: string): Promise<readonly ExternalIdentity[]> {
  const rows = await trx
    .selectFrom('external_identity')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('created_at')
    .execute()
  return rows.map(({ account_id, created_at, ...row }) => ({ ...row, account: account_id, createdAt: created_at }))
}

/** Parts an identity from the account and gives back its issuer; null when it has none such. */
export async function removeIdentity(trx: Trx, account: string, id: string): Promise<string | null> {
  const row = await trx
    .deleteFrom('external_identity')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .returning('issuer')
    .executeTakeFirst()
  return row?.issuer ?? null
}

/** A sign-in that is away at the provider. */
export interface Attempt {
  /** SHA-256 (hex) of the cookie of the browser that left: only it may come back. */
  readonly browserHash: string
  readonly nonce: string
  readonly verifier: string
  /** The account that wants to join the identity; null for signing in. */
  readonly account: string | null
  readonly language: string
  readonly expiresAt: string
}

/** Remembers an attempt by the hash of its state, and forgets those that never came back. */
export async function beginAttempt(trx: Trx, stateHash: string, attempt: Attempt, now: string): Promise<void> {
  await trx.deleteFrom('oidc_attempt').where('expires_at', '<=', now).execute()
  const { browserHash, nonce, verifier, account, language, expiresAt } = attempt
  await trx
    .insertInto('oidc_attempt')
    .values({
      state_hash: stateHash,
      browser_hash: browserHash,
      nonce,
      verifier,
      account_id: account,
      language,
      expires_at: expiresAt,
    })
    .execute()
}

/** Takes the attempt away and gives it back, so that it comes back once; null when there is none or it has ended. */
export async function takeAttempt(trx: Trx, stateHash: string, now: string): Promise<Attempt | null> {
  const row = await trx
    .deleteFrom('oidc_attempt')
    .where('state_hash', '=', stateHash)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return null
  const { browser_hash: browserHash, account_id: account, expires_at: expiresAt, nonce, verifier, language } = row
  return { browserHash, nonce, verifier, account, language, expiresAt }
}
