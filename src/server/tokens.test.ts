import { afterAll, beforeAll, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createAccount } from '../store/accounts.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import type { Store } from '../store/open.ts'
import { createToken } from '../store/tokens.ts'
import { tokenHash } from './identity/secrets.ts'
import { LIMITS } from './rate-limit.ts'

const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
const ORGANISATIONS = ['one', 'two']

let store: Store
let server: TestServer
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  server.clock.now = new Date(at)
  for (const id of ORGANISATIONS) await store.inScope(id, (scope) => createOrganisation(scope, system, id))
}, 60_000)
afterAll(async () => store?.close())

let count = 0
/** A manager of both organisations with a token of the first; gives the account and how to ask with the token. */
async function managerWithToken(readOnly = false) {
  const account = `manager-${(count += 1)}`
  const email = `${account}@example.jp`
  await store.asCaller({ system: true }, (trx) =>
    createAccount(trx, { id: account, email, name: account, language: 'ja', password: null, created_at: at }),
  )
  for (const id of ORGANISATIONS) await store.inScope(id, (scope) => addMember(scope, system, account, 'manager', ''))
  const token = { id: account, account, name: 'CI', roles: ['manager'], readOnly, createdAt: at }
  await store.inScope('one', (scope) =>
    createToken(scope, system, tokenHash(account), { ...token, expiresAt: '2026-12-01T00:00:00.000Z' }),
  )
  const headers = { authorization: `Bearer ${account}` }
  return {
    account,
    reads: async (organisation = 'one') =>
      (await server.ask('GET', `/organisations/${organisation}/services`, { headers })).status,
    writes: async () => {
      const body = { body: { name: { ja: '保管', en: '' } } }
      return (await server.ask('POST', '/organisations/one/services', { headers, body })).status
    },
  }
}

it('[M-3] a token stays in its organisation, though its account belongs to another too', async () => {
  const { reads } = await managerWithToken()
  expect([await reads('one'), await reads('two')]).toEqual([200, 404])
})

it('[M-3] a token does not do what its account may no longer do', async () => {
  const { account, reads, writes } = await managerWithToken()
  expect([await reads(), await writes()]).toEqual([200, 200])
  const roleIs = (role: string) =>
    store.inScope('one', ({ trx }) =>
      trx
        .updateTable('membership')
        .set({ role })
        .where('organisation_id', '=', 'one')
        .where('account_id', '=', account)
        .execute(),
    )
  await roleIs('viewer')
  expect([await reads(), await writes()]).toEqual([404, 404])
  await roleIs('owner')
  expect([await reads(), await writes()]).toEqual([200, 200])
})

it('[M-3] a token that only reads writes nothing', async () => {
  const { reads, writes } = await managerWithToken(true)
  expect([await reads(), await writes()]).toEqual([200, 403])
})

it('stops guesses at tokens from one address, and lets right ones in meanwhile', async () => {
  const right = await managerWithToken()
  server.clock.now = new Date(server.clock.now.getTime() + 3_600_000)
  const guess = async (i: number) =>
    (await server.ask('GET', '/me', { headers: { authorization: `Bearer wrong-${i}` } })).status
  const statuses: number[] = []
  for (let i = 0; i < LIMITS.guess.burst + 2; i += 1) statuses.push(await guess(i))
  expect(statuses).toEqual([...Array(LIMITS.guess.burst).fill(401), 429, 429])
  expect(await right.reads()).toBe(200)
})

it('[M-3] a token ends with its day, and with its account', async () => {
  const [first, second] = [await managerWithToken(), await managerWithToken()]
  server.clock.now = new Date(server.clock.now.getTime() + 3_600_000)
  await store.asCaller({ system: true }, (trx) =>
    trx.updateTable('account').set({ disabled: true }).where('id', '=', first.account).execute(),
  )
  expect([await first.reads(), await second.reads()]).toEqual([401, 200])
  server.clock.now = new Date('2026-12-01T00:00:00.000Z')
  expect(await second.reads()).toBe(401)
})

it('[M-3] a token makes no other token, which would outlive it', async () => {
  const account = 'owner-1'
  await store.asCaller({ system: true }, (trx) =>
    createAccount(trx, {
      id: account,
      email: 'o@example.jp',
      name: 'o',
      language: 'ja',
      password: null,
      created_at: at,
    }),
  )
  await store.inScope('one', (scope) => addMember(scope, system, account, 'owner', ''))
  const token = { id: account, account, name: 'CI', roles: ['owner'], readOnly: false, createdAt: at }
  await store.inScope('one', (scope) =>
    createToken(scope, system, tokenHash(account), { ...token, expiresAt: '2030-01-01T00:00:00.000Z' }),
  )
  const headers = { authorization: `Bearer ${account}` }
  expect((await server.ask('GET', '/organisations/one/tokens', { headers })).status).toBe(200)
  const body = { name: 'CI 2', roles: ['viewer'] }
  const { status, json } = await server.ask('POST', '/organisations/one/tokens', { headers, body })
  expect([status, json.error.code]).toEqual([403, 'not-permitted'])
})
