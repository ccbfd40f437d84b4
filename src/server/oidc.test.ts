import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OPTIONS, backFrom, outsideAccounts, refused } from '../../test/outside-accounts.ts'
import type { OutsideAccounts } from '../../test/outside-accounts.ts'
import type { Play } from '../../test/oidc-provider.ts'
import { testServer } from '../../test/server.ts'
import { FAILURES } from './failure.ts'
import { OIDC_FAILURES } from './identity/oidc-failures.ts'
import { oidcClient } from './identity/oidc.ts'

const BASE = 'http://localhost'

let place: OutsideAccounts
beforeAll(async () => {
  place = await outsideAccounts()
}, 60_000)
afterAll(async () => place?.close())
beforeEach(() => place.anHourLater())

describe('leaving for the provider', () => {
  it('says what the outside account is called, and nothing where none is set up', async () => {
    expect((await place.server.ask('GET', '/oidc')).json).toEqual({ label: '社内' })
    const without = testServer(place.store)
    expect((await without.ask('GET', '/oidc')).json).toEqual({ label: null })
    expect((await without.ask('POST', '/oidc/begin', { body: {} })).json.error.code).toBe('oidc-off')
  })

  it('[OIDC-1] asks for a code with PKCE, a state and a nonce, each new', async () => {
    const ask = async () => new URL((await place.newBrowser().ask('POST', '/oidc/begin', {})).json.url).searchParams
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
    const other = testServer(place.store, 'accounts', [], late)
    const answer = await other.ask('POST', '/oidc/begin', { body: {} })
    expect([answer.status, answer.json.error.code]).toEqual([502, 'oidc-unreachable'])
  })

  it('[OIDC-1] asks no host but the issuer’s, and follows no redirect of it', async () => {
    const moved = oidcClient({ ...OPTIONS, issuer: `${place.provider.issuer}/moved` })
    await expect(moved.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-unreachable' })
    const inner = oidcClient({ ...OPTIONS, issuer: 'https://10.0.0.1' })
    await expect(inner.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-unreachable', detail: 'address' })
    // What the operator says of the issuer's host counts: now the address is asked, and nobody is there.
    const named = oidcClient({ ...OPTIONS, issuer: 'https://127.0.0.2:9', hosts: ['127.0.0.2:9+private'] })
    await expect(named.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-unreachable', detail: 'network' })
    // Its tokens are said to lie at another host, which nobody allowed.
    const split = oidcClient({ ...OPTIONS, issuer: `${place.provider.issuer}/split` })
    place.provider.plays({ isCareless: true })
    const asked = (): number => place.provider.asked.filter((path) => path === '/token').length
    const before = asked()
    const { url, ...departure } = await split.leave(`${BASE}/x`)
    const arriving = split.arrive(new URL(await backFrom(url)), departure)
    await expect(arriving).rejects.toMatchObject({ code: 'oidc-unreachable' })
    expect(asked()).toBe(before)
  })

  it('[OIDC-3] takes the metadata of the very issuer only', async () => {
    const other = oidcClient({ ...OPTIONS, issuer: `${place.provider.issuer}/other` })
    await expect(other.leave(`${BASE}/x`)).rejects.toMatchObject({ code: 'oidc-issuer' })
  })
})

describe('what comes back', () => {
  const claims = { sub: 'newcomer' }
  // Known here, so that only what comes back is judged.
  beforeAll(async () => {
    await place.invited('new@example.jp')
    const { page } = await place.signInWith({ claims: { ...claims, email: 'new@example.jp', email_verified: true } })
    expect(page).toBe('/')
  })
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
    const { who, page } = await place.signInWith(play)
    expect(page).toBe(refused(code))
    expect((await who.ask('GET', '/me')).status).toBe(401)
    expect([...who.jar.keys()]).not.toContain('__Host-akashi')
  })

  it('[OIDC-3] the same answer twice is refused the second time, although the first was good', async () => {
    const { who, back, page } = await place.signInWith({ claims })
    expect(page).toBe('/')
    expect(await who.come(back)).toBe(refused('oidc-state'))
  })

  it('[OIDC-3] a code that was used is refused in a new sign-in too', async () => {
    const first = await place.signInWith({ claims })
    const code = new URL(first.back).searchParams.get('code') ?? ''
    expect((await place.signInWith({ claims, answer: { code } })).page).toBe(refused('oidc-code'))
  })

  it('[OIDC-3] an answer in another browser is refused, and one after ten minutes', async () => {
    const begin = async () => {
      place.provider.plays({ claims })
      const who = place.newBrowser()
      return { who, back: await backFrom((await who.ask('POST', '/oidc/begin', {})).json.url) }
    }
    expect(await place.newBrowser().come((await begin()).back)).toBe(refused('oidc-state'))
    const { who, back } = await begin()
    place.server.clock.now = new Date(place.server.clock.now.getTime() + 601_000)
    expect(await who.come(back)).toBe(refused('oidc-state'))
  })

  it('[OIDC-3] a wrong secret of ours is told as what it is', async () => {
    const wrong = oidcClient({ ...OPTIONS, issuer: place.provider.issuer, clientSecret: 'wrong' })
    place.provider.plays({ claims })
    const { url, ...departure } = await wrong.leave(`${BASE}/back`)
    const arriving = wrong.arrive(new URL(await backFrom(url)), departure)
    await expect(arriving).rejects.toMatchObject({ code: 'oidc-client' })
  })

  it('every refusal has its sentence in both languages, and the log has codes and no content', () => {
    for (const code of Object.keys(OIDC_FAILURES) as (keyof typeof OIDC_FAILURES)[]) {
      expect(FAILURES[code].ja).toMatch(/[ぁ-ん]/)
      expect(FAILURES[code].en).toMatch(/\.$/)
    }
    const logged = place.server.logged.filter(({ event }) => event === 'oidc-refused')
    expect(logged.length).toBeGreaterThan(10)
    expect(JSON.stringify(logged)).not.toContain('example.jp')
    expect(place.server.logged.filter(({ event }) => event === 'internal-error')).toEqual([])
  })

  it('[O-1] only the issuer was asked, and only what a sign-in needs', () => {
    const asked = place.provider.asked.filter((path) => !/^\/(moved|split|other)\//.test(path))
    expect(new Set(asked)).toEqual(new Set(['/.well-known/openid-configuration', '/authorize', '/token', '/keys']))
  })
})

describe('a demonstration', () => {
  it('has no outside accounts', async () => {
    const demo = testServer(place.store, 'demo')
    const { status } = await demo.ask('POST', '/me/identities', { body: { password: 'x' } })
    expect(status).toBe(403)
  })
})
