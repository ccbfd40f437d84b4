import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createAccount } from '../store/accounts.ts'
import { createSession } from '../store/sessions.ts'
import type { Store } from '../store/open.ts'
import { hashPassword, tokenHash } from './identity/secrets.ts'
import { LIMITS } from './rate-limit.ts'
import { API } from './route.ts'

const PASSWORD = 'とても長い合言葉です、どうぞ'
const at = '2026-11-21T00:00:00.000Z'
const emailOf = (i: number): string => `person-${i}@example.jp`

let store: Store
let server: TestServer
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  const password = await hashPassword(PASSWORD)
  await store.asCaller({ system: true }, async (trx) => {
    for (let i = 0; i < 3; i += 1)
      await createAccount(trx, {
        id: `p${i}`,
        email: emailOf(i),
        name: `p${i}`,
        language: 'ja',
        password,
        created_at: at,
      })
  })
}, 60_000)
afterAll(async () => store?.close())
// An hour later no limit of what was before is felt.
beforeEach(() => void (server.clock.now = new Date(server.clock.now.getTime() + 3_600_000)))

/** A request as it comes over a connection from the address. */
async function from(address: string, path: string, body: object): Promise<number> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const incoming = { socket: { remoteAddress: address } }
  return (await server.app.request(`${API}${path}`, init, { incoming })).status
}
const signIn = (address: string, email: string, password = 'guess'): Promise<number> =>
  from(address, '/session', { email, password })

describe('guesses', () => {
  it('at one account are stopped though each comes from another address, and others still sign in', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= LIMITS.account.burst; i += 1) statuses.push(await signIn(`192.0.2.${i}`, emailOf(0)))
    expect(statuses).toEqual([...Array(LIMITS.account.burst).fill(401), 429])
    expect(await signIn('198.51.100.1', emailOf(0), PASSWORD)).toBe(429)
    expect(await signIn('198.51.100.1', emailOf(1), PASSWORD)).toBe(204)
  })

  it('of one stranger do not shut a person out, however many they are and however long they go on', async () => {
    for (let minute = 0; minute < 5; minute += 1) {
      const guesses = Array.from({ length: 40 }, () => signIn('192.0.2.66', emailOf(0)))
      expect((await Promise.all(guesses)).filter((status) => status === 429).length).toBeGreaterThan(20)
      expect(await signIn('198.51.100.7', emailOf(0), PASSWORD)).toBe(204)
      server.clock.now = new Date(server.clock.now.getTime() + 60_000)
    }
  })

  it('from one address are stopped though each is at another account, and other addresses still sign in', async () => {
    const statuses: number[] = []
    for (let i = 0; i <= LIMITS.guess.burst; i += 1) statuses.push(await signIn('203.0.113.9', emailOf(100 + i)))
    expect(statuses).toEqual([...Array(LIMITS.guess.burst).fill(401), 429])
    expect(await signIn('203.0.113.9', emailOf(1), PASSWORD)).toBe(429)
    expect(await signIn('203.0.113.10', emailOf(1), PASSWORD)).toBe(204)
  })

  it('at links are stopped from one address', async () => {
    const statuses: number[] = []
    const look = (i: number) => from('192.0.2.77', '/invitations/look', { token: `${i}`.padStart(43, 'x') })
    for (let i = 0; i <= LIMITS.guess.burst; i += 1) statuses.push(await look(i))
    expect(statuses.at(-1)).toBe(429)
    expect(statuses.slice(0, 3)).toEqual([410, 410, 410])
  })
})

describe('what cannot be guessed', () => {
  it('[ID-3] is asked only so often from one address: each request to sign in by passkey is kept for a while', async () => {
    const ask = (address: string) => from(address, '/session/passkey/options', {})
    const statuses = new Set<number>()
    for (let i = 0; i < LIMITS.answer.burst; i += 1) statuses.add(await ask('192.0.2.5'))
    expect([...statuses]).toEqual([200])
    expect([await ask('192.0.2.5'), await ask('192.0.2.6')]).toEqual([429, 200])
  })
})

describe('everything', () => {
  it('is answered only so often to one address', async () => {
    const asked = Array.from({ length: LIMITS.all.burst + 1 }, async () =>
      server.app.request(`${API}/health`, {}, { incoming: { socket: { remoteAddress: '192.0.2.200' } } }),
    )
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 429)).toHaveLength(1)
  })
})

it('[ID-4] a session that had begun ends with its account', async () => {
  const now = server.clock.now.toISOString()
  const session = { id: 's', account: 'p2', createdAt: now, seenAt: now, userAgent: '', way: 'password' } as const
  const expiresAt = new Date(server.clock.now.getTime() + 3_600_000).toISOString()
  await store.asCaller({ system: true }, (trx) => createSession(trx, tokenHash('t'), { ...session, expiresAt }))
  const me = async () => (await server.ask('GET', '/me', { headers: { cookie: '__Host-akashi=t' } })).status
  expect(await me()).toBe(200)
  await store.asCaller({ system: true }, (trx) =>
    trx.updateTable('account').set({ disabled: true }).where('id', '=', 'p2').execute(),
  )
  expect(await me()).toBe(401)
})
