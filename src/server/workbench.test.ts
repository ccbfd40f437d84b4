import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { verifyExport } from '../ledger/verify.ts'
import { createAccount } from '../store/accounts.ts'
import { createOrganisation } from '../store/organisations.ts'
import type { Store } from '../store/open.ts'
import { DEMO_ACCOUNT, DEMO_ORGANISATION } from './identity/principal.ts'

const O = `/organisations/${DEMO_ORGANISATION}`
const at = '2026-11-21T00:00:00.000Z'
let store: Store
let server: TestServer
const get = async (path: string) => (await server.ask('GET', `${O}${path}`)).json
const post = (path: string, body: object = {}) => server.ask('POST', `${O}${path}`, { body })
const put = (path: string, body: object) => server.ask('PUT', `${O}${path}`, { body })
const codes = async (station: string): Promise<string[]> =>
  (await get(`/open?station=${station}&limit=1000`)).points.map(({ code }: { code: string }) => code)

beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store, 'demo')
  await store.inScope(DEMO_ORGANISATION, async (scope) => {
    await createAccount(scope.trx, {
      id: DEMO_ACCOUNT,
      email: 'demo@localhost',
      name: 'Demonstration',
      language: 'ja',
      password: null,
      created_at: at,
    })
    await createOrganisation(scope, { by: 'system', at }, '例示組織')
  })
}, 60_000)
afterAll(async () => store?.close())

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

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples')

/** The files of a folder, by their path inside it. */
const filesOf = (folder: string): readonly (readonly [string, Buffer])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path)] as const)

/** Everything belongs to one tenant, so that no other can be reached. */
const ONE_TENANT = `akashi: 1
service: { name: { ja: 例, en: example }, roles: [provider] }
tenants:
  - id: A
    endpoints: [{ device: a1 }, { device: a2 }, { device: b1 }, { device: b2 }, { device: m1 }]
permitted: []
`

/** Audits an example under its own engagement, or under another. */
async function auditOf(example: string, text?: string): Promise<string> {
  const id = (await post('/evidence', { body: { title: example, effective: '2026-11-20' } })).json.id
  for (const [path, bytes] of filesOf(join(EXAMPLES, example)))
    expect(
      (await server.ask('POST', `${O}/evidence/${id}/files?path=${encodeURIComponent(path)}`, { body: bytes })).status,
    ).toBe(200)
  const recognised = await get(`/evidence/${id}/recognition`)
  expect(recognised.engagement).toContain('akashi: 1')
  expect(recognised.files.length).toBeGreaterThan(5)
  const engagement = (await post('/engagements', { body: { title: example, text: text ?? recognised.engagement } }))
    .json.id
  const run = (await post('/audit-runs', { title: example, engagement, evidence: [id] })).json
  expect(run.body.status).toBe('waiting')
  await server.jobs.idle()
  return run.id
}

