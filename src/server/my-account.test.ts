import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD, ownerOf } from '../../test/accounts.ts'
import { authenticator } from '../../test/authenticator.ts'
import { embeddedStore } from '../../test/databases.ts'
import { cookieOf, testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import type { Store } from '../store/open.ts'
import { resetByOperator } from './identity/resets.ts'
import { ROUTES } from './routes/all.ts'

let store: Store
let server: TestServer
let owner: Awaited<ReturnType<typeof ownerOf>>
let other: Awaited<ReturnType<typeof ownerOf>>
let member = { account: '', email: 'member@example.jp' }
let cookie = ''

const later = (seconds: number): void => void (server.clock.now = new Date(server.clock.now.getTime() + seconds * 1000))
const enter = (email: string, password = PASSWORD, agent = '') =>
  server.ask('POST', '/session', { headers: { 'user-agent': agent }, body: { email, password } })
const resetLink = (account: string, body: object = {}, headers: Record<string, string> = { cookie }) =>
  server.ask('POST', `/organisations/${owner.organisation}/members/${account}/reset-link`, { headers, body })
const reset = (token: string, password: string) => server.ask('POST', '/reset', { body: { token, password } })

beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  owner = await ownerOf(store, server)
  other = await ownerOf(store, server, 'other@example.jp', '別の組織')
  const invited = await server.ask('POST', `/organisations/${owner.organisation}/invitations`, {
    headers: { cookie: owner.cookie },
    body: { email: member.email, roles: ['viewer'] },
  })
  const body = { token: invited.json.token, name: '閲覧者', password: PASSWORD }
  const accepted = await server.ask('POST', '/invitations/accept', { body })
  const me = await server.ask('GET', '/me', { headers: { cookie: cookieOf(accepted.headers) } })
  member = { ...member, account: me.json.account }
}, 60_000)
afterAll(async () => store?.close())
beforeEach(async () => {
  later(3600)
  cookie = cookieOf((await enter(owner.email)).headers)
})

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'

describe('my sessions', () => {
  it('[ID-4] are listed with when, where and how, and this one is marked; those that ended are not', async () => {
    await enter(owner.email, PASSWORD, CHROME)
    later(30 * 60)
    const phone = cookieOf((await enter(owner.email, PASSWORD, SAFARI)).headers)
    later(40 * 60)
    const last = cookieOf((await enter(owner.email, PASSWORD, 'curl/8')).headers)
    await server.ask('GET', '/me', { headers: { cookie: phone } })
    const { sessions } = (await server.ask('GET', '/me/sessions', { headers: { cookie: last } })).json
    expect(
      sessions.map(({ agent, isThis, way }: { agent: string; isThis: boolean; way: string }) => [agent, isThis, way]),
    ).toEqual([
      ['curl/8', true, 'password'],
      ['Safari 17 · iOS', false, 'password'],
    ])
    expect(sessions[1]).toMatchObject({ seenAt: server.clock.now.toISOString() })
    expect(JSON.stringify(sessions)).not.toContain(last.split('=')[1])
  })

  it('[ID-4] end one by one or all but this one, each only by whose they are', async () => {
    const [one, two, three] = [await enter(owner.email), await enter(owner.email), await enter(owner.email)].map(
      ({ headers }) => cookieOf(headers),
    )
    const list = async (mine = cookie) =>
      (await server.ask('GET', '/me/sessions', { headers: { cookie: mine } })).json.sessions
    const target = (await list(one)).find(({ isThis }: { isThis: boolean }) => isThis).id
    const stranger = cookieOf((await enter(other.email)).headers)
    const end = (mine: string) => server.ask('DELETE', `/me/sessions/${target}`, { headers: { cookie: mine } })
    expect((await end(stranger)).status).toBe(404)
    expect((await server.ask('GET', '/me', { headers: { cookie: one ?? '' } })).status).toBe(200)
    expect((await end(two ?? '')).status).toBe(204)
    expect((await server.ask('GET', '/me', { headers: { cookie: one ?? '' } })).status).toBe(401)
    const ended = await server.ask('POST', '/me/sessions/end-others', { headers: { cookie: three ?? '' } })
    expect(ended.json.ended).toBeGreaterThanOrEqual(2)
    expect((await server.ask('GET', '/me', { headers: { cookie: two ?? '' } })).status).toBe(401)
    expect(await list(three)).toHaveLength(1)
    expect((await server.ask('GET', '/me', { headers: { cookie: stranger } })).status).toBe(200)
  })
})

