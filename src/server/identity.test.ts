import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { cookieOf, testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createLink } from '../store/sessions.ts'
import type { Store } from '../store/open.ts'
import { newToken, tokenHash } from './identity/secrets.ts'

const PASSWORD = 'とても長い合言葉です、どうぞ'
let store: Store
let server: TestServer
let cookie = ''
let organisation = ''

const startLink = async (): Promise<string> => {
  const token = newToken()
  const link = { purpose: 'start', organisation: null, email: null, roles: [], expiresAt: '2026-11-22T00:00:00.000Z' }
  await store.asCaller({ system: true }, (trx) => createLink(trx, tokenHash(token), link))
  return token
}

beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
}, 60_000)
afterAll(async () => store?.close())

describe('the first start', () => {
  it('[M-3] makes the first organisation and its owner by a link that works once, and there is no default password', async () => {
    const token = await startLink()
    const body = { token, organisation: '例示組織', name: '責任者', email: 'Owner@Example.jp', password: PASSWORD }
    expect((await server.ask('POST', '/start', { body: { ...body, token: newToken() } })).status).toBe(410)
    expect((await server.ask('POST', '/start', { body: { ...body, password: 'short' } })).status).toBe(400)
    const started = await server.ask('POST', '/start', { body })
    expect(started.status).toBe(200)
    organisation = started.json.organisation
    cookie = cookieOf(started.headers)
    expect((await server.ask('POST', '/start', { body })).json.error.code).toBe('link-used')
  })

  it('sets a cookie that no neighbour and no script can read', async () => {
    const signedIn = await server.ask('POST', '/session', { body: { email: 'owner@example.jp', password: PASSWORD } })
    expect(signedIn.headers.get('set-cookie')).toMatch(
      /^__Host-akashi=[\w-]{43}; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('knows the owner by the cookie', async () => {
    const me = await server.ask('GET', '/me', { headers: { cookie } })
    expect(me.json).toMatchObject({
      name: '責任者',
      email: 'owner@example.jp',
      organisations: [{ id: organisation, name: '例示組織', roles: ['manager', 'owner'] }],
    })
  })
})

describe('signing in', () => {
  it('answers the same for a wrong password and an unknown address', async () => {
    const wrong = await server.ask('POST', '/session', { body: { email: 'owner@example.jp', password: 'wrong' } })
    const unknown = await server.ask('POST', '/session', { body: { email: 'nobody@example.jp', password: 'wrong' } })
    expect([wrong.status, wrong.json]).toEqual([unknown.status, unknown.json])
    expect(wrong.json.error.message.ja).toContain('正しくありません')
  })

  it('stops guesses at one account, and lets it in again later', async () => {
    server.clock.now = new Date('2026-11-21T02:00:00.000Z')
    const guess = () => server.ask('POST', '/session', { body: { email: 'victim@example.jp', password: 'x' } })
    const statuses: number[] = []
    for (let i = 0; i < 12; i += 1) statuses.push((await guess()).status)
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
    expect(statuses.slice(10)).toEqual([429, 429])
    server.clock.now = new Date('2026-11-21T02:05:00.000Z')
    expect((await guess()).status).toBe(401)
  })

  it('lets any number of people in from one address, and counts only what was wrong', async () => {
    server.clock.now = new Date('2026-11-21T02:30:00.000Z')
    const enter = (password: string) =>
      server.ask('POST', '/session', { body: { email: 'owner@example.jp', password } })
    for (let i = 0; i < 15; i += 1) expect((await enter(PASSWORD)).status).toBe(204)
    for (let i = 0; i < 10; i += 1) expect((await enter('wrong')).status).toBe(401)
    expect((await enter(PASSWORD)).status).toBe(429)
    server.clock.now = new Date('2026-11-21T02:59:00.000Z')
  })

  it('ends a session that was idle for an hour, and any after twelve', async () => {
    const at = (text: string) => void (server.clock.now = new Date(text))
    const me = () => server.ask('GET', '/me', { headers: { cookie } })
    at('2026-11-21T03:00:00.000Z')
    cookie = cookieOf(
      (await server.ask('POST', '/session', { body: { email: 'owner@example.jp', password: PASSWORD } })).headers,
    )
    for (let hour = 3; hour < 15; hour += 1) {
      at(`2026-11-21T${String(hour).padStart(2, '0')}:55:00.000Z`)
      expect((await me()).status).toBe(200)
    }
    at('2026-11-21T15:01:00.000Z')
    expect((await me()).status).toBe(401)
    cookie = cookieOf(
      (await server.ask('POST', '/session', { body: { email: 'owner@example.jp', password: PASSWORD } })).headers,
    )
    at('2026-11-21T16:02:00.000Z')
    expect((await me()).status).toBe(401)
  })

  it('ends the session on both sides when one signs out', async () => {
    cookie = cookieOf(
      (await server.ask('POST', '/session', { body: { email: 'owner@example.jp', password: PASSWORD } })).headers,
    )
    const out = await server.ask('DELETE', '/session', { headers: { cookie } })
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await server.ask('GET', '/me', { headers: { cookie } })).status).toBe(401)
  })

  it('ends every other session when the password changes', async () => {
    const enter = async (password: string) =>
      server.ask('POST', '/session', { body: { email: 'owner@example.jp', password } })
    const [one, other] = [cookieOf((await enter(PASSWORD)).headers), cookieOf((await enter(PASSWORD)).headers)]
    const changed = await server.ask('PUT', '/me/password', {
      headers: { cookie: one },
      body: { current: PASSWORD, password: `${PASSWORD}!` },
    })
    expect(changed.status).toBe(204)
    expect((await server.ask('GET', '/me', { headers: { cookie: other } })).status).toBe(401)
    expect((await enter(PASSWORD)).status).toBe(401)
    cookie = cookieOf(changed.headers)
    expect((await server.ask('GET', '/me', { headers: { cookie } })).status).toBe(200)
  })
})

describe('members and tokens', () => {
  it('[M-3] takes in a person by invitation, with the roles that the owner gave', async () => {
    server.clock.now = new Date('2026-11-21T16:30:00.000Z')
    const invited = await server.ask('POST', `/organisations/${organisation}/invitations`, {
      headers: { cookie },
      body: { email: 'viewer@example.jp', roles: ['viewer'] },
    })
    expect(invited.status).toBe(200)
    const accepted = await server.ask('POST', '/invitations/accept', {
      body: { token: invited.json.token, name: '閲覧者', password: PASSWORD },
    })
    expect(accepted.json).toEqual({ organisation })
    const viewer = cookieOf(accepted.headers)
    expect(
      (await server.ask('GET', `/organisations/${organisation}/services`, { headers: { cookie: viewer } })).status,
    ).toBe(200)
    expect(
      (
        await server.ask('POST', `/organisations/${organisation}/services`, {
          headers: { cookie: viewer },
          body: { body: { name: { ja: 'x' } } },
        })
      ).status,
    ).toBe(403)
  })

  it('[M-3] lets an owner make another organisation, and nobody else', async () => {
    const made = await server.ask('POST', '/organisations', { headers: { cookie }, body: { name: '子会社' } })
    expect(made.status).toBe(200)
    const { json } = await server.ask('GET', '/me', { headers: { cookie } })
    expect(json.organisations.map(({ name }: { name: string }) => name).toSorted()).toEqual(
      ['例示組織', '子会社'].toSorted(),
    )
    const viewer = await server.ask('POST', '/session', { body: { email: 'viewer@example.jp', password: PASSWORD } })
    const refused = await server.ask('POST', '/organisations', {
      headers: { cookie: cookieOf(viewer.headers) },
      body: { name: 'x' },
    })
    expect(refused.status).toBe(403)
  })

  it('[T-1] lets no two members bear one name, since acceptances are by name', async () => {
    const invited = await server.ask('POST', `/organisations/${organisation}/invitations`, {
      headers: { cookie },
      body: { email: 'double@example.jp', roles: ['riskOwner'] },
    })
    const body = { token: invited.json.token, name: '責任者', password: PASSWORD }
    const refused = await server.ask('POST', '/invitations/accept', { body })
    expect([refused.status, refused.json.error.code]).toEqual([409, 'name-taken'])
    // The mistake did not cost the invitation.
    expect((await server.ask('POST', '/invitations/accept', { body: { ...body, name: 'リスク所有者' } })).status).toBe(
      200,
    )
    expect((await server.ask('POST', '/invitations/accept', { body: { ...body, name: '別名' } })).status).toBe(410)
  })

  it('keeps the last owner', async () => {
    const me = (await server.ask('GET', '/me', { headers: { cookie } })).json.account
    const refused = await server.ask('PUT', `/organisations/${organisation}/members/${me}`, {
      headers: { cookie },
      body: { roles: ['viewer'] },
    })
    expect([refused.status, refused.json.error.code]).toEqual([409, 'last-owner'])
  })

  it('narrows a token to a role that may do no more than whoever makes it, reads only unless said otherwise, and notes its last use', async () => {
    const at = `/organisations/${organisation}/tokens`
    const make = (roles: string[]) => server.ask('POST', at, { headers: { cookie }, body: { name: 'x', roles } })
    // An owner does not accept risks or judge, so no token of an owner does.
    for (const role of ['riskOwner', 'internalAuditor'])
      expect((await make([role])).json.error.code).toBe('role-not-held')
    const made = await make(['controlOwner'])
    const headers = { authorization: `Bearer ${made.json.token}` }
    const listed = async () =>
      (await server.ask('GET', at, { headers: { cookie } })).json.tokens.find(
        ({ id }: { id: string }) => id === made.json.id,
      )
    expect(await listed()).toMatchObject({ readOnly: true, lastUsedAt: null, by: '責任者', roles: ['controlOwner'] })
    expect((await server.ask('GET', at, { headers })).status).toBe(403)
    expect((await server.ask('GET', `/organisations/${organisation}/risks`, { headers })).status).toBe(200)
    expect((await listed()).lastUsedAt).toBe(server.clock.now.toISOString())
  })

  it('lists open invitations without their links, ends the older one of an address, and takes one back', async () => {
    const at = `/organisations/${organisation}/invitations`
    const invite = () =>
      server.ask('POST', at, { headers: { cookie }, body: { email: 'Twice@example.jp', roles: ['viewer'] } })
    const [first, second] = [await invite(), await invite()]
    const look = async (token: string) => (await server.ask('POST', '/invitations/look', { body: { token } })).status
    expect([await look(first.json.token), await look(second.json.token)]).toEqual([410, 200])
    const listed = await server.ask('GET', at, { headers: { cookie } })
    expect(listed.json.invitations).toMatchObject([{ id: second.json.id, email: 'twice@example.jp', by: '責任者' }])
    expect(listed.text).not.toContain(second.json.token)
    expect((await server.ask('DELETE', `${at}/${second.json.id}`, { headers: { cookie } })).status).toBe(204)
    expect((await server.ask('DELETE', `${at}/${second.json.id}`, { headers: { cookie } })).status).toBe(404)
    expect(await look(second.json.token)).toBe(410)
    const again = await server.ask('POST', at, {
      headers: { cookie },
      body: { email: 'viewer@example.jp', roles: ['viewer'] },
    })
    expect(again.json.error.code).toBe('already-member')
  })

  it('takes somebody with an account into another organisation only when signed in, and only by an invitation to that address', async () => {
    // The links that were tried before count as guesses.
    server.clock.now = new Date(server.clock.now.getTime() + 600_000)
    const { json: me } = await server.ask('GET', '/me', { headers: { cookie } })
    const other = me.organisations.find(({ id }: { id: string }) => id !== organisation)?.id
    const invited = await server.ask('POST', `/organisations/${other}/invitations`, {
      headers: { cookie },
      body: { email: 'viewer@example.jp', roles: ['manager'] },
    })
    const token = invited.json.token
    const stranger = await server.ask('POST', '/invitations/accept', { body: { token, name: 'x', password: PASSWORD } })
    expect([stranger.status, stranger.json.error.code]).toEqual([409, 'sign-in-first'])
    const wrong = await server.ask('POST', '/me/invitations', { headers: { cookie }, body: { token } })
    expect([wrong.status, wrong.json.error.code]).toEqual([403, 'other-address'])
    const viewer = await server.ask('POST', '/session', { body: { email: 'viewer@example.jp', password: PASSWORD } })
    const headers = { cookie: cookieOf(viewer.headers) }
    expect((await server.ask('POST', '/me/invitations', { headers, body: { token } })).json).toEqual({
      organisation: other,
    })
    expect((await server.ask('POST', '/me/invitations', { headers, body: { token } })).status).toBe(410)
    const { json } = await server.ask('GET', '/me', { headers })
    expect(json.organisations.find(({ id }: { id: string }) => id === other).roles).toEqual(['manager'])
  })

  it('lets a token do what its roles permit and its account still may, until it ends', async () => {
    const made = await server.ask('POST', `/organisations/${organisation}/tokens`, {
      headers: { cookie },
      body: { name: 'CI', roles: ['manager'], readOnly: true, days: 1 },
    })
    const headers = { authorization: `Bearer ${made.json.token}` }
    expect(made.json.token).toMatch(/^akashi_[\w-]{43}$/)
    expect((await server.ask('GET', `/organisations/${organisation}/risks`, { headers })).status).toBe(200)
    expect(
      (
        await server.ask('POST', `/organisations/${organisation}/services`, {
          headers,
          body: { body: { name: { ja: 'x' } } },
        })
      ).status,
    ).toBe(403)
    expect((await server.ask('GET', `/organisations/${organisation}/tokens`, { headers })).status).toBe(403)
    const listed = await server.ask('GET', `/organisations/${organisation}/tokens`, { headers: { cookie } })
    expect(listed.text).not.toContain(made.json.token)
    await server.ask('DELETE', `/organisations/${organisation}/tokens/${made.json.id}`, { headers: { cookie } })
    expect((await server.ask('GET', `/organisations/${organisation}/risks`, { headers })).status).toBe(401)
  })
})
