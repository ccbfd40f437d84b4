import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD, ownerOf } from '../../test/accounts.ts'
import { authenticator } from '../../test/authenticator.ts'
import { embeddedStore } from '../../test/databases.ts'
import { cookieOf, testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import type { Store } from '../store/open.ts'

const ORIGIN = 'http://localhost'
let store: Store
let server: TestServer
let owner: Awaited<ReturnType<typeof ownerOf>>
let cookie = ''

const later = (seconds: number): void => void (server.clock.now = new Date(server.clock.now.getTime() + seconds * 1000))
const registerOptions = async () =>
  (await server.ask('POST', '/me/passkeys/options', { headers: { cookie }, body: { password: PASSWORD } })).json
const register = (name: string, credential: object) =>
  server.ask('POST', '/me/passkeys', { headers: { cookie }, body: { name, credential } })
const signInOptions = async () => (await server.ask('POST', '/session/passkey/options')).json
const signIn = (credential: object) => server.ask('POST', '/session/passkey', { body: { credential } })
const factors = async () => (await server.ask('GET', '/me/factors', { headers: { cookie } })).json

beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  owner = await ownerOf(store, server)
}, 60_000)
afterAll(async () => store?.close())
beforeEach(async () => {
  later(3600)
  const signedIn = await server.ask('POST', '/session', { body: { email: owner.email, password: PASSWORD } })
  cookie = cookieOf(signedIn.headers)
})

describe('registering a passkey', () => {
  it('[ID-3] asks for the password, a check of the person, and a key that the authenticator keeps', async () => {
    const refused = await server.ask('POST', '/me/passkeys/options', { headers: { cookie }, body: { password: 'x' } })
    expect(refused.json.error.code).toBe('wrong-present-password')
    const options = await registerOptions()
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Akashi' },
      user: { name: owner.email, id: Buffer.from(owner.account).toString('base64url') },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(options.challenge).toMatch(/^[\w-]{43}$/)
  })

  it('[ID-3] keeps several under names, shows none of their keys, and offers none of them again', async () => {
    for (const name of ['仕事用のノート PC', '予備のキー']) {
      later(1)
      const made = await register(name, authenticator(ORIGIN).register(await registerOptions()))
      expect([name, made.status]).toEqual([name, 200])
    }
    const { passkeys, events, site } = await factors()
    expect(passkeys.map(({ name, site: at }: { name: string; site: string }) => [name, at])).toEqual([
      ['仕事用のノート PC', 'localhost'],
      ['予備のキー', 'localhost'],
    ])
    expect([site, events[0].action, events[0].about]).toEqual(['localhost', 'passkey-added', '予備のキー'])
    expect((await registerOptions()).excludeCredentials).toHaveLength(2)
  })

  it('[ID-3] takes each challenge once, for five minutes, and from the account that asked', async () => {
    const options = await registerOptions()
    const key = authenticator(ORIGIN)
    expect((await register('a', key.register(options))).status).toBe(200)
    expect((await register('b', authenticator(ORIGIN).register(options))).json.error.code).toBe('passkey-refused')
    const late = await registerOptions()
    later(301)
    expect((await register('c', authenticator(ORIGIN).register(late))).json.error.code).toBe('passkey-refused')
    const foreign = await signInOptions()
    expect((await register('d', authenticator(ORIGIN).register(foreign))).json.error.code).toBe('passkey-refused')
    expect((await register('e', key.register(await registerOptions()))).json.error.code).toBe('passkey-refused')
  })

  it.each([
    ['another origin', { origin: 'https://akashi.example.net' }],
    ['another port', { origin: 'http://localhost:1234' }],
    ['another host', { rpId: 'example.net' }],
    ['no check of the person', { verified: false }],
    ['a certificate, which would have to be asked for elsewhere', { format: 'fido-u2f' }],
    ['a certificate in a packed statement', { format: 'packed', attestation: new Map([['x5c', Buffer.from('a')]]) }],
    ['a statement of no known kind', { format: 'other' }],
  ])('[ID-3] refuses %s', async (_, twist) => {
    const before = (await factors()).passkeys.length
    const refused = await register('x', authenticator(ORIGIN).register(await registerOptions(), twist))
    expect([refused.status, refused.json.error.code]).toEqual([401, 'passkey-refused'])
    expect((await factors()).passkeys).toHaveLength(before)
  })

  it('[ID-3] refuses bytes that are no answer, without a failure inside', async () => {
    const right = authenticator(ORIGIN).register(await registerOptions())
    const deep = Buffer.alloc(29_000, 0x81).toString('base64url')
    for (const attestationObject of ['AA', 'oA', deep, `${right.response.attestationObject.slice(0, -40)}`]) {
      const wrong = { ...right, response: { ...right.response, attestationObject } }
      expect((await register('x', wrong)).status).toBe(401)
    }
    const clientDataJSON = Buffer.from('{"__proto__":null}').toString('base64url')
    expect((await register('x', { ...right, response: { ...right.response, clientDataJSON } })).status).toBe(401)
    for (const credential of [{}, { ...right, id: 'a'.repeat(5000) }, { ...right, rawId: '../..' }])
      expect((await register('x', credential)).status).toBe(400)
    expect(server.logged.filter(({ event }) => event === 'internal-error')).toEqual([])
  })
})