describe('the password', () => {
  it('[ID-5] is changed with the present one only, and that is written down', async () => {
    const change = (current: string, password: string) =>
      server.ask('PUT', '/me/password', { headers: { cookie }, body: { current, password } })
    const wrong = await change('wrong', `${PASSWORD}1`)
    expect([wrong.status, wrong.json.error.code]).toEqual([403, 'wrong-present-password'])
    const changed = await change(PASSWORD, `${PASSWORD}1`)
    expect(changed.status).toBe(204)
    cookie = cookieOf(changed.headers)
    expect((await change(`${PASSWORD}1`, PASSWORD)).status).toBe(204)
    cookie = cookieOf((await enter(owner.email)).headers)
    const { events } = (await server.ask('GET', '/me/factors', { headers: { cookie } })).json
    expect(events.slice(0, 2).map(({ action }: { action: string }) => action)).toEqual([
      'password-changed',
      'password-changed',
    ])
  })

  it('[ID-5] is set anew by a link that an owner makes: once, within an hour, and the newest only', async () => {
    const session = cookieOf((await enter(member.email)).headers)
    const older = (await resetLink(member.account)).json.token
    const made = await resetLink(member.account, { why: '本人が来訪して依頼' })
    expect(made.status).toBe(200)
    expect(Date.parse(made.json.expiresAt) - server.clock.now.getTime()).toBe(3600_000)
    expect((await reset(older, `${PASSWORD}2`)).status).toBe(410)
    expect((await reset(made.json.token, 'short')).status).toBe(400)
    const used = await reset(made.json.token, `${PASSWORD}2`)
    expect([used.status, used.headers.get('set-cookie')]).toEqual([204, null])
    expect((await reset(made.json.token, `${PASSWORD}3`)).status).toBe(410)
    expect((await server.ask('GET', '/me', { headers: { cookie: session } })).status).toBe(401)
    expect((await enter(member.email)).status).toBe(401)
    expect((await enter(member.email, `${PASSWORD}2`)).status).toBe(204)
    const changes = await server.ask('GET', `/organisations/${owner.organisation}/changes?limit=3`, {
      headers: { cookie },
    })
    expect(changes.text).toContain('本人が来訪して依頼')
    expect(changes.text).not.toContain(made.json.token)
    const late = (await resetLink(member.account)).json.token
    later(3601)
    expect((await reset(late, `${PASSWORD}4`)).status).toBe(410)
  })

  it('[ID-5] can be set anew together with lost devices, which then count no more', async () => {
    const token = (await resetLink(member.account, { removeFactors: false })).json.token
    expect((await reset(token, PASSWORD)).status).toBe(204)
    const mine = { cookie: cookieOf((await enter(member.email)).headers) }
    const options = await server.ask('POST', '/me/passkeys/options', { headers: mine, body: { password: PASSWORD } })
    const credential = authenticator('http://localhost').register(options.json)
    await server.ask('POST', '/me/passkeys', { headers: mine, body: { name: 'x', credential } })
    const again = (await resetLink(member.account)).json.token
    await reset(again, PASSWORD)
    const factors = async () => {
      const headers = { cookie: cookieOf((await enter(member.email)).headers) }
      return (await server.ask('GET', '/me/factors', { headers })).json
    }
    expect((await factors()).passkeys).toHaveLength(1)
    const lost = (await resetLink(member.account, { removeFactors: true })).json.token
    await reset(lost, PASSWORD)
    expect(await factors()).toMatchObject({ passkeys: [], totp: null })
    expect((await factors()).events.map(({ action }: { action: string }) => action)).toContain('factors-removed')
  })

  it('[ID-5] is not reset by who may not, by a token, for oneself, or for who also belongs to an organisation of others', async () => {
    const viewer = { cookie: cookieOf((await enter(member.email)).headers) }
    expect((await resetLink(owner.account, {}, viewer)).status).toBe(403)
    expect((await resetLink(owner.account)).json.error.code).toBe('own-account')
    expect((await resetLink(other.account)).status).toBe(404)
    const token = await server.ask('POST', `/organisations/${owner.organisation}/tokens`, {
      headers: { cookie },
      body: { name: 'CI', roles: ['owner'], days: 1 },
    })
    const program = { authorization: `Bearer ${token.json.token}` }
    expect((await resetLink(member.account, {}, program)).status).toBe(403)
    await store.inScope(other.organisation, async ({ trx, organisation }) => {
      const row = { organisation_id: organisation, account_id: member.account, role: 'viewer' }
      await trx.insertInto('membership').values(row).execute()
    })
    expect((await resetLink(member.account)).json.error.code).toBe('account-elsewhere')
  })

  it('[ID-5] of the last owner is set anew from the command line of the installation', async () => {
    const options = { now: server.clock.now, removeFactors: false }
    expect(await resetByOperator(store, 'nobody@example.jp', options)).toBe(null)
    const link = await resetByOperator(store, 'Owner@Example.jp', options)
    expect((await reset(link?.token ?? '', `${PASSWORD}5`)).status).toBe(204)
    const entered = await enter(owner.email, `${PASSWORD}5`)
    const headers = { cookie: cookieOf(entered.headers) }
    const { events } = (await server.ask('GET', '/me/factors', { headers })).json
    expect(events).toContainEqual(expect.objectContaining({ action: 'reset-link-made', by: 'system' }))
    await server.ask('PUT', '/me/password', { headers, body: { current: `${PASSWORD}5`, password: PASSWORD } })
  })
})

