import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createAccount } from '../store/accounts.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import { createToken } from '../store/tokens.ts'
import type { Store } from '../store/open.ts'
import { tokenHash } from './identity/secrets.ts'
import { PERMISSIONS, ROLES } from './permissions.ts'
import { ROUTES } from './routes/all.ts'
import type { Route } from './route.ts'

const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
const tokenOf = (role: string, organisation: string): string => `akashi_${role}-${organisation}`

let store: Store
let server: TestServer
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  for (const organisation of ['mine', 'other'])
    await store.inScope(organisation, async (scope) => {
      await createOrganisation(scope, system, organisation)
      for (const role of ROLES) {
        const account = `${role}-${organisation}`
        await createAccount(scope.trx, {
          id: account,
          email: `${account.toLowerCase()}@example.jp`,
          name: role,
          language: 'ja',
          password: null,
          created_at: at,
        })
        await addMember(scope, system, account, role, '')
        const token = {
          id: account,
          account,
          name: role,
          roles: [role],
          readOnly: false,
          createdAt: at,
          expiresAt: '2027-01-01T00:00:00.000Z',
        }
        await createToken(scope, system, tokenHash(tokenOf(role, organisation)), token)
      }
    })
}, 90_000)
afterAll(async () => store?.close())

const pathIn = (route: Route, organisation: string): string =>
  route.path.replace('{organisation}', organisation).replaceAll(/\{\w+\}/g, 'none')

