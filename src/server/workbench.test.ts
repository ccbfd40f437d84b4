import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'

let server: Demonstration
const get = (path: string) => server.get(path)
const post = (path: string, body: object = {}) => server.post(path, body)
const put = (path: string, body: object) => server.put(path, body)
const codes = async (station: string): Promise<string[]> =>
  (await get(`/open?station=${station}&limit=1000`)).points.map(({ code }: { code: string }) => code)

beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

describe('the path of the work', () => {
  it('[S-1] [S-2] begins with services and the scope, and says what is open in both languages', async () => {
    await post('/profiles', { body: { name: { ja: '例示組織' }, editions: ['iso27017-2015'] } })
    await post('/services', { id: 'base', body: { name: { ja: '基盤' }, roles: ['customer'] } })
    await post('/services', {
      id: 'store',
      body: { name: { ja: '共同保管', en: 'Shared Store' }, roles: ['provider'], upstream: ['base'] },
    })
    const made = await post('/scopes', {
      id: 'scope-1',
      body: { services: [{ service: 'store', roles: ['provider'] }] },
    })
    expect(made.json).toMatchObject({ version: 1, body: { version: 1, approval: null } })
    const { points } = await get('/open?station=scope')
    const upstream = points.find(({ code }: { code: string }) => code === 'scope-upstream-missing')
    expect(upstream).toMatchObject({
      rule: 'S-2',
      at: { kind: 'scope', id: 'scope-1' },
      text: {
        ja: '共同保管は基盤を基盤としています。基盤をカスタマの役割で適用範囲に加えてください。',
        en: 'Shared Store is built on 基盤: add 基盤 to the scope in the customer role.',
      },
    })
  })

  it('[S-3] says as one types what a record would still lack, and writes nothing', async () => {
    const before = (await get('/changes?limit=1')).changes[0].index
    const body = { services: [], boundaries: '設備一式' }
    const { points } = (await post('/scopes/check', { id: 'scope-1', body })).json
    expect(points.map(({ code }: { code: string }) => code)).toContain('scope-without-service')
    expect(points.map(({ code }: { code: string }) => code)).not.toContain('scope-boundaries-missing')
    expect((await get('/changes?limit=1')).changes[0].index).toBe(before)
  })

  it('[S-4] approves a scope only when nothing else is open at it, and never edits it afterwards', async () => {
    const body = {
      services: [
        { service: 'store', roles: ['provider'] },
        { service: 'base', roles: ['customer'] },
      ],
      insideBase: '一部である。',
      boundaries: '設備一式',
      sites: { none: 'なし。' },
      exclusions: { none: 'なし。' },
      interfaces: { none: 'なし。' },
      outsourced: { none: 'なし。' },
      // What an ordinary write says of approval counts for nothing.
      approval: { by: '偽り', on: '2026-01-01' },
    }
    const early = await post('/scopes/scope-1/approve', { version: 1 })
    expect([early.status, early.json.error.code]).toEqual([409, 'not-approvable'])
    // In the words of the rule, for whoever pressed the button.
    expect(early.json.error.details.map(({ text }: { text: { ja: string } }) => text.ja)).toContain(
      '適用範囲の境界を記述してください。',
    )
    const written = await put('/scopes/scope-1', {
      version: 1,
      body: { ...body, statement: { ja: '共同保管の提供及び基盤の利用' } },
    })
    expect(written.json.body.approval).toBeNull()
    expect(await codes('scope')).toEqual(['base-scope-missing', 'scope-not-approved'])
    const approved = await post('/scopes/scope-1/approve', { version: 2 })
    expect(approved.json.body.approval).toEqual({ by: 'Demonstration', on: '2026-11-21' })
    expect((await put('/scopes/scope-1', { version: 3, body })).json.error.code).toBe('frozen')
    expect((await server.ask('DELETE', `${O}/scopes/scope-1?version=3`)).json.error.code).toBe('frozen')
    expect((await post('/scopes', { body })).json.body.version).toBe(2)
    await server.ask(
      'DELETE',
      `${O}/scopes/${(await get('/scopes')).records.find((r: { id: string }) => r.id !== 'scope-1').id}?version=1`,
    )
  })

  it('[M-1] tells the second of two editors, and keeps the first', async () => {
    const body = { name: { ja: '基盤', en: 'Base' }, roles: ['customer'] }
    expect((await put('/services/base', { version: 1, body, why: '英語名' })).status).toBe(200)
    const late = await put('/services/base', { version: 1, body: { name: { ja: '別名' } } })
    expect([late.status, late.json.error.code]).toEqual([409, 'conflict'])
    expect((await get('/services/base/history')).changes.map(({ why }: { why: string }) => why)).toEqual(['', '英語名'])
  })

  it('[M-5] imports assets whole or not at all, after a dry run that shows every row', async () => {
    const csv = '名称,分類,サービス\n顧客のデータ,クラウドサービスカスタマデータ,共同保管\n'
    const bring = async (text: string, query = '') =>
      (await server.ask('POST', `${O}/assets/import?${query}`, { body: Buffer.from(text) })).json
    expect(await bring(`${csv}台,机,共同保管\n`, 'dryRun=false')).toMatchObject({
      made: 0,
      counts: { create: 1, refused: 1 },
      rows: [{ action: 'create' }, { row: 3, problems: [{ code: 'word-unknown' }] }],
    })
    const tried = await bring(csv)
    expect(tried).toMatchObject({ made: 0, problems: [], rows: [{ action: 'create', name: '顧客のデータ' }] })
    expect((await get('/assets')).total).toBe(0)
    expect(await bring(csv, `dryRun=false&plan=${'0'.repeat(64)}`)).toMatchObject({ error: { code: 'conflict' } })
    expect((await bring(csv, `dryRun=false&plan=${tried.plan}`)).made).toBe(1)
    expect((await get('/assets')).records[0].body.services).toEqual(['store'])
    expect(await bring('"')).toMatchObject({ error: { code: 'wrong-table' } })
  })

  it('[K-2] [T-1] rates a risk, and its owner accepts what is left at the level that it has', async () => {
    const { criteria } = (await server.ask('GET', '/vocabulary')).json
    const { threats } = (await server.ask('GET', '/vocabulary')).json
    expect(threats.find(({ code }: { code: string }) => code === 'lock-in').text.ja).toContain('ロックイン')
    await post('/criteria', { id: 'c1', body: criteria })
    const risk = {
      title: 'テナント間の到達',
      service: 'store',
      role: 'provider',
      loses: ['confidentiality'],
      owner: 'サービス部長',
      criteria: 'c1',
      rating: { likelihood: 3, consequence: 5 },
      treatment: { options: ['retain'], acceptance: { by: '偽り', on: '2026-01-01', level: 1 } },
    }
    const made = await post('/risks', { id: 'r1', body: risk })
    expect(made.json.body.treatment.acceptance).toBeNull()
    expect(await codes('treatment')).toContain('risk-not-accepted')
    const accepted = await post('/risks/r1/accept', { version: 1 })
    expect(accepted.json.body.treatment.acceptance).toEqual({ by: 'サービス部長', on: '2026-11-21', level: 15 })
    expect(await codes('treatment')).toEqual([])
    expect((await get('/summary')).risks).toMatchObject({
      total: 1,
      above: 1,
      accepted: 1,
      cells: [{ likelihood: 3, consequence: 5, count: 1 }],
    })
  })

  it('refuses input that is not what the schema says, and names the place', async () => {
    const refused = await post('/risks', {
      body: { title: 'x'.repeat(400), service: '../x', role: 'provider', extra: 1 },
    })
    expect(refused.status).toBe(400)
    const places = refused.json.error.details.map(({ path }: { path: string[] }) => path.join('.'))
    expect(places).toEqual(expect.arrayContaining(['body.title', 'body.service', 'body']))
    expect((await post('/services', { body: { name: { ja: 'a\u0000b' } } })).status).toBe(400)
    expect((await post('/services', { body: { name: { ja: '\ud800' } } })).status).toBe(400)
    expect((await server.ask('GET', `${O}/risks/__proto__`)).status).toBe(404)
  })
})

describe('the ledger behind it', () => {
  it('[L-5] [M-1] holds every change that was made here, and verifies', async () => {
    expect(await server.ledger()).toEqual({ entries: 14, problems: [] })
  })
})