describe('who changes how somebody signs in', () => {
  const OWN = ROUTES.filter(({ path, access }) => access === 'signedIn' && path.startsWith('/me/'))

  it('[ID-6] is that person alone, never a token, nor anybody in a demonstration', async () => {
    const made = await server.ask('POST', `/organisations/${owner.organisation}/tokens`, {
      headers: { cookie },
      body: { name: 'CI', roles: ['owner'], days: 1 },
    })
    const mine = OWN.filter(({ tag }) => tag === 'identity')
    expect(mine.length).toBeGreaterThanOrEqual(12)
    const demo = testServer(store, 'demo')
    const body: Readonly<Record<string, object>> = {
      '/me/totp/confirm': { code: '000000' },
      '/me/password': { current: 'x', password: PASSWORD },
      '/me/passkeys': {
        name: 'x',
        credential: { ...authenticator('http://localhost').register({ challenge: 'a' }) },
      },
    }
    for (const { method, path } of mine) {
      const sent = method === 'get' || method === 'delete' ? {} : { body: body[path] ?? { password: 'x' } }
      const at = path.replace('{id}', 'none')
      const headers = { authorization: `Bearer ${made.json.token}` }
      later(60)
      const refused = await server.ask(method.toUpperCase(), at, { headers, ...sent })
      const shown = await demo.ask(method.toUpperCase(), at, sent)
      expect([path, refused.status, shown.status]).toEqual([path, 403, 403])
    }
  })

  it('[ID-6] [D-1] stands behind row-level security: an account, or an organisation, finds nothing of another account', async () => {
    const rows = (trx: Parameters<Parameters<Store['asCaller']>[1]>[0]) =>
      trx.selectFrom('account_event').select('account_id').execute()
    const mine = await store.asCaller({ account: owner.account }, rows)
    expect(new Set(mine.map((row) => row.account_id))).toEqual(new Set([owner.account]))
    expect(await store.inScope(owner.organisation, ({ trx }) => rows(trx))).toEqual([])
    await expect(
      store.asCaller({ account: owner.account }, (trx) => trx.deleteFrom('account_event').execute()),
    ).rejects.toThrow('only ever added to')
  })
})
