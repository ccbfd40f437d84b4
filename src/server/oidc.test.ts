import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { oidcProvider } from '../../test/oidc-provider.ts'
import type { OidcProvider, Play } from '../../test/oidc-provider.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createAccount } from '../store/accounts.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import type { Store } from '../store/open.ts'
import { FAILURES } from './failure.ts'
import { OIDC_FAILURES } from './identity/oidc-failures.ts'
import { oidcClient } from './identity/oidc.ts'
import { hashPassword } from './identity/secrets.ts'

const PASSWORD = 'とても長い合言葉です、どうぞ'
const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
const BASE = 'http://localhost'

let store: Store
let server: TestServer
let provider: OidcProvider

beforeAll(async () => {
  store = await embeddedStore()
  provider = await oidcProvider()
  const { issuer, client } = provider
  const oidc = oidcClient({ issuer, clientId: client.id, clientSecret: client.secret, label: '社内', hosts: [] })
  server = testServer(store, 'accounts', [], oidc)
  const account = { language: 'ja', password: await hashPassword(PASSWORD), created_at: at }
  await store.inScope('one', async (scope) => {
    await createOrganisation(scope, system, '例示組織')
    await createAccount(scope.trx, { ...account, id: 'owner', email: 'owner@example.jp', name: '責任者' })
    await addMember(scope, system, 'owner', 'owner', '')
  })
}, 60_000)
afterAll(async () => {
  await provider?.close()
  await store?.close()
})
// Each test begins an hour later, so that no limit of the one before is felt.
beforeEach(() => void (server.clock.now = new Date(server.clock.now.getTime() + 3_600_000)))

/** A browser: it keeps its cookies. */
function browser() {
  const jar = new Map<string, string>()
  const keep = (headers: Headers): void => {
    for (const line of headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
  }
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    jar,
    async ask(method: string, path: string, body?: object) {
      const answer = await server.ask(method, path, { headers: { cookie: cookie() }, ...(body ? { body } : {}) })
      keep(answer.headers)
      return answer
    },
    /** Follows what the provider sends back; gives the page that it leads to. */
    async come(url: string) {
      const response = await server.app.request(url, { headers: { cookie: cookie() } })
      keep(response.headers)
      expect(response.status).toBe(303)
      return response.headers.get('location')
    },
  }
}
type Browser = ReturnType<typeof browser>

/** Where the provider sends the browser that goes to it. */
async function backFrom(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' })
  return response.headers.get('location') ?? ''
}

const VERIFIED = { email: 'owner@example.jp', email_verified: true }

/** Goes there and back; gives the page that it ends at. */
async function signInWith(play: Play, who: Browser = browser()) {
  provider.plays(play)
  const { json } = await who.ask('POST', '/oidc/begin', {})
  const back = await backFrom(json.url)
  return { who, back, page: await who.come(back) }
}

const refused = (code: keyof typeof OIDC_FAILURES): string => `/sign-in-refused?why=${code}`

async function invited(email: string): Promise<string> {
  const owner = browser()
  await owner.ask('POST', '/session', { email: 'owner@example.jp', password: PASSWORD })
  const { json, status } = await owner.ask('POST', '/organisations/one/invitations', { email, roles: ['riskOwner'] })
  expect(status).toBe(200)
  return json.token
}

async function linkedOwner(subject: string): Promise<Browser> {
  const owner = browser()
  await owner.ask('POST', '/session', { email: 'owner@example.jp', password: PASSWORD })
  const own = (await owner.ask('GET', '/me/identities')).json.identities
  for (const { id } of own) await owner.ask('DELETE', `/me/identities/${id}`)
  provider.plays({ claims: { ...VERIFIED, sub: subject } })
  const { json } = await owner.ask('POST', '/me/identities', {})
  expect(await owner.come(await backFrom(json.url))).toBe('/account')
  return owner
}

