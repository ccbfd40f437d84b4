import type { Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

type Trx = Transaction<Tables>

/** What a challenge is for. */
export type ChallengePurpose = 'passkey-register' | 'passkey-sign-in' | 'second-step'

/** Something that was asked, and must be answered once and soon. */
export interface Challenge {
  readonly purpose: ChallengePurpose
  /** Whose answer counts; null where the answer itself says who it is. */
  readonly account: string | null
  readonly expiresAt: string
}

/** Remembers a challenge by its hash, and forgets those that were never answered. */
export async function createChallenge(trx: Trx, hash: string, challenge: Challenge, now: string): Promise<void> {
  const { purpose, account, expiresAt } = challenge
  await trx.deleteFrom('challenge').where('expires_at', '<=', now).execute()
  await trx
    .insertInto('challenge')
    .values({ hash, purpose, account_id: account, tries: 0, expires_at: expiresAt })
    .execute()
}

/** Takes the challenge away: it can be answered once, rightly or not. False when there is none, or it has ended. */
export async function takeChallenge(
  trx: Trx,
  hash: string,
  { purpose, account }: Omit<Challenge, 'expiresAt'>,
  now: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('challenge')
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('account_id', account === null ? 'is' : '=', account)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Counts a try at the challenge and gives its account; null when there is none, it has ended, or `most` tries were made. */
export async function tryChallenge(
  trx: Trx,
  hash: string,
  purpose: ChallengePurpose,
  { now, most }: { readonly now: string; readonly most: number },
): Promise<string | null> {
  const row = await trx
    .updateTable('challenge')
    .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
    .where('hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('tries', '<', most)
    .where('expires_at', '>', now)
    .returning('account_id')
    .executeTakeFirst()
  return row?.account_id ?? null
}
