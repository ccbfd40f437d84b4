import { expect } from 'vitest'
import { oidcClient } from '../src/server/identity/oidc.ts'
import type { OIDC_FAILURES } from '../src/server/identity/oidc-failures.ts'
import { hashPassword } from '../src/server/identity/secrets.ts'
import { createAccount } from '../src/store/accounts.ts'
import { addMember, createOrganisation } from '../src/store/organisations.ts'
import { embeddedStore } from './databases.ts'
import { oidcProvider } from './oidc-provider.ts'
import type { Play } from './oidc-provider.ts'
import { testServer } from './server.ts'
import type { TestServer } from './server.ts'

export const PASSWORD = 'とても長い合言葉です、どうぞ'
const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }

/** Of a client beside the server's own: what a test changes stands in the place of these. */
export const OPTIONS = { issuer: '', clientId: 'akashi', clientSecret: null, label: 'x', hosts: [] } as const

/** The claims of the owner, as a provider gives them that has verified the address. */
export const VERIFIED = { email: 'owner@example.jp', email_verified: true }

/** The page to which a refusal leads. */
export const refused = (code: keyof typeof OIDC_FAILURES): string => `/sign-in-refused?why=${code}`

/** Where the provider sends the browser that goes to it. */
export async function backFrom(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' })
  return response.headers.get('location') ?? ''
}

/** A server with one organisation and its owner, a provider of identities beside it, and people who go from one to the other. */
export async function outsideAccounts() {
  const store = await embeddedStore()
  const provider = await oidcProvider()
  const { issuer, client } = provider
  const oidc = oidcClient({ issuer, clientId: client.id, clientSecret: client.secret, label: '社内', hosts: [] })
  const server = testServer(store, 'accounts', [], oidc)
  const account = { language: 'ja', password: await hashPassword(PASSWORD), created_at: at }
  await store.inScope('one', async (scope) => {
    await createOrganisation(scope, system, '例示組織')
    await createAccount(scope.trx, { ...account, id: 'owner', email: 'owner@example.jp', name: '責任者' })
    await addMember(scope, system, 'owner', 'owner', '')
  })
  const newBrowser = (): Browser => browser(server)

  /** Goes there and back; gives the page that it ends at. */
  async function signInWith(play: Play, who: Browser = newBrowser()) {
    provider.plays(play)
    const { json } = await who.ask('POST', '/oidc/begin', {})
    const back = await backFrom(json.url)
    return { who, back, page: await who.come(back) }
  }

  async function signedInOwner(): Promise<Browser> {
    const owner = newBrowser()
    await owner.ask('POST', '/session', { email: 'owner@example.jp', password: PASSWORD })
    return owner
  }

  async function invited(email: string): Promise<string> {
    const owner = await signedInOwner()
    const { json, status } = await owner.ask('POST', '/organisations/one/invitations', { email, roles: ['riskOwner'] })
    expect(status).toBe(200)
    return json.token
  }

  async function linkedOwner(subject: string): Promise<Browser> {
    const owner = await signedInOwner()
    const own = (await owner.ask('GET', '/me/identities')).json.identities
    for (const { id } of own) await owner.ask('POST', `/me/identities/${id}/remove`, { password: PASSWORD })
    provider.plays({ claims: { ...VERIFIED, sub: subject } })
    const { json } = await owner.ask('POST', '/me/identities', { password: PASSWORD })
    expect(await owner.come(await backFrom(json.url))).toBe('/account')
    return owner
  }

  /** An hour later no limit of what was before is felt. */
  const anHourLater = (): void => void (server.clock.now = new Date(server.clock.now.getTime() + 3_600_000))

  const close = async (): Promise<void> => {
    await provider.close()
    await store.close()
  }
  return { store, server, provider, newBrowser, signInWith, signedInOwner, invited, linkedOwner, anHourLater, close }
}

export type OutsideAccounts = Awaited<ReturnType<typeof outsideAccounts>>

/** A browser: it keeps its cookies. */
function browser(server: TestServer) {
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
export type Browser = ReturnType<typeof browser>
