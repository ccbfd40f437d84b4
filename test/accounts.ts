import { createLink } from '../src/store/sessions.ts'
import type { Store } from '../src/store/open.ts'
import { newToken, tokenHash } from '../src/server/identity/secrets.ts'
import { cookieOf } from './server.ts'
import type { TestServer } from './server.ts'

export const PASSWORD = 'とても長い合言葉です、どうぞ'

/** The token of a link of the first start, good until the clock of a test server has gone far. */
export async function startLink(store: Store): Promise<string> {
  const token = newToken()
  const link = { purpose: 'start', organisation: null, email: null, roles: [], expiresAt: '2026-12-31T00:00:00.000Z' }
  await store.asCaller({ system: true }, (trx) => createLink(trx, tokenHash(token), link))
  return token
}

/** An organisation with its owner, who is signed in. */
export async function ownerOf(store: Store, server: TestServer, email = 'owner@example.jp', organisation = '例示組織') {
  const token = await startLink(store)
  const started = await server.ask('POST', '/start', {
    body: { token, organisation, name: `責任者 ${email}`, email, password: PASSWORD },
  })
  const cookie = cookieOf(started.headers)
  const me = await server.ask('GET', '/me', { headers: { cookie } })
  return { organisation: String(started.json.organisation), cookie, account: String(me.json.account), email }
}
