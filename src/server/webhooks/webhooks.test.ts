import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../../test/demonstration.ts'
import type { Demonstration } from '../../../test/demonstration.ts'
import { webhookReceiver } from '../../../test/receiver.ts'
import type { Receiver } from '../../../test/receiver.ts'
import { testServer } from '../../../test/server.ts'
import { OPEN_CODES } from '../../isms/open.ts'
import type { Store } from '../../store/open.ts'
import { DEMO_ORGANISATION } from '../identity/principal.ts'
import { allowedFetch } from '../outbound.ts'
import { announce } from './announce.ts'
import { courier } from './courier.ts'
import type { Courier } from './courier.ts'
import { isNear, sweepDeadlines } from './deadlines.ts'
import { EVENTS } from './events.ts'

let store: Store
let server: Demonstration
let receiver: Receiver
let carrying: Courier
const get = (path: string) => server.get(path)
const post = (path: string, body: object = {}) => server.post(path, body)
const put = (path: string, body: object) => server.put(path, body)
const pass = (minutes: number) => void (server.clock.now = new Date(server.clock.now.getTime() + minutes * 60_000))
const types = () => receiver.received.map(({ type }) => type)
const dataOf = (type: string) => receiver.received.filter((one) => one.type === type).map(({ body }) => body.data)

const deliveryOf = async (webhook: string, id: string) =>
  (await get(`/webhooks/${webhook}/deliveries`)).deliveries.find((one: { id: string }) => one.id === id)

/** A courier as `akashi serve` makes it, on the test's clock. */
const courierOf = (hosts: readonly string[]): Courier =>
  courier({
    store,
    fetch: allowedFetch({ hosts, timeoutMs: 2000 }),
    now: () => server.clock.now,
    log: () => undefined,
    sweep: (scope) => sweepDeadlines(server.context, scope),
  })

beforeAll(async () => {
  receiver = await webhookReceiver()
  server = await demonstration(['hooks.example.jp', receiver.entry])
  store = server.store
  carrying = courierOf([receiver.entry])
}, 60_000)
afterAll(async () => {
  await receiver?.close()
  await store?.close()
})

const FAILED = { run: 'r', engagement: 'e', code: 'audit-crash', page: '/audit/r' } as const

let hook = ''

