import { afterAll, beforeAll, expect, it } from 'vitest'
import { PASSWORD } from '../../test/accounts.ts'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createAccount } from '../store/accounts.ts'
import { createOrganisation } from '../store/organisations.ts'
import type { Store } from '../store/open.ts'
import { createLink } from '../store/sessions.ts'
import { newToken, tokenHash } from './identity/secrets.ts'

const at = '2026-11-21T00:00:00.000Z'
const PURPOSES = ['start', 'invitation', 'reset', 'reset-factors'] as const
const EMAIL = { start: 'start@example.jp', invitation: 'invited@example.jp', reset: 'a@example.jp' } as const

let store: Store
let server: TestServer
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  await store.inScope('one', (scope) => createOrganisation(scope, { by: 'system', at }, '例示組織'))
  await store.asCaller({ system: true }, (trx) =>
    createAccount(trx, { id: 'a', email: EMAIL.reset, name: 'a', language: 'ja', password: null, created_at: at }),
  )
}, 60_000)
afterAll(async () => store?.close())

/** A link of the purpose that has all that any purpose needs. */
async function linkFor(purpose: string, email: string): Promise<string> {
  const token = newToken()
  const link = { purpose, organisation: 'one', email, roles: ['owner'], expiresAt: '2026-12-31T00:00:00.000Z' }
  await store.asCaller({ system: true }, (trx) => createLink(trx, tokenHash(token), link))
  return token
}

const ways = {
  start: (token: string) => {
    const body = { token, organisation: '別', name: '責任者', email: EMAIL.start, password: PASSWORD }
    return server.ask('POST', '/start', { body })
  },
  invitation: (token: string) =>
    server.ask('POST', '/invitations/accept', { body: { token, name: '参加者', password: PASSWORD } }),
  reset: (token: string) => server.ask('POST', '/reset', { body: { token, password: PASSWORD } }),
} as const

it.each(['start', 'invitation', 'reset'] as const)(
  'a link opens what it was made for and nothing else: %s',
  async (way) => {
    for (const purpose of PURPOSES) {
      // An hour later no limit of what was before is felt.
      server.clock.now = new Date(server.clock.now.getTime() + 3_600_000)
      const answer = await ways[way](await linkFor(purpose, EMAIL[way]))
      const isOwn = purpose.startsWith(way)
      expect([purpose, answer.status < 300]).toEqual([purpose, isOwn])
      if (!isOwn) expect(answer.json.error.code).toBe('link-used')
    }
  },
)
