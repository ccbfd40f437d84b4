import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import { testServer } from '../../test/server.ts'

let server: Demonstration

beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

describe('the rim', () => {
  it('describes itself in OpenAPI 3.1, every route with its access', async () => {
    const document = (await server.ask('GET', '/openapi.json')).json
    expect(document.openapi).toBe('3.1.0')
    expect(document.paths['/api/v1/organisations/{organisation}/risks/{id}/accept'].post['x-akashi-access']).toBe(
      'acceptRisk',
    )
    const risk =
      document.paths['/api/v1/organisations/{organisation}/risks'].post.requestBody.content['application/json'].schema
    expect(JSON.stringify(risk)).toContain('"confidentiality"')
  })

  it('lets no other site change anything, and in a demonstration answers under a loopback name only', async () => {
    const body = { body: { name: { ja: 'x' } } }
    const from = (headers: Record<string, string>) => server.ask('POST', `${O}/services`, { body, headers })
    expect((await from({ 'sec-fetch-site': 'cross-site' })).json.error.code).toBe('other-site')
    // A neighbouring host is another site to us, though browsers send it cookies of the same one.
    expect((await from({ 'sec-fetch-site': 'same-site' })).json.error.code).toBe('other-site')
    expect((await from({ origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await from({ origin: 'null' })).status).toBe(403)
    expect((await from({ 'content-type': 'text/plain' })).status).toBe(415)
    expect((await server.ask('GET', '/me', { headers: { host: 'rebound.example:4443' } })).status).toBe(403)
    expect((await server.ask('GET', '/me', { headers: { host: '127.0.0.1:4443' } })).status).toBe(200)
  })

  it('sends the headers that keep a page to itself', async () => {
    const { headers } = await server.ask('GET', '/health')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('answers a failure inside with nothing of the inside, and logs it', async () => {
    const spoilt = testServer({ ...server.store, inScope: () => Promise.reject(new Error('secret detail')) }, 'demo')
    const answer = await spoilt.ask('GET', `${O}/services`)
    expect([answer.status, answer.json.error.code]).toEqual([500, 'internal'])
    expect(answer.text).not.toContain('secret detail')
    expect(spoilt.logged[0]?.event).toBe('internal-error')
  })
})
