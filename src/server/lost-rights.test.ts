import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { serve } from '@hono/node-server'
import type { ServerType } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, ownerOf } from '../../test/accounts.ts'
import { embeddedStore } from '../../test/databases.ts'
import { cookieOf, testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import type { Store } from '../store/open.ts'

type Owner = Awaited<ReturnType<typeof ownerOf>>

let store: Store
let server: TestServer
let listening: ServerType
let port = 0
let owner: Owner
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  owner = await ownerOf(store, server)
  port = await new Promise((resolve) => {
    const options = { fetch: server.app.fetch, hostname: '127.0.0.1', port: 0 }
    listening = serve(options, ({ port: taken }) => resolve(taken))
  })
}, 60_000)
afterAll(async () => {
  await new Promise((done) => listening.close(done))
  await store.close()
})

const as = ({ cookie }: Pick<Owner, 'cookie'>, method: string, path: string, body?: object) =>
  server.ask(method, path, { headers: { cookie }, ...(body === undefined ? {} : { body }) })
const at = ({ organisation }: Pick<Owner, 'organisation'>, path: string): string =>
  `/organisations/${organisation}${path}`

let count = 0
const invite = async (by: Owner, email: string, roles: readonly string[]): Promise<string> =>
  (await as(by, 'POST', at(by, '/invitations'), { email, roles })).json.token
const accept = (token: string, name: string) =>
  server.ask('POST', '/invitations/accept', { body: { token, name, password: PASSWORD } })

/** A new member of the owner's organisation, signed in. */
async function member(by: Owner, roles: readonly string[]): Promise<Owner> {
  const email = `member-${++count}@example.jp`
  const answer = await accept(await invite(by, email, roles), `構成員 ${count}`)
  const cookie = cookieOf(answer.headers)
  const { account } = (await as({ cookie }, 'GET', '/me')).json
  return { organisation: by.organisation, cookie, account: String(account), email }
}