describe('evidence and the technical audit', () => {
  let run = ''

  it('[V-8] runs beside the requests, and gives verdicts, findings and their evidence', async () => {
    run = await auditOf('linux-plain-brnf1')
    const { body } = await get(`/audit-runs/${run}`)
    expect(body).toMatchObject({ status: 'done', failure: null })
    const result = await get(`/audit-runs/${run}/result`)
    expect(result.format).toBe('akashi-audit')
    expect(body.summary.findings).toBe(result.findings.filter((f: { weight: string }) => f.weight !== 'note').length)
    expect((await get(`/audit-runs/${run}/findings?limit=1`)).findings).toHaveLength(
      Math.min(1, result.findings.length),
    )
  }, 60_000)

  it('[T-4] puts a verdict on the controls that it speaks of, to be looked at', async () => {
    const { changed } = (await post(`/audit-runs/${run}/apply`, { why: '監査の反映' })).json
    expect(changed).toContain('iso27017-2015_CLD.9.5.1_provider')
    const { body } = await get('/applicabilities/iso27017-2015_CLD.9.5.1_provider')
    expect(body.verdicts.length).toBeGreaterThan(0)
    expect(body).toMatchObject({ review: true, applicable: null })
    const { rows } = await get('/statement')
    expect(rows.find((row: { item: string }) => row.item === 'CLD.9.5.1').answers.provider.verdicts).toEqual(
      body.verdicts,
    )
  })

  it('[T-4] gives the statement as a workbook with the verdict in it, and the audit as a report', async () => {
    const workbook = await server.app.request(`http://localhost/api/v1${O}/statements/draft/document?lang=ja`)
    expect([workbook.status, workbook.headers.get('content-disposition')]).toEqual([
      200,
      'attachment; filename="statement-1-ja.xlsx"',
    ])
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await workbook.arrayBuffer())
    const text = JSON.stringify(book.worksheets.map((sheet) => sheet.getSheetValues()))
    expect(text).toContain('CLD.9.5.1')
    expect(text).toContain('✕ 反証 C.8.3.3')
    const oscal = await server.app.request(`http://localhost/api/v1${O}/statements/draft/document?format=oscal`)
    expect(oscal.headers.get('content-disposition')).toBe('attachment; filename="statement-1.oscal.json"')
    const { 'component-definition': definition } = await oscal.json()
    expect(definition.components[0]['control-implementations'][0]['implemented-requirements']).toContainEqual(
      expect.objectContaining({ 'control-id': 'iso27017-2015.CLD.9.5.1' }),
    )
    const pack = await server.app.request(`http://localhost/api/v1${O}/services/store/information-pack?format=docx`)
    expect([
      pack.status,
      Buffer.from(await pack.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ]).toEqual([200, 'PK'])
    const report = await server.ask('GET', `${O}/audit-runs/${run}/report?lang=ja`)
    expect(report.text).toContain('<!doctype html>')
    expect(report.headers.get('content-disposition')).toContain('attachment')
  }, 60_000)

  it('[T-4] raises a control again when a later run disagrees, and shows what opened and what closed', async () => {
    const { id: _, ...current } = (await get('/applicabilities/iso27017-2015_CLD.9.5.1_provider')).body
    await put('/applicabilities/iso27017-2015_CLD.9.5.1_provider', {
      version: 1,
      body: { ...current, applicable: true, implementation: 'implemented', review: false },
    })
    const other = await auditOf('linux-plain-brnf1', ONE_TENANT)
    const [before, after] = [await get(`/audit-runs/${run}/result`), await get(`/audit-runs/${other}/result`)]
    const judgements = (result: { guides: { guide: string; judgement: string }[] }) =>
      result.guides.map(({ guide, judgement }) => [guide, judgement])
    expect(judgements(before)).not.toEqual(judgements(after))
    expect((await get('/applicabilities/iso27017-2015_CLD.9.5.1_provider')).body.review).toBe(true)
    const { changes } = await get(`/audit-runs/${run}/compare/${other}`)
    expect(changes.length).toBeGreaterThan(0)
    expect((await get(`/audit-runs/${run}/compare/${run}`)).changes).toEqual([])
  }, 60_000)

  it('says why an audit could not be made, and keeps its record', async () => {
    const id = (await post('/evidence', { body: { title: '空' } })).json.id
    await server.ask('POST', `${O}/evidence/${id}/files?path=note.txt`, { body: Buffer.from('hello') })
    const engagement = (await post('/engagements', { body: { title: '空', text: 'akashi: 1' } })).json.id
    const made = (await post('/audit-runs', { engagement, evidence: [id] })).json.id
    await server.jobs.idle()
    expect((await get(`/audit-runs/${made}`)).body).toMatchObject({ status: 'failed', result: null })
    expect((await server.ask('GET', `${O}/audit-runs/${made}/result`)).json.error.code).toBe('not-finished')
  }, 30_000)

  it('refuses paths that lead out of the evidence, and gives bytes only as a download', async () => {
    const id = (await post('/evidence', { body: { title: '路' } })).json.id
    const up = (path: string) =>
      server.ask('POST', `${O}/evidence/${id}/files?path=${encodeURIComponent(path)}`, {
        body: Buffer.from('<script>'),
      })
    expect((await up('../../etc/passwd')).status).toBe(400)
    const { files } = (await up('a/page.html')).json.body
    const download = await server.ask('GET', `${O}/evidence/${id}/files/${files[0].sha256}`)
    expect(download.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''page.html")
    expect(download.headers.get('content-type')).toBe('application/octet-stream')
    expect(download.headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('the ledger behind it', () => {
  it('[L-5] [M-1] holds every change that was made here, and verifies', async () => {
    const exported = await server.ask('GET', `${O}/ledger/export`)
    const report = await verifyExport(exported.text.trimEnd().split('\n'))
    expect(report.problems).toEqual([])
    expect(report.entries).toBeGreaterThan(30)
    expect((await get('/ledger/verify')).problems).toEqual([])
  })
})

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
    const spoilt = testServer({ ...store, inScope: () => Promise.reject(new Error('secret detail')) }, 'demo')
    const answer = await spoilt.ask('GET', `${O}/services`)
    expect([answer.status, answer.json.error.code]).toEqual([500, 'internal'])
    expect(answer.text).not.toContain('secret detail')
    expect(spoilt.logged[0]?.event).toBe('internal-error')
  })
})
