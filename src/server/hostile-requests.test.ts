import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { serve } from '@hono/node-server'
import type { ServerType } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { createAccount } from '../store/accounts.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import { createToken } from '../store/tokens.ts'
import type { Store } from '../store/open.ts'
import { tokenHash } from './identity/secrets.ts'

const O = '/api/v1/organisations/mine'
const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
/** How long a whole request may take here; a real server's is Node's, five minutes. */
const REQUEST_MS = 1500

let store: Store
let server: TestServer
let listening: ServerType
let port = 0
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  await store.inScope('mine', async (scope) => {
    await createOrganisation(scope, system, '例示組織')
    const account = { id: 'm', email: 'm@example.jp', name: 'm', language: 'ja', password: null, created_at: at }
    await createAccount(scope.trx, account)
    await addMember(scope, system, 'm', 'manager', '')
    const token = { id: 'm', account: 'm', name: 'm', roles: ['manager'], readOnly: false, createdAt: at }
    await createToken(scope, system, tokenHash('akashi_m'), { ...token, expiresAt: '2027-01-01T00:00:00.000Z' })
  })
  await server.ask('POST', '/organisations/mine/evidence', {
    headers: { authorization: 'Bearer akashi_m' },
    body: { id: 'e1', body: { title: '一式' } },
  })
  const options = { fetch: server.app.fetch, hostname: '127.0.0.1', port: 0 }
  const limits = { requestTimeout: REQUEST_MS, connectionsCheckingInterval: 200 }
  port = await new Promise((resolve) => {
    listening = serve({ ...options, serverOptions: limits }, ({ port: taken }) => resolve(taken))
  })
}, 60_000)
afterAll(async () => {
  await new Promise((done) => listening.close(done))
  await store.close()
})

const TOKEN = 'authorization: Bearer akashi_m'
const UPLOAD = `POST ${O}/evidence/e1/files?path=a.txt HTTP/1.1`

/** Opens a connection and sends the head of a request. */
async function begin(...lines: readonly string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write([...lines, `host: 127.0.0.1:${port}`, '', ''].join('\r\n'))
  return socket
}

/** What the server answers until it has said enough or closes. */
async function answerOf(socket: Socket, until = /\}\}?\s*$|\r\n0\r\n\r\n$/): Promise<string> {
  let said = ''
  for await (const chunk of socket) {
    said += String(chunk)
    if (until.test(said)) break
  }
  return said
}

const files = async (): Promise<unknown> =>
  (await server.ask('GET', '/organisations/mine/evidence/e1', { headers: { authorization: 'Bearer akashi_m' } })).json
    .body.files

const isWell = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/api/v1/health`)).ok

describe('requests that mean harm', () => {
  it('a body that is announced as too large is refused before it is sent, in both languages', async () => {
    const socket = await begin(UPLOAD, TOKEN, `content-length: ${300 * 2 ** 20}`)
    const said = await answerOf(socket)
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
    expect(said).toContain('ファイルが大きすぎます')
    expect(said).toContain('The file is too large.')
    socket.destroy()
    expect([await files(), await isWell()]).toEqual([[], true])
  })

  it('a body that is not announced is refused once it is too large, and is not held beyond that', async () => {
    const socket = await begin(`POST ${O}/assets/import HTTP/1.1`, TOKEN, 'transfer-encoding: chunked')
    const chunk = Buffer.alloc(2 ** 20, 'a')
    const answer = answerOf(socket)
    for (let i = 0; i < 20 && !socket.destroyed; i++) {
      socket.write(`${chunk.length.toString(16)}\r\n`)
      socket.write(chunk)
      socket.write('\r\n')
    }
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
    expect(await isWell()).toBe(true)
  }, 20_000)

  it('who may not upload is refused before a byte of the body is read', async () => {
    for (const [line, status] of [
      ['x-nobody: 1', 401],
      ['authorization: Bearer akashi_wrong', 401],
    ] as const) {
      const socket = await begin(UPLOAD, line, 'transfer-encoding: chunked')
      expect(await answerOf(socket)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      socket.destroy()
    }
    expect(await isWell()).toBe(true)
  })

  it('an upload that is broken off leaves nothing behind, and is no failure of ours', async () => {
    const socket = await begin(UPLOAD, TOKEN, 'content-length: 1000')
    socket.write('half of')
    await new Promise((resolve) => setTimeout(resolve, 200))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([await files(), await isWell()]).toEqual([[], true])
    expect(server.logged.filter(({ event }) => event === 'internal-error')).toEqual([])
  })

  it('a chunked upload that is broken off leaves nothing behind', async () => {
    const socket = await begin(UPLOAD, TOKEN, 'transfer-encoding: chunked')
    socket.write('5\r\nhello\r\n')
    await new Promise((resolve) => setTimeout(resolve, 200))
    socket.end()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect([await files(), await isWell()]).toEqual([[], true])
    expect(server.logged.filter(({ event }) => event === 'internal-error')).toEqual([])
  })

  it('an upload that never ends is cut off after its time, while others are served', async () => {
    const socket = await begin(UPLOAD, TOKEN, 'content-length: 1000')
    const closed = once(socket, 'close')
    socket.resume()
    const drip = setInterval(() => socket.write('x'), 100)
    expect(await isWell()).toBe(true)
    await closed
    clearInterval(drip)
    expect([await files(), await isWell()]).toEqual([[], true])
  }, 20_000)

  it('a whole upload is still taken', async () => {
    const socket = await begin(UPLOAD, TOKEN, 'content-length: 5')
    socket.write('hello')
    expect(await answerOf(socket)).toMatch(/^HTTP\/1\.1 200 /)
    socket.destroy()
    expect(await files()).toMatchObject([{ path: 'a.txt', bytes: 5 }])
  })

  it.each([
    ['no JSON', 'application/json', '{"body":', 400, 'invalid'],
    ['no UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22]), 400, 'invalid'],
    ['another type', 'text/plain', '{}', 415, 'not-json'],
    ['nothing', 'application/json', '', 400, 'invalid'],
    ['JSON a hundred thousand deep', 'application/json', '['.repeat(100_000), 400, 'invalid'],
    [
      'JSON a hundred thousand deep that ends',
      'application/json',
      '['.repeat(100_000) + ']'.repeat(100_000),
      400,
      'invalid',
    ],
    ['a prototype', 'application/json', '{"__proto__":{"x":1},"body":{"title":"t","constructor":1}}', 400, 'invalid'],
  ])('a record that is %s is refused in both languages', async (_, type, body, status, code) => {
    const response = await fetch(`http://127.0.0.1:${port}${O}/evidence`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: 'Bearer akashi_m' },
      body,
    })
    const { error } = await response.json()
    expect([response.status, error.code, typeof error.message.ja, typeof error.message.en]).toEqual([
      status,
      code,
      'string',
      'string',
    ])
  })
})