describe('webhooks of an organisation', () => {
  it('[W-1] go to hosts on the list of the operator only', async () => {
    expect((await get('/webhooks')).hosts).toEqual(['hooks.example.jp', receiver.entry])
    const codeOf = async (url: string) => (await post('/webhooks', { url, events: ['audit.failed'] })).json.error?.code
    expect(await codeOf('https://elsewhere.example.jp/')).toBe('host-not-listed')
    expect(await codeOf('https://hooks.example.jp:8443/')).toBe('host-not-listed')
    expect(await codeOf(receiver.url.replace('127.0.0.1', 'localhost'))).toBe('host-not-listed')
    expect(await codeOf('http://hooks.example.jp/')).toBe('not-https')
    for (const url of ['', 'hooks.example.jp', 'https://a:b@hooks.example.jp/', 'https://hooks.example.jp/#x'])
      expect([url, await codeOf(url)]).toEqual([url, 'invalid'])
    const none = testServer(store, 'demo')
    const refused = await none.ask('POST', `${O}/webhooks`, { body: { url: receiver.url, events: ['audit.failed'] } })
    expect([refused.status, refused.json.error.code]).toEqual([400, 'host-not-listed'])
    expect((await get('/webhooks')).webhooks).toEqual([])
  })

  it('[W-3] show their secret once, and keep it sealed; the ledger keeps the host and not the path', async () => {
    const made = await post('/webhooks', { url: receiver.url, events: [...EVENTS] })
    expect(made.json.secret).toMatch(/^whsec_/)
    hook = made.json.id
    receiver.knows(made.json.secret)
    const { webhooks } = await get('/webhooks')
    expect(webhooks).toEqual([
      { id: hook, url: receiver.url, events: [...EVENTS], paused: false, createdAt: expect.any(String), last: null },
    ])
    const row = await store.inScope(DEMO_ORGANISATION, ({ trx }) =>
      trx.selectFrom('webhook').selectAll().executeTakeFirstOrThrow(),
    )
    expect(row.secret).not.toContain(made.json.secret.slice(6, 20))
    const ledger = JSON.stringify(await get('/changes?limit=10'))
    expect(ledger).toContain(new URL(receiver.url).host)
    expect(ledger).not.toContain('path-secret')
    expect((await get('/ledger/verify')).problems).toEqual([])
  })

  it('[W-3] are tried by a message whose signature the receiver can check', async () => {
    const { delivery } = (await post(`/webhooks/${hook}/test`)).json
    await carrying.round()
    expect(receiver.received.at(-1)).toMatchObject({
      id: delivery,
      isSigned: true,
      body: { id: delivery, type: 'test', organisation: DEMO_ORGANISATION },
    })
    expect((await get(`/webhooks/${hook}/deliveries`)).deliveries).toMatchObject([
      { id: delivery, event: 'test', status: 'delivered', attempts: 1, outcome: '204' },
    ])
  })

  it('[W-2] are asked again, later and later, until they take the message, which keeps its id', async () => {
    const { delivery } = (await post(`/webhooks/${hook}/test`)).json
    const before = receiver.received.length
    receiver.statuses.push(500, 302)
    await carrying.round()
    expect(await deliveryOf(hook, delivery)).toMatchObject({ status: 'waiting', attempts: 1, outcome: '500' })
    await carrying.round()
    expect(receiver.received).toHaveLength(before + 1)
    pass(1)
    await carrying.round()
    pass(5)
    await carrying.round()
    expect(await deliveryOf(hook, delivery)).toMatchObject({ status: 'delivered', attempts: 3 })
    const sent = receiver.received.slice(before)
    expect(sent.map(({ id, isSigned }) => [id, isSigned])).toEqual(Array(3).fill([delivery, true]))
    expect(new Set(sent.map(({ text }) => text)).size).toBe(1)
  })

  it('[W-2] are given up after nine attempts, and the list says why', async () => {
    const { delivery } = (await post(`/webhooks/${hook}/test`)).json
    const unlisted = courierOf([])
    for (let i = 0; i < 12; i += 1) {
      await unlisted.round()
      pass(25 * 60)
    }
    expect(await deliveryOf(hook, delivery)).toMatchObject({ status: 'failed', attempts: 9, outcome: 'host' })
  })

  it('[W-2] say what the network said', async () => {
    const gone = await webhookReceiver()
    const away = testServer(store, 'demo', [gone.entry])
    const { id } = (await away.ask('POST', `${O}/webhooks`, { body: { url: gone.url, events: ['audit.failed'] } })).json
    await gone.close()
    await post(`/webhooks/${id}/test`)
    await courierOf([gone.entry]).round()
    expect((await get(`/webhooks/${id}/deliveries`)).deliveries[0]).toMatchObject({ outcome: 'network:ECONNREFUSED' })
    expect((await server.ask('DELETE', `${O}/webhooks/${id}`)).status).toBe(204)
    expect((await server.ask('GET', `${O}/webhooks/${id}/deliveries`)).status).toBe(404)
  })

  it('[W-2] send nothing while they are paused, and what waited before afterwards', async () => {
    await post(`/webhooks/${hook}/test`)
    const before = receiver.received.length
    expect((await put(`/webhooks/${hook}`, { events: [...EVENTS], paused: true })).json.paused).toBe(true)
    await carrying.round()
    expect(receiver.received).toHaveLength(before)
    expect((await post(`/webhooks/${hook}/test`)).json.error.code).toBe('webhook-paused')
    // What happens meanwhile is not told later, and what waited is not forgotten however long it takes.
    await store.inScope(DEMO_ORGANISATION, (scope) =>
      announce({ scope, origin: null, at: server.clock.now.toISOString() }, 'audit.failed', FAILED),
    )
    pass(31 * 24 * 60)
    await carrying.round()
    await put(`/webhooks/${hook}`, { events: [...EVENTS], paused: false })
    await carrying.round()
    expect(types().slice(before)).toEqual(['test'])
  })

  it('[W-2] are asked once in a look when they do not take a message, however many wait', async () => {
    const sent = [await post(`/webhooks/${hook}/test`), await post(`/webhooks/${hook}/test`)]
    const before = receiver.received.length
    receiver.statuses.push(503)
    await carrying.round()
    expect(receiver.received).toHaveLength(before + 1)
    pass(1)
    await carrying.round()
    for (const { json } of sent) expect(await deliveryOf(hook, json.delivery)).toMatchObject({ status: 'delivered' })
  })

  it('are told of nothing that they did not choose', async () => {
    await put(`/webhooks/${hook}`, { events: ['audit.finished'], paused: false })
    const before = receiver.received.length
    await store.inScope(DEMO_ORGANISATION, (scope) =>
      announce({ scope, origin: null, at: server.clock.now.toISOString() }, 'audit.failed', FAILED),
    )
    await carrying.round()
    expect(receiver.received).toHaveLength(before)
    await put(`/webhooks/${hook}`, { events: [...EVENTS], paused: false })
  })
})

async function runOf(engagement: string, evidence: string): Promise<string> {
  const { id } = (await post('/audit-runs', { engagement, evidence: [evidence] })).json
  await server.jobs.idle()
  await carrying.round()
  pass(1)
  return id
}