describe('signing in by passkey', () => {
  const key = authenticator(ORIGIN)
  const registered = async (): Promise<void> => {
    const made = await register('鍵', key.register(await registerOptions()))
    if (made.status !== 200 && made.status !== 401) throw new Error(made.text)
  }

  it('[ID-3] needs neither address nor password, and is a session of its own', async () => {
    await registered()
    const options = await signInOptions()
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(options.allowCredentials ?? []).toEqual([])
    const entered = await signIn(key.answer(options, owner.account))
    expect(entered.status).toBe(204)
    const mine = { headers: { cookie: cookieOf(entered.headers) } }
    expect((await server.ask('GET', '/me', mine)).json.email).toBe(owner.email)
    expect((await server.ask('GET', '/me/sessions', mine)).json.sessions).toContainEqual(
      expect.objectContaining({ isThis: true, way: 'passkey' }),
    )
    const used = (await factors()).passkeys.find(({ name }: { name: string }) => name === '鍵')
    expect(used.usedAt).toBe(server.clock.now.toISOString())
  })

  it('[ID-3] takes no answer twice, none to a challenge of five minutes ago, and none to a challenge for registering', async () => {
    const answer = key.answer(await signInOptions(), owner.account)
    expect((await signIn(answer)).status).toBe(204)
    expect((await signIn(answer)).json.error.code).toBe('passkey-refused')
    const late = await signInOptions()
    later(301)
    expect((await signIn(key.answer(late, owner.account))).status).toBe(401)
    expect((await signIn(key.answer(await registerOptions(), owner.account))).status).toBe(401)
  })

  it.each([
    ['another origin', { origin: 'https://akashi.example.net' }],
    ['another host', { rpId: 'example.net' }],
    ['no check of the person', { verified: false }],
    ['the name of another account', { userHandle: 'somebody' }],
    ['a counter that did not go on: a copy of the key', { counter: 1 }],
  ])('[ID-3] refuses %s', async (_, twist) => {
    expect((await signIn(key.answer(await signInOptions(), owner.account))).status).toBe(204)
    const refused = await signIn(key.answer(await signInOptions(), owner.account, twist))
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([401, null])
  })

  it('[ID-3] refuses a key that nobody registered, and a signature of another key', async () => {
    const stranger = authenticator(ORIGIN)
    expect((await signIn(stranger.answer(await signInOptions(), owner.account))).status).toBe(401)
    const options = await signInOptions()
    const { id, rawId } = key.answer(options, owner.account)
    expect((await signIn({ ...stranger.answer(options, owner.account), id, rawId })).status).toBe(401)
  })

  it('[ID-3] works with an authenticator that does not count', async () => {
    const silent = authenticator(ORIGIN, false)
    expect((await register('数えない鍵', silent.register(await registerOptions()))).status).toBe(200)
    for (const _ of [1, 2]) expect((await signIn(silent.answer(await signInOptions(), owner.account))).status).toBe(204)
  })

  it('[ID-3] ends with the passkey, which is removed with the password', async () => {
    const { id } = (await factors()).passkeys.find(({ name }: { name: string }) => name === '鍵')
    const remove = (password: string) =>
      server.ask('POST', `/me/passkeys/${id}/remove`, { headers: { cookie }, body: { password } })
    expect((await remove('x')).status).toBe(403)
    expect((await remove(PASSWORD)).status).toBe(204)
    expect((await remove(PASSWORD)).status).toBe(404)
    expect((await signIn(key.answer(await signInOptions(), owner.account))).status).toBe(401)
    expect((await factors()).events[0]).toMatchObject({ action: 'passkey-removed', about: '鍵' })
  })
})

describe('where a passkey works', () => {
  it('[ID-3] is not at an address without a name, and the refusal says so', async () => {
    const refused = await server.ask('POST', '/session/passkey/options', { headers: { host: '127.0.0.1:8450' } })
    expect([refused.status, refused.json.error.code]).toEqual([409, 'passkey-needs-name'])
    expect((await server.ask('POST', '/session/passkey/options', { headers: { host: '[::1]:8450' } })).status).toBe(409)
  })

  it('[ID-3] is the site that was configured, whatever a request says', async () => {
    const proxied = testServer(store)
    const { createApp } = await import('./app.ts')
    const app = createApp({ ...proxied.context, origin: 'https://akashi.example.jp' })
    const ask = async (headers: Record<string, string>) => {
      const url = 'http://localhost/api/v1/session/passkey/options'
      return (await app.request(url, { method: 'POST', headers })).json()
    }
    expect(await ask({ host: 'evil.example' })).toMatchObject({ rpId: 'akashi.example.jp' })
  })

  it('[ID-3] is else the host that the browser asked, with the scheme that the browser says', async () => {
    const asked = await server.ask('POST', '/session/passkey/options', { headers: { host: 'akashi.example.jp' } })
    expect(asked.json.rpId).toBe('akashi.example.jp')
    const behind = authenticator('https://akashi.example.jp')
    const headers = { cookie, host: 'akashi.example.jp', origin: 'https://akashi.example.jp' }
    const options = await server.ask('POST', '/me/passkeys/options', { headers, body: { password: PASSWORD } })
    const body = { name: 'プロキシ', credential: behind.register(options.json) }
    expect((await server.ask('POST', '/me/passkeys', { headers, body })).status).toBe(200)
    // Of two hosts each keeps its own.
    expect((await signIn(behind.answer(await signInOptions(), owner.account))).status).toBe(401)
  })
})