describe('a right that ends while its request is on the way', () => {
  /** Sends the head and half of a record, does something, and sends the rest. */
  async function slowly(header: string, meanwhile: () => Promise<unknown>): Promise<string> {
    const body = JSON.stringify({ body: { name: { ja: '遅れて届いたサービス' } } })
    const socket: Socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const head = [
      `POST /api/v1${at(owner, '/services')} HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      header,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(body)}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await meanwhile()
    server.clock.now = new Date(server.clock.now.getTime() + 60_000)
    socket.write(body.slice(10))
    const [said] = await once(socket, 'data')
    socket.destroy()
    return String(said).split('\r\n')[0] ?? ''
  }
  const services = async (): Promise<number> => (await as(owner, 'GET', at(owner, '/services'))).json.total

  it('[M-3] a token that is ended meanwhile writes nothing', async () => {
    const wish = { name: '連携', roles: ['manager'], readOnly: false }
    const { id, token } = (await as(owner, 'POST', at(owner, '/tokens'), wish)).json
    const said = await slowly(`authorization: Bearer ${token}`, () => as(owner, 'DELETE', at(owner, `/tokens/${id}`)))
    expect([said, await services()]).toEqual(['HTTP/1.1 401 Unauthorized', 0])
  })

  it('[M-3] a member whose role is taken away meanwhile writes nothing', async () => {
    const one = await member(owner, ['manager'])
    const said = await slowly(`cookie: ${one.cookie}`, () =>
      as(owner, 'PUT', at(owner, `/members/${one.account}`), { roles: ['viewer'] }),
    )
    expect([said, await services()]).toEqual(['HTTP/1.1 403 Forbidden', 0])
  })

  it('whoever keeps the right is heard, however slow', async () => {
    const said = await slowly(`cookie: ${owner.cookie}`, async () => undefined)
    expect([said, await services()]).toEqual(['HTTP/1.1 200 OK', 1])
  })
})

describe('a link whose maker may no longer make it', () => {
  const reset = async (by: Owner, account: string): Promise<string> =>
    (await as(by, 'POST', at(by, `/members/${account}/reset-link`), {})).json.token
  const use = (token: string) => server.ask('POST', '/reset', { body: { token, password: `${PASSWORD}!` } })

  it('[ID-5] of a former owner no longer sets a password', async () => {
    const [second, one] = [await member(owner, ['owner']), await member(owner, ['viewer'])]
    const token = await reset(second, one.account)
    await as(owner, 'PUT', at(owner, `/members/${second.account}`), { roles: ['viewer'] })
    const { status, json } = await use(token)
    expect([status, json?.error.code]).toEqual([410, 'link-used'])
  })

  it('[ID-5] does not open an account that has since joined an organisation of somebody else', async () => {
    const [other, one] = [await ownerOf(store, server, 'other@example.jp', '他の組織'), await member(owner, ['viewer'])]
    const token = await reset(owner, one.account)
    const invitation = await invite(other, one.email, ['manager'])
    expect((await as(one, 'POST', '/me/invitations', { token: invitation })).status).toBe(200)
    expect((await use(token)).json?.error.code).toBe('link-used')
  })

  it('[ID-5] works as long as its maker may make it', async () => {
    const one = await member(owner, ['viewer'])
    expect((await use(await reset(owner, one.account))).status).toBe(204)
  })

  it('[M-3] invitations of a former owner, made by hand or by a token, let nobody in', async () => {
    const second = await member(owner, ['owner'])
    const byHand = await invite(second, 'own-other-address@example.jp', ['owner'])
    const wish = { name: '招待', roles: ['owner'], readOnly: false }
    const { token } = (await as(second, 'POST', at(second, '/tokens'), wish)).json
    const byToken = await server.ask('POST', at(second, '/invitations'), {
      headers: { authorization: `Bearer ${token}` },
      body: { email: 'third-address@example.jp', roles: ['owner'] },
    })
    const ofOwner = await invite(owner, 'fourth@example.jp', ['viewer'])
    await as(owner, 'PUT', at(owner, `/members/${second.account}`), { roles: [] })
    expect((await accept(byHand, '戻った人')).json?.error.code).toBe('link-used')
    expect((await accept(byToken.json.token, '戻った人')).json?.error.code).toBe('link-used')
    expect((await accept(ofOwner, '四人目')).status).toBe(200)
  })
})

describe('what strangers and readers get', () => {
  it('[M-3] only an owner sees in the changes whose address was invited', async () => {
    await invite(owner, 'secret-address@example.jp', ['viewer'])
    const seen = async (one: Owner) => (await as(one, 'GET', at(one, '/changes?kind=invitation&limit=500'))).text
    expect(await seen(owner)).toContain('secret-address@example.jp')
    const reader = await seen(await member(owner, ['viewer', 'externalAuditor']))
    expect([reader.includes('"kind":"invitation"'), reader.includes('@example.jp')]).toEqual([true, false])
  })

  it('a stranger cannot fill with bodies what is kept for those of everybody', async () => {
    const body = { email: 'x'.repeat(100_000), password: 'x' }
    const { status, json } = await server.ask('POST', '/session', { body })
    expect([status, json.error.code]).toEqual([413, 'too-large'])
  })
})

describe('names, by which is approved and accepted', () => {
  it('[T-1] a name that reads like a member’s is taken, whatever its bytes are, and costs nobody the link', async () => {
    const email = 'like@example.jp'
    await accept(await invite(owner, 'real@example.jp', ['riskOwner']), '山田 Taro')
    const token = await invite(owner, email, ['riskOwner'])
    for (const name of ['山田 Taro', '山田　Ｔａｒｏ', '山田 taro', '山田\u200b  Taro'])
      expect([name, (await accept(token, name)).json?.error?.code]).toEqual([name, 'name-taken'])
    expect((await accept(token, '山田 花子')).status).toBe(200)
  })

  it('[T-1] of two who join at once with one name, one is asked for another', async () => {
    const tokens = [
      await invite(owner, 'one@example.jp', ['viewer']),
      await invite(owner, 'two@example.jp', ['viewer']),
    ]
    const both = await Promise.all(tokens.map((token) => accept(token, '同じ 名前')))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  })

  it('[M-3] an invitation that two accept at once lets one in', async () => {
    const token = await invite(owner, 'twice@example.jp', ['viewer'])
    const both = await Promise.all(['一人目', '二人目'].map((name) => accept(token, name)))
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410])
  })
})