describe('leaving for the provider', () => {
  it('says what the outside account is called, and nothing where none is set up', async () => {
    expect((await server.ask('GET', '/oidc')).json).toEqual({ label: '社内' })
    const without = testServer(store)
    expect((await without.ask('GET', '/oidc')).json).toEqual({ label: null })
    expect((await without.ask('POST', '/oidc/begin', { body: {} })).json.error.code).toBe('oidc-off')
  })

  it('[OIDC-1] asks for a code with PKCE, a state and a nonce, each new', async () => {
    const ask = async () => new URL((await browser().ask('POST', '/oidc/begin', {})).json.url).searchParams
    const [one, other] = [await ask(), await ask()]
    expect(Object.fromEntries(one)).toMatchObject({
      response_type: 'code',
      client_id: 'akashi',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: `${BASE}/api/v1/oidc/callback`,
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)?.length).toBeGreaterThan(40)
      expect(one.get(name)).not.toBe(other.get(name))
    }
  })

  it('says that the provider cannot be reached, and tries it again the next time', async () => {
    const late = oidcClient({ ...OPTIONS, issuer: 'http://127.0.0.1:9' })
    const other = testServer(store, 'accounts', [], late)
    const answer = await other.ask('POST', '/oidc/begin', { body: {} })
    expect([answer.status, answer.json.error.code]).toEqual([502, 'oidc-unreachable'])
  })

  it('[OIDC-1] asks no host but the issuer’s, and follows no redirect of it', async () => {
    const moved = oidcClient({ ...OPTIONS, issuer: `${provider.issuer}/moved` })
    await expect(moved.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-unreachable' })
    const inner = oidcClient({ ...OPTIONS, issuer: 'https://10.0.0.1' })
    await expect(inner.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-unreachable', detail: 'address' })
    // What the operator says of the issuer's host counts: now the address is asked, and nobody is there.
    const named = oidcClient({ ...OPTIONS, issuer: 'https://127.0.0.2:9', hosts: ['127.0.0.2:9+private'] })
    await expect(named.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-unreachable', detail: 'network' })
    // Its tokens are said to lie at another host, which nobody allowed.
    const split = oidcClient({ ...OPTIONS, issuer: `${provider.issuer}/split` })
    provider.plays({ isCareless: true })
    const asked = (): number => provider.asked.filter((path) => path === '/token').length
    const before = asked()
    const { url, ...departure } = await split.leave(`${BASE}/x`)
    const arriving = split.arrive(new URL(await backFrom(url)), departure)
    await expect(arriving).rejects.toMatchObject({ code: 'oidc-unreachable' })
    expect(asked()).toBe(before)
  })

  it('[OIDC-3] takes the metadata of the very issuer only', async () => {
    const other = oidcClient({ ...OPTIONS, issuer: `${provider.issuer}/other` })
    await expect(other.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-issuer' })
  })
})

const OPTIONS = { issuer: '', clientId: 'akashi', clientSecret: null, label: 'x', hosts: [] } as const

describe('who is let in', () => {
  it('[OIDC-2] an invited person with a verified address gets an account of their own, and comes back by subject', async () => {
    await invited('new@example.jp')
    const claims = { sub: 'newcomer', email: 'New@Example.jp', email_verified: true, name: 'リスク担当' }
    const { who, page } = await signInWith({ claims })
    expect(page).toBe('/')
    const { json } = await who.ask('GET', '/me')
    expect(json).toMatchObject({
      name: 'リスク担当',
      email: 'new@example.jp',
      organisations: [{ roles: ['riskOwner'] }],
    })
    // The address may change at the provider; the subject stays who it was.
    const again = await signInWith({ claims: { sub: 'newcomer', email: 'changed@example.jp', email_verified: false } })
    expect((await again.who.ask('GET', '/me')).json.account).toBe(json.account)
  })

  it('[OIDC-2] an invitation is used up by it, and a name that another member bears is told apart', async () => {
    const token = await invited('namesake@example.jp')
    const claims = { sub: 'namesake', email: 'namesake@example.jp', email_verified: true, name: '責任者' }
    const { who } = await signInWith({ claims })
    expect((await who.ask('GET', '/me')).json.name).toBe('責任者 (namesake@example.jp)')
    expect((await server.ask('POST', '/invitations/look', { body: { token } })).status).toBe(410)
  })

  it('[OIDC-2] nobody without an invitation, and nobody whose address was not verified', async () => {
    await invited('invited@example.jp')
    const page = async (claims: object) => (await signInWith({ claims: { sub: 'stranger', ...claims } })).page
    expect(await page({ email: 'stranger@example.jp', email_verified: true })).toBe(refused('oidc-unknown'))
    expect(await page({ email: 'invited@example.jp', email_verified: false })).toBe(refused('oidc-unverified'))
    expect(await page({ email: 'invited@example.jp', email_verified: 'true' })).toBe(refused('oidc-unverified'))
    expect(await page({ email: 'invited@example.jp' })).toBe(refused('oidc-unverified'))
    expect(await page({})).toBe(refused('oidc-unverified'))
  })

  it('[OIDC-2] an account that is there already is never joined by its address alone', async () => {
    const { who, page } = await signInWith({ claims: { sub: 'claims-to-be-owner', ...VERIFIED } })
    expect(page).toBe(refused('oidc-link-first'))
    expect((await who.ask('GET', '/me')).status).toBe(401)
  })

  it('[OIDC-2] an account that links the identity itself is entered by it, until they are parted again', async () => {
    const owner = await linkedOwner('owner-subject')
    const { who, page } = await signInWith({ claims: { sub: 'owner-subject', ...VERIFIED } })
    expect(page).toBe('/')
    expect((await who.ask('GET', '/me')).json.account).toBe('owner')
    const { events } = (await owner.ask('GET', '/me/factors')).json
    expect(events[0]).toMatchObject({ action: 'identity-linked', about: provider.issuer })
    const [own] = (await owner.ask('GET', '/me/identities')).json.identities
    expect(own).toMatchObject({ issuer: provider.issuer, email: 'owner@example.jp' })
    expect((await owner.ask('DELETE', `/me/identities/${own.id}`)).status).toBe(204)
    expect((await signInWith({ claims: { sub: 'owner-subject', ...VERIFIED } })).page).toBe(refused('oidc-link-first'))
  })

  it('[OIDC-2] an identity belongs to one account, and one of another address is not linked', async () => {
    const owner = await linkedOwner('owner-subject')
    const link = async (claims: object) => {
      provider.plays({ claims: { ...VERIFIED, ...claims } })
      return owner.come(await backFrom((await owner.ask('POST', '/me/identities', {})).json.url))
    }
    expect(await link({ sub: 'newcomer' })).toBe(refused('oidc-taken'))
    expect(await link({ sub: 'second-of-owner' })).toBe(refused('oidc-taken'))
    const [own] = (await owner.ask('GET', '/me/identities')).json.identities
    await owner.ask('DELETE', `/me/identities/${own.id}`)
    expect(await link({ sub: 'other', email: 'other@example.jp' })).toBe(refused('oidc-other-address'))
  })

  it('a link that another account began is refused', async () => {
    const owner = browser()
    await owner.ask('POST', '/session', { email: 'owner@example.jp', password: PASSWORD })
    provider.plays({ claims: { ...VERIFIED, sub: 'late' } })
    const back = await backFrom((await owner.ask('POST', '/me/identities', {})).json.url)
    await owner.ask('DELETE', '/session')
    expect(await owner.come(back)).toBe(refused('oidc-state'))
  })

  it('an account without a password keeps its outside account', async () => {
    const { who } = await signInWith({ claims: { sub: 'newcomer' } })
    const [own] = (await who.ask('GET', '/me/identities')).json.identities
    expect((await who.ask('DELETE', `/me/identities/${own.id}`)).json.error.code).toBe('oidc-only-way')
  })
})

describe('what comes back', () => {
  const claims = { sub: 'newcomer' }
  const seconds = (ahead: number): number => Math.floor(Date.now() / 1000) + ahead
  const WRONG: readonly (readonly [string, Play, keyof typeof OIDC_FAILURES])[] = [
    ['for another sign-in (nonce)', { claims: { ...claims, nonce: 'another' } }, 'oidc-nonce'],
    ['without a nonce', { claims: { ...claims, nonce: undefined } }, 'oidc-token'],
    ['with another state', { answer: { state: 'another' } }, 'oidc-state'],
    ['for another application', { claims: { ...claims, aud: 'another' } }, 'oidc-audience'],
    ['for several applications', { claims: { ...claims, aud: ['akashi', 'another'] } }, 'oidc-audience'],
    ['that has ended', { claims: { ...claims, iat: seconds(-900), exp: seconds(-600) } }, 'oidc-expired'],
    ['that does not hold yet', { claims: { ...claims, nbf: seconds(600) } }, 'oidc-expired'],
    ['that is not signed (alg none)', { claims, signed: 'none' }, 'oidc-token'],
    ['that a stranger signed', { claims, signed: 'stranger' }, 'oidc-token'],
    ['of another issuer', { claims: { ...claims, iss: 'https://other.example.jp' } }, 'oidc-issuer'],
    ['beside the name of another issuer', { answer: { iss: 'https://other.example.jp' } }, 'oidc-issuer'],
    ['without a subject', { claims: { sub: undefined } }, 'oidc-token'],
    ['with a code that nobody gave', { answer: { code: 'guessed' } }, 'oidc-code'],
    ['as a refusal', { answer: { error: 'access_denied' } }, 'oidc-denied'],
  ]

  it.each(WRONG)('[OIDC-3] an answer %s is refused', async (_, play, code) => {
    const { who, page } = await signInWith(play)
    expect(page).toBe(refused(code))
    expect((await who.ask('GET', '/me')).status).toBe(401)
    expect([...who.jar.keys()]).not.toContain('__Host-akashi')
  })

  it('[OIDC-3] the same answer twice is refused the second time, although the first was good', async () => {
    const { who, back, page } = await signInWith({ claims })
    expect(page).toBe('/')
    expect(await who.come(back)).toBe(refused('oidc-state'))
  })

  it('[OIDC-3] a code that was used is refused in a new sign-in too', async () => {
    const first = await signInWith({ claims })
    const code = new URL(first.back).searchParams.get('code') ?? ''
    expect((await signInWith({ claims, answer: { code } })).page).toBe(refused('oidc-code'))
  })

  it('[OIDC-3] an answer in another browser is refused, and one after ten minutes', async () => {
    const begin = async () => {
      provider.plays({ claims })
      const who = browser()
      return { who, back: await backFrom((await who.ask('POST', '/oidc/begin', {})).json.url) }
    }
    expect(await browser().come((await begin()).back)).toBe(refused('oidc-state'))
    const { who, back } = await begin()
    server.clock.now = new Date(server.clock.now.getTime() + 601_000)
    expect(await who.come(back)).toBe(refused('oidc-state'))
  })

  it('[OIDC-3] a wrong secret of ours is told as what it is', async () => {
    const wrong = oidcClient({ ...OPTIONS, issuer: provider.issuer, clientSecret: 'wrong' })
    provider.plays({ claims })
    const { url, ...departure } = await wrong.leave(`${BASE}/back`)
    const arriving = wrong.arrive(new URL(await backFrom(url)), departure)
    await expect(arriving).rejects.toMatchObject({ code: 'oidc-client' })
  })

  it('every refusal has its sentence in both languages, and the log has codes and no content', () => {
    for (const code of Object.keys(OIDC_FAILURES) as (keyof typeof OIDC_FAILURES)[]) {
      expect(FAILURES[code].ja).toMatch(/[ぁ-ん]/)
      expect(FAILURES[code].en).toMatch(/\.$/)
    }
    const logged = server.logged.filter(({ event }) => event === 'oidc-refused')
    expect(logged.length).toBeGreaterThan(10)
    expect(JSON.stringify(logged)).not.toContain('example.jp')
    expect(server.logged.filter(({ event }) => event === 'internal-error')).toEqual([])
  })

  it('[O-1] only the issuer was asked, and only what a sign-in needs', () => {
    const asked = provider.asked.filter((path) => !/^\/(moved|split|other)\//.test(path))
    expect(new Set(asked)).toEqual(new Set(['/.well-known/openid-configuration', '/authorize', '/token', '/keys']))
  })
})

describe('a demonstration', () => {
  it('has no outside accounts', async () => {
    const demo = testServer(store, 'demo')
    const { status } = await demo.ask('POST', '/me/identities', { body: {} })
    expect(status).toBe(403)
  })
})
