import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'

let server: Demonstration
const get = (path: string) => server.get(path)
const post = (path: string, body: object = {}) => server.post(path, body)
const put = (path: string, body: object) => server.put(path, body)

beforeAll(async () => {
  server = await demonstration()
  await post('/profiles', { body: { name: { ja: '例示組織' }, editions: ['iso27017-2015'] } })
  await post('/services', { id: 'base', body: { name: { ja: '基盤' }, roles: ['customer'] } })
  await post('/services', {
    id: 'store',
    body: { name: { ja: '共同保管', en: 'Shared Store' }, roles: ['provider'], upstream: ['base'] },
  })
  const services = [
    { service: 'store', roles: ['provider'] },
    { service: 'base', roles: ['customer'] },
  ]
  await post('/scopes', { body: { services } })
}, 60_000)
afterAll(async () => server?.store.close())

/** Everything belongs to one tenant, so that no other can be reached. */
const ONE_TENANT = `akashi: 1
service: { name: { ja: 例, en: example }, roles: [provider] }
tenants:
  - id: A
    endpoints: [{ device: a1 }, { device: a2 }, { device: b1 }, { device: b2 }, { device: m1 }]
permitted: []
`

/** An example as evidence, and a run of it under its own engagement. */
async function auditOf(example: string): Promise<string> {
  const id = await server.evidenceOf(example)
  const recognised = await get(`/evidence/${id}/recognition`)
  expect(recognised.engagement).toContain('akashi: 1')
  expect(recognised.files.length).toBeGreaterThan(5)
  const engagement = (await post('/engagements', { body: { title: example, text: recognised.engagement } })).json.id
  return runOf(engagement, id)
}

async function runOf(engagement: string, evidence: string): Promise<string> {
  const run = (await post('/audit-runs', { engagement, evidence: [evidence] })).json
  expect(run.body.status).toBe('waiting')
  // The next one begins later.
  server.clock.now = new Date(server.clock.now.getTime() + 1000)
  await server.jobs.idle()
  return run.id
}

const ANSWER = '/applicabilities/iso27017-2015_CLD.9.5.1_provider'
const judgements = async (): Promise<string[]> =>
  (await get(ANSWER)).body.verdicts.map((one: { judgement: string }) => one.judgement)

describe('evidence and the technical audit', () => {
  let run = ''
  let later = ''

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
    const { engagement, evidence } = (await get(`/audit-runs/${run}`)).body
    const { body, version } = await get(`/engagements/${engagement}`)
    await put(`/engagements/${engagement}`, { version, body: { ...body, text: ONE_TENANT } })
    later = await runOf(engagement, evidence[0])
    const [before, after] = [await get(`/audit-runs/${run}/result`), await get(`/audit-runs/${later}/result`)]
    const said = (result: { guides: { guide: string; judgement: string }[] }) =>
      result.guides.map(({ guide, judgement }) => [guide, judgement])
    expect(said(before)).not.toEqual(said(after))
    expect((await get(ANSWER)).body.review).toBe(true)
    const { changes } = await get(`/audit-runs/${run}/compare/${later}`)
    expect(changes.length).toBeGreaterThan(0)
    expect((await get(`/audit-runs/${run}/compare/${run}`)).changes).toEqual([])
  }, 60_000)

  it('[T-4] an older run of the engagement no longer puts its verdicts on the controls', async () => {
    const { status, json } = await post(`/audit-runs/${run}/apply`)
    expect([status, json.error.code]).toEqual([409, 'superseded'])
    expect((await post(`/audit-runs/${later}/apply`)).status).toBe(200)
  })

  it('[T-4] what one environment comes to does not cover what another came to, until that is withdrawn with a reason', async () => {
    const leaking = await auditOf('linux-vlan-vrf')
    await post(`/audit-runs/${leaking}/apply`)
    const repaired = await auditOf('linux-plain-repaired')
    expect(await judgements()).toContain('does-not-conform')
    await post(`/audit-runs/${repaired}/apply`)
    expect(await judgements()).toContain('does-not-conform')
    expect(await judgements()).toContain('conforms')
    expect((await get('/summary')).statement.refuted).toBeGreaterThan(0)
    expect((await post(`/audit-runs/${leaking}/withdraw`, { why: '' })).status).toBe(400)
    expect((await post(`/audit-runs/${leaking}/withdraw`, { why: '廃止した環境' })).status).toBe(200)
    const { body } = await get(ANSWER)
    expect(body.verdicts.map((one: { run: string }) => one.run)).not.toContain(leaking)
    expect(body.review).toBe(true)
    expect((await get(`${ANSWER}/history`)).changes.at(-1).why).toBe('廃止した環境')
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

describe('the ledger behind audits', () => {
  it('[L-5] [M-1] holds what they wrote, and verifies', async () => {
    const { entries, problems } = await server.ledger()
    expect(problems).toEqual([])
    expect(entries).toBeGreaterThan(100)
  })
})
