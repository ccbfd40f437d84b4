import type { Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

/** What can happen to an account. */
export const ACCOUNT_ACTIONS = [
  'password-changed',
  'password-reset',
  'reset-link-made',
  'totp-added',
  'totp-removed',
  'recovery-codes-made',
  'recovery-code-used',
  'passkey-added',
  'passkey-removed',
  'identity-linked',
  'identity-unlinked',
  'session-ended',
  'other-sessions-ended',
  'factors-removed',
] as const
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number]

export interface AccountEvent {
  readonly id: string
  readonly account: string
  readonly at: string
  /** `account:<id>`, or `system` for the command line of the installation. */
  readonly by: string
  readonly action: AccountAction
  /** The name of a passkey, the issuer of an outside account, or ''. */
  readonly about: string
}

/** Writes down what happened to the account, in the transaction in which it happens. */
export async function addEvent(
  trx: Transaction<Tables>,
  { id, account, at, by, action, about }: AccountEvent,
): Promise<void> {
  await trx.insertInto('account_event').values({ id, account_id: account, at, by, action, about }).execute()
}

/** What happened last, newest first. */
export async function eventsOf(
  trx: Transaction<Tables>,
  account: string,
  limit: number,
): Promise<readonly Omit<AccountEvent, 'account'>[]> {
  const rows = await trx
    .selectFrom('account_event')
    .select(['id', 'at', 'by', 'action', 'about'])
    .where('account_id', '=', account)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.flatMap(({ action, ...row }) => (isAction(action) ? [{ ...row, action }] : []))
}

const isAction = (text: string): text is AccountAction => ACCOUNT_ACTIONS.some((action) => action === text)