describe('[W-4] what they are told of', () => {
  it('an audit that ended, what it opened and closed, and which answers it raised again: ids and counts only', async () => {
    await post('/services', { id: 'store', body: { name: { ja: '共同保管' }, roles: ['provider'] } })
    await post('/scopes', { id: 'scope-1', body: { services: [{ service: 'store', roles: ['provider'] }] } })
    const text = readFileSync('examples/linux-plain-brnf1/akashi.yaml', 'utf8')
    const engagement = (await post('/engagements', { body: { title: '監査', text } })).json.id
    const [broken, repaired] = [
      await server.evidenceOf('linux-plain-brnf1'),
      await server.evidenceOf('linux-plain-repaired'),
    ]
    const from = receiver.received.length
    const first = await runOf(engagement, broken)
    expect(types().slice(from)).toEqual(['audit.finished'])
    expect(dataOf('audit.finished')).toEqual([
      { run: first, engagement, summary: expect.objectContaining({ refuted: 5 }), page: `/audit/${first}` },
    ])
    await post(`/audit-runs/${first}/apply`)
    const second = await runOf(engagement, repaired)
    expect(types().slice(from).toSorted()).toEqual([
      'answers.raised',
      'audit.finished',
      'audit.finished',
      'verdicts.changed',
    ])
    expect(dataOf('verdicts.changed')).toEqual([
      { run: second, previous: first, opened: 0, closed: 5, undetermined: 0, page: `/audit/${second}` },
    ])
    const [raised] = dataOf('answers.raised')
    expect(raised).toMatchObject({ run: second, page: '/statement' })
    expect(raised?.['answers']).toContain('iso27017-2015_CLD.9.5.1_provider')
    // Another engagement's run lies between, and is compared with nothing.
    await runOf((await post('/engagements', { body: { title: '別', text } })).json.id, broken)
    expect(dataOf('verdicts.changed')).toHaveLength(1)
    const third = await runOf(engagement, broken)
    expect(dataOf('verdicts.changed').at(-1)).toMatchObject({
      run: third,
      previous: second,
      opened: 5,
      closed: 0,
      undetermined: 1,
    })
    const sent = receiver.received.map((one) => one.text).join()
    expect(receiver.received.every(({ isSigned }) => isSigned)).toBe(true)
    for (const content of ['共同保管', 'a1', 'management', 'ens', '10.']) expect(sent).not.toContain(`"${content}`)
  }, 90_000)

  it('an audit that failed', async () => {
    const { id } = (await post('/evidence', { body: { title: '空' } })).json
    await server.upload(id, 'note.txt', Buffer.from('hello'))
    const engagement = (await post('/engagements', { body: { title: '空', text: 'akashi: 1' } })).json.id
    const run = await runOf(engagement, id)
    expect(dataOf('audit.failed')).toEqual([
      { run, engagement, code: expect.stringMatching(/./), page: `/audit/${run}` },
    ])
  }, 30_000)

  it('[M-4] a deadline, once when it is near and once when it has passed, however often they are looked for', async () => {
    server.clock.now = new Date('2027-03-01T01:00:00.000Z')
    const { id } = (
      await post('/evidence', { body: { title: '契約', effective: '2027-01-01', staleOn: '2027-03-10' } })
    ).json
    await carrying.round()
    expect(dataOf('deadline.near')).toEqual([
      { count: 1, deadlines: [{ code: 'evidence-stale-soon', kind: 'evidence', id, due: '2027-03-10' }], page: '/' },
    ])
    // Another server start, and another day.
    await courierOf([receiver.entry]).round()
    pass(24 * 60)
    await carrying.round()
    expect(dataOf('deadline.near')).toHaveLength(1)
    server.clock.now = new Date('2027-03-11T01:00:00.000Z')
    await carrying.round()
    await courierOf([receiver.entry]).round()
    expect(dataOf('deadline.passed')).toEqual([
      { count: 1, deadlines: [{ code: 'evidence-stale', kind: 'evidence', id, due: '2027-03-10' }], page: '/' },
    ])
    // Moved, it is a new deadline.
    const { version, body } = await get(`/evidence/${id}`)
    const { id: _, ...rest } = body
    await put(`/evidence/${id}`, { version, body: { ...rest, staleOn: '2027-03-20' } })
    await courierOf([receiver.entry]).round()
    expect(dataOf('deadline.near')).toHaveLength(2)
  })

  it('[M-4] every deadline is either near or passed, by its code', () => {
    const codes = Object.entries(OPEN_CODES).flatMap(([code, rule]) => (rule === 'M-4' ? [code] : []))
    expect(codes.filter(isNear).length).toBeGreaterThan(2)
    // A code that is near has a twin that has passed, so that neither is told as the other.
    expect(codes.filter(isNear)).toHaveLength(codes.length / 2)
  })
})
