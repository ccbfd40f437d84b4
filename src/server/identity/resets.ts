import type { Transaction } from 'kysely'
import { accountByEmail, setPassword } from '../../store/accounts.ts'
import type { Account } from '../../store/accounts.ts'
import { addEvent } from '../../store/factors/events.ts'
import { removePasskeys } from '../../store/factors/passkeys.ts'
import { removeTotp } from '../../store/factors/totp.ts'
import { createLink, dropLinksFor } from '../../store/sessions.ts'
import type { Store } from '../../store/open.ts'
import type { Tables } from '../../store/tables.ts'
import { newId, newToken, tokenHash } from './secrets.ts'

/** One hour: such a link is handed over at once. */
const RESET_MS = 3600_000

/** What a link resets: the password, or with it every other factor, where the device is lost. */
export const RESET_PURPOSES = ['reset', 'reset-factors'] as const

export interface ResetLink {
  readonly token: string
  readonly expiresAt: string
}

/** Makes a one-time link to set a new password; older ones of the account end. Whoever asks was found to be allowed to. */
export async function newReset(
  trx: Transaction<Tables>,
  account: Pick<Account, 'id' | 'email'>,
  { by, now, removeFactors }: { readonly by: string; readonly now: Date; readonly removeFactors: boolean },
): Promise<ResetLink> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + RESET_MS).toISOString()
  const purpose = removeFactors ? 'reset-factors' : 'reset'
  await dropLinksFor(trx, account.email, RESET_PURPOSES)
  const link = { purpose, organisation: null, email: account.email, roles: [], expiresAt, by }
  await createLink(trx, tokenHash(token), link)
  const about = removeFactors ? 'factors' : ''
  const at = now.toISOString()
  await addEvent(trx, { id: newId(), account: account.id, at, by, action: 'reset-link-made', about })
  return { token, expiresAt }
}

/** The link for the address from the command line; null where no account has it. Whoever has the data folder may do anything anyway. */
export async function resetByOperator(
  store: Store,
  email: string,
  options: { readonly now: Date; readonly removeFactors: boolean },
): Promise<ResetLink | null> {
  return store.asCaller({ system: true }, async (trx) => {
    const account = await accountByEmail(trx, email)
    return account === undefined ? null : newReset(trx, account, { ...options, by: 'system' })
  })
}

/** Sets the password, ends every session and, where the link says so, every other factor. */
export async function performReset(
  trx: Transaction<Tables>,
  account: string,
  { password, removeFactors, at }: { readonly password: string; readonly removeFactors: boolean; readonly at: string },
): Promise<void> {
  const event = { account, at, by: `account:${account}`, about: '' }
  await setPassword(trx, account, password)
  await addEvent(trx, { ...event, id: newId(), action: 'password-reset' })
  if (!removeFactors) return
  await removeTotp(trx, account)
  await removePasskeys(trx, account)
  await addEvent(trx, { ...event, id: newId(), action: 'factors-removed' })
}
