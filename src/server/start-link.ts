import { countAccounts } from '../store/accounts.ts'
import { createLink, dropLinks } from '../store/sessions.ts'
import type { Store } from '../store/open.ts'
import { newToken, tokenHash } from './identity/secrets.ts'

const VALID_MS = 24 * 3600 * 1000

/** The token of a link that makes the first owner, where there is no account yet; else null. A new one makes older ones useless. */
export async function startToken(store: Store, now: Date): Promise<string | null> {
  return store.asCaller({ system: true }, async (trx) => {
    if ((await countAccounts(trx)) > 0) return null
    const token = newToken()
    await dropLinks(trx, 'start')
    const expiresAt = new Date(now.getTime() + VALID_MS).toISOString()
    await createLink(trx, tokenHash(token), { purpose: 'start', organisation: null, email: null, roles: [], expiresAt })
    return token
  })
}