/** An empty request: refusals for want of permission come before anything else is looked at. */
async function statusOf(route: Route, organisation: string, token: string | null): Promise<number> {
  server.clock.now = new Date(server.clock.now.getTime() + 60_000)
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` }
  const body = route.bytes === undefined ? {} : new Uint8Array(1)
  const isReading = route.method === 'get'
  return (
    await server.ask(route.method.toUpperCase(), pathIn(route, organisation), {
      headers,
      ...(isReading ? {} : { body }),
    })
  ).status
}

const SCOPED = ROUTES.filter(({ path }) => path.includes('{organisation}'))
const permitted = (route: Route, role: (typeof ROLES)[number]): boolean =>
  route.access !== 'public' && route.access !== 'signedIn' && PERMISSIONS[route.access].some((one) => one === role)

const isIn = (roles: readonly string[], role: string): boolean => roles.includes(role)

/** What writing records of a kind comes to. */
const written = (...paths: readonly string[]): string[] =>
  paths.flatMap((path) => [`post ${path}`, `post ${path}/check`, `put ${path}/{id}`, `delete ${path}/{id}`])

const ASKED: Readonly<Record<string, readonly string[]>> = {
  write: [
    ...written('/assets', '/criteria', '/profiles', '/scopes', '/services', '/statements'),
    'post /assets/import',
  ],
  writeRisk: [...written('/risks', '/risk-exemptions', '/necessary-controls'), 'post /risks/import'],
  writeControl: [
    ...written('/applicabilities', '/information', '/responsibilities'),
    'post /audit-runs/{id}/apply',
    'post /audit-runs/{id}/withdraw',
    'post /statement/answers',
    'post /statement/transition',
  ],
  acceptRisk: ['post /risks/{id}/accept'],
  approve: ['post /criteria/{id}/approve', 'post /scopes/{id}/approve', 'post /statements/{id}/approve'],
  addEvidence: [...written('/evidence'), 'post /evidence/{id}/files', 'delete /evidence/{id}/files'],
  runAudit: [...written('/engagements'), 'post /audit-runs', 'post /audit-runs/{id}/stop'],
  judge: written('/judgements'),
  comment: ['post /comments', 'put /comments/{id}', 'post /comments/{id}/settle'],
  readLedger: ['get /ledger/export', 'get /ledger/verify', 'post /ledger/checkpoint'],
  administer: [
    'get /invitations',
    'post /invitations',
    'delete /invitations/{id}',
    'get /tokens',
    'post /tokens',
    'delete /tokens/{id}',
    'put /members/{account}',
    'post /members/{account}/reset-link',
    'get /webhooks',
    'post /webhooks',
    'put /webhooks/{id}',
    'delete /webhooks/{id}',
    'post /webhooks/{id}/test',
    'get /webhooks/{id}/deliveries',
  ],
}

describe('who may do what', () => {
  it('is declared by every route, and every route within an organisation asks for a permission', () => {
    expect(ROUTES.length).toBeGreaterThan(80)
    for (const { path, access } of SCOPED) expect([path, access in PERMISSIONS]).toEqual([path, true])
    const outside = ROUTES.filter((route) => !SCOPED.includes(route)).map(
      ({ method, path, access }) => `${method} ${path} ${access}`,
    )
    expect(outside.toSorted()).toEqual([
      'delete /me/sessions/{id} signedIn',
      'delete /session public',
      'get /health public',
      'get /me signedIn',
      'get /me/factors signedIn',
      'get /me/identities signedIn',
      'get /me/sessions signedIn',
      'get /oidc public',
      'get /oidc/callback public',
      'get /vocabulary signedIn',
      'post /invitations/accept public',
      'post /invitations/look public',
      'post /me/identities signedIn',
      'post /me/identities/{id}/remove signedIn',
      'post /me/invitations signedIn',
      'post /me/passkeys signedIn',
      'post /me/passkeys/options signedIn',
      'post /me/passkeys/{id}/remove signedIn',
      'post /me/recovery-codes signedIn',
      'post /me/sessions/end-others signedIn',
      'post /me/totp signedIn',
      'post /me/totp/confirm signedIn',
      'post /me/totp/remove signedIn',
      'post /oidc/begin public',
      'post /organisations signedIn',
      'post /reset public',
      'post /session public',
      'post /session/code public',
      'post /session/passkey public',
      'post /session/passkey/options public',
      'post /start public',
      'put /me/password signedIn',
    ])
  })

  // Said here a second time: below, every route is asked whether it does what it declares, and not whether that is right.
  it('[M-3] is for each role what the organisation gave it, and no more', () => {
    const held = Object.fromEntries(
      ROLES.map((role) => [role, Object.entries(PERMISSIONS).flatMap(([name, of]) => (isIn(of, role) ? [name] : []))]),
    )
    const writer = 'read write writeRisk writeControl addEvidence runAudit comment readLedger'
    const expected = {
      owner: 'read write writeRisk writeControl approve addEvidence runAudit comment readLedger administer',
      manager: writer,
      riskOwner: 'read writeRisk acceptRisk comment',
      controlOwner: 'read writeControl addEvidence comment',
      internalAuditor: 'read addEvidence runAudit judge comment readLedger',
      externalAuditor: 'read comment readLedger',
      viewer: 'read',
    }
    expect(held).toEqual(Object.fromEntries(Object.entries(expected).map(([role, text]) => [role, text.split(' ')])))
  })

  it('[M-3] is asked for by every route that does more than read', () => {
    const asked: Record<string, string[]> = {}
    for (const { access, method, path } of SCOPED)
      if (access !== 'read')
        (asked[access] ??= []).push(`${method} ${path.replace('/organisations/{organisation}', '')}`)
    const sorted = Object.fromEntries(Object.entries(asked).map(([access, names]) => [access, names.toSorted()]))
    const expected = Object.entries(ASKED).map(([access, names]) => [access, names.toSorted()])
    expect(sorted).toEqual(Object.fromEntries(expected))
    const reading = SCOPED.filter(({ access }) => access === 'read')
    expect(reading.length).toBeGreaterThan(50)
    expect(reading.flatMap(({ method, path }) => (method === 'get' ? [] : [`${method} ${path}`]))).toEqual([
      // Reads the evidence under a text that is not kept.
      'post /organisations/{organisation}/evidence/{id}/ownership',
    ])
  })

  it.each(ROLES)(
    '[M-3] %s: every route lets in or refuses as the table says, and hides other organisations',
    async (role) => {
      const wrong: string[] = []
      for (const route of SCOPED) {
        const name = `${route.method} ${route.path}`
        const mine = await statusOf(route, 'mine', tokenOf(role, 'mine'))
        // What is let in finds nothing under `none`, or an empty body: never a refusal for want of permission, never a failure inside.
        const isRight = permitted(route, role) ? ![401, 403, 500].includes(mine) : mine === 403
        if (!isRight) wrong.push(`${name}: ${mine}`)
        const other = await statusOf(route, 'other', tokenOf(role, 'mine'))
        if (other !== 404) wrong.push(`${name} in another organisation: ${other}`)
      }
      expect(wrong).toEqual([])
    },
    120_000,
  )

  it('nobody is let in without saying who they are', async () => {
    const statuses = new Set<number>()
    for (const route of SCOPED) statuses.add(await statusOf(route, 'mine', null))
    expect([...statuses]).toEqual([401])
  }, 60_000)
})
