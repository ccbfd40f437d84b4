import { TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD, ownerOf } from '../../test/accounts.ts'
import { embeddedStore } from '../../test/databases.ts'
import { cookieOf, testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import type { Store } from '../store/open.ts'

let store: Store
let server: TestServer
let owner: Awaited<ReturnType<typeof ownerOf>>
let secret = ''
let recoveryCodes: string[] = []

const later = (seconds: number): void => void (server.clock.now = new Date(server.clock.now.getTime() + seconds * 1000))
const code = (steps = 0): string =>
  new TOTP({ secret }).generate({ timestamp: server.clock.now.getTime() + steps * 30_000 })
const as = (cookie: string) => ({ headers: { cookie } })
const password = () => server.ask('POST', '/session', { body: { email: owner.email, password: PASSWORD } })
const enter = (step: string, typed: string) => server.ask('POST', '/session/code', { body: { step, code: typed } })
const isIn = async (headers: Headers): Promise<boolean> =>
  (await server.ask('GET', '/me', as(cookieOf(headers)))).status === 200

beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  owner = await ownerOf(store, server)
}, 60_000)
afterAll(async () => store?.close())
// Limits are by the clock, and are tested below.
beforeEach(() => later(3600 - 30))

/** A session that lasts, however far the clock has gone. */
async function freshCookie(): Promise<string> {
  const first = await password()
  if (first.status === 204) return cookieOf(first.headers)
  later(30)
  return cookieOf((await enter(first.json.step, code())).headers)
}

describe('an authenticator app', () => {
  it('[ID-1] is begun with the password only, and asks for nothing until a first code has shown that it holds the secret', async () => {
    const { headers } = as(await freshCookie())
    const wrong = await server.ask('POST', '/me/totp', { headers, body: { password: 'wrong' } })
    expect([wrong.status, wrong.json.error.code]).toEqual([403, 'wrong-present-password'])
    const begun = await server.ask('POST', '/me/totp', { headers, body: { password: PASSWORD } })
    secret = begun.json.secret
    expect(begun.json.uri).toContain(`secret=${secret}`)
    expect((await password()).status).toBe(204)
    expect((await server.ask('POST', '/me/totp/confirm', { headers, body: { code: '000000' } })).status).toBe(401)
    const confirmed = await server.ask('POST', '/me/totp/confirm', { headers, body: { code: code() } })
    recoveryCodes = confirmed.json.recoveryCodes
    expect(recoveryCodes).toHaveLength(10)
    const factors = await server.ask('GET', '/me/factors', { headers })
    expect(factors.json).toMatchObject({ hasPassword: true, totp: server.clock.now.toISOString(), recoveryCodes: 10 })
    expect(factors.json.events[0]).toMatchObject({ action: 'totp-added', by: `account:${owner.account}` })
    const again = await server.ask('POST', '/me/totp', { headers, body: { password: PASSWORD } })
    expect(again.json.error.code).toBe('totp-set')
    expect((await server.ask('POST', '/me/totp/confirm', { headers, body: { code: code() } })).status).toBe(409)
    // The code that confirmed was used by it.
    expect((await enter((await password()).json.step, code())).json.error.code).toBe('wrong-code')
  })

  it('[ID-1] [D-8] keeps its secret sealed: the database alone does not give it away', async () => {
    const rows = await store.asCaller({ system: true }, (trx) => trx.selectFrom('totp').selectAll().execute())
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(store.sealer.unseal(rows[0]?.secret ?? '', owner.account)).toBe(secret)
  })

  it('[ID-1] is asked for after the password, and the password alone opens nothing', async () => {
    const first = await password()
    expect([first.status, first.headers.get('set-cookie')]).toEqual([200, null])
    const second = await enter(first.json.step, code())
    expect(second.status).toBe(204)
    expect(await isIn(second.headers)).toBe(true)
    expect((await enter(first.json.step, code(1))).json.error.code).toBe('sign-in-ended')
  })

  it('[ID-1] takes no code twice, and none that is older than the one used', async () => {
    const used = code()
    expect((await enter((await password()).json.step, used)).status).toBe(204)
    const { step } = (await password()).json
    expect((await enter(step, used)).json.error.code).toBe('wrong-code')
    expect((await enter(step, code(-1))).json.error.code).toBe('wrong-code')
    expect((await enter(step, code(1))).status).toBe(204)
  })

  it('[ID-1] takes of two requests with one code the one', async () => {
    const [a, b] = [(await password()).json.step, (await password()).json.step]
    const statuses = (await Promise.all([enter(a, code()), enter(b, code())])).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 401])
  })

  it('[ID-1] lets a sign-in be tried five times within five minutes', async () => {
    const { step } = (await password()).json
    for (let tries = 0; tries < 5; tries += 1) expect((await enter(step, '000000')).json.error.code).toBe('wrong-code')
    expect((await enter(step, code())).json.error.code).toBe('sign-in-ended')
    const late = (await password()).json.step
    later(301)
    expect((await enter(late, code())).json.error.code).toBe('sign-in-ended')
    expect((await enter('x'.repeat(43), code())).json.error.code).toBe('sign-in-ended')
  })

  it('[ID-1] stops whoever knows the password from guessing codes, right ones too', async () => {
    const tried: string[] = []
    for (let minute = 0; minute < 20; minute += 1) {
      const { step } = (await password()).json
      tried.push((await enter(step, '000000')).json.error.code)
      tried.push((await enter(step, '000001')).json.error.code)
      later(60)
    }
    expect(tried.filter((one) => one === 'wrong-code').length).toBeLessThanOrEqual(21)
    expect(tried.slice(-3)).toContain('too-many')
  })
})

describe('recovery codes', () => {
  it('[ID-2] each let in once, however they are typed, and it is written down', async () => {
    const [one = '', two = ''] = recoveryCodes
    const entered = await enter((await password()).json.step, ` ${one.toUpperCase().replaceAll('-', ' ')} `)
    expect(entered.status).toBe(204)
    const { step } = (await password()).json
    expect((await enter(step, one)).json.error.code).toBe('wrong-code')
    expect((await enter(step, two)).status).toBe(204)
    const factors = await server.ask('GET', '/me/factors', as(cookieOf(entered.headers)))
    expect(factors.json.recoveryCodes).toBe(8)
    expect(factors.json.events[0].action).toBe('recovery-code-used')
    expect((await server.ask('GET', '/me/sessions', as(cookieOf(entered.headers)))).json.sessions).toContainEqual(
      expect.objectContaining({ isThis: true, way: 'recovery-code' }),
    )
  })

  it('[ID-1] [ID-2] one step lets in once, though two right codes come at once', async () => {
    const { step } = (await password()).json
    const [, , third = ''] = recoveryCodes
    const statuses = (await Promise.all([enter(step, code()), enter(step, third)])).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 401])
  })

  it('[ID-2] are made anew with the password, and then the older ones end', async () => {
    const headers = { cookie: await freshCookie() }
    expect((await server.ask('POST', '/me/recovery-codes', { headers, body: { password: 'x' } })).status).toBe(403)
    const renewed = await server.ask('POST', '/me/recovery-codes', { headers, body: { password: PASSWORD } })
    expect(renewed.json.recoveryCodes).toHaveLength(10)
    const { step } = (await password()).json
    expect((await enter(step, recoveryCodes[5] ?? '')).status).toBe(401)
    expect((await enter(step, renewed.json.recoveryCodes[0])).status).toBe(204)
  })
})

describe('taking the app away', () => {
  it('[ID-1] needs the password, and takes the recovery codes with it', async () => {
    const headers = { cookie: await freshCookie() }
    expect((await server.ask('POST', '/me/totp/remove', { headers, body: { password: 'x' } })).status).toBe(403)
    expect((await server.ask('POST', '/me/totp/remove', { headers, body: { password: PASSWORD } })).status).toBe(204)
    expect((await password()).status).toBe(204)
    const factors = await server.ask('GET', '/me/factors', { headers })
    expect(factors.json).toMatchObject({ totp: null, recoveryCodes: 0 })
    expect((await server.ask('POST', '/me/totp/remove', { headers, body: { password: PASSWORD } })).status).toBe(409)
    expect((await server.ask('POST', '/me/recovery-codes', { headers, body: { password: PASSWORD } })).status).toBe(409)
  })
})
