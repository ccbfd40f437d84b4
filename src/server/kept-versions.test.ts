import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'

const FORMATS = ['xlsx', 'docx', 'pdf', 'oscal'] as const
const CONTROL = { edition: 'iso27017-2015', item: '13.1.3' }

let server: Demonstration
const add = async (path: string, body: object): Promise<void> =>
  expect([path, (await server.post(path, body)).status]).toEqual([path, 200])

beforeAll(async () => {
  server = await demonstration()
  await add('/profiles', { body: { name: { ja: '例示組織' }, editions: [CONTROL.edition] } })
  await add('/services', { id: 'store', body: { name: { ja: '共同保管' }, roles: ['provider'] } })
  await add('/scopes', { body: { services: [{ service: 'store', roles: ['provider'] }] } })
  await add('/risks', { id: 'reach', body: { title: '他テナントへの到達', service: 'store', role: 'provider' } })
  await add('/evidence', { id: 'settings', body: { title: '設定の記録', effective: '2026-11-01' } })
  await add('/applicabilities', {
    body: {
      control: CONTROL,
      role: 'provider',
      applicable: true,
      included: [{ because: 'risk', reference: 'reach' }],
      evidence: ['settings'],
    },
  })
}, 60_000)
afterAll(async () => server?.store.close())

/** The document in each format, as text of its bytes. */
const documents = (at: string, formats: readonly string[]): Promise<string[]> =>
  Promise.all(
    formats.map(async (format) => {
      const path = `http://localhost/api/v1${O}${at}/document?format=${format}&lang=ja`
      const response = await server.app.request(path)
      expect(response.status).toBe(200)
      return Buffer.from(await response.arrayBuffer()).toString('base64')
    }),
  )
const oscal = async (id: string): Promise<string> =>
  JSON.stringify((await server.get(`/statements/${id}/document?format=oscal`)) ?? '')

const update = async (path: string, change: object): Promise<void> => {
  const { version, body } = await server.get(path)
  expect((await server.put(path, { version, body: { ...body, ...change } })).status).toBe(200)
}

describe('a version of the statement', () => {
  it('[M-1] [T-4] reads the same for ever, whatever is renamed, added or deleted after it was made', async () => {
    const { json, status } = await server.post('/statements', { body: { title: '適用宣言書' } })
    expect(status).toBe(200)
    expect(json.body.made).toEqual({ by: expect.stringMatching(/./), on: '2026-11-21' })
    const at = `/statements/${json.id}`
    const before = await documents(at, FORMATS)
    const text = await oscal(json.id)
    for (const name of ['他テナントへの到達', '設定の記録', '例示組織'])
      expect([name, text.includes(name)]).toEqual([name, true])

    server.clock.now = new Date('2026-12-24T00:00:00.000Z')
    await update('/risks/reach', { title: '別の名称' })
    await update('/profiles/profile', { name: { ja: '別の組織' } })
    const { version } = await server.get('/evidence/settings')
    expect((await server.ask('DELETE', `${O}/evidence/settings?version=${version}`)).status).toBe(204)
    expect(await documents(at, FORMATS)).toEqual(before)

    const draft = await oscal('draft')
    expect([draft.includes('別の名称'), draft.includes('別の組織')]).toEqual([true, true])
  }, 60_000)

  it('[M-1] cannot be told by an ordinary write what it holds, who made it or who approved it', async () => {
    const forged = { by: '委員会', on: '2020-01-01' }
    const { json } = await server.post('/statements', { body: { made: forged, approval: forged, entries: [] } })
    expect(json.body.entries.length).toBeGreaterThan(10)
    await update(`/statements/${json.id}`, { title: '題', made: forged, approval: forged, basis: {}, entries: [] })
    const after = (await server.get(`/statements/${json.id}`)).body
    expect(after).toEqual({ ...json.body, title: '題' })
    expect(after.made.by).not.toBe(forged.by)
    expect(after.approval).toBeNull()
  })
})

describe('a version of the scope', () => {
  it('[M-1] [S-4] is a document, which once approved reads the same whatever is renamed later', async () => {
    await update('/profiles/profile', { baseIsms: { scope: '全社' } })
    const { id, body } = (await server.get('/scopes')).records[0]
    const at = `/scopes/${id}`
    const none = { none: 'なし。' }
    const lists = { sites: none, exclusions: none, interfaces: none, outsourced: none }
    const statement = { ja: '共同保管の提供' }
    await update(at, { ...body, ...lists, insideBase: '一部', boundaries: '設備一式', statement })
    const [draft] = await documents(at, ['docx'])
    const { version } = await server.get(at)
    expect((await server.post(`${at}/approve`, { version })).status).toBe(200)
    const approved = await documents(at, ['docx', 'pdf', 'xlsx'])
    expect(approved[0]).not.toBe(draft)
    await update('/services/store', { name: { ja: '別のサービス' } })
    await update('/profiles/profile', { name: { ja: '更に別の組織' } })
    server.clock.now = new Date('2027-01-01T00:00:00.000Z')
    expect(await documents(at, ['docx', 'pdf', 'xlsx'])).toEqual(approved)
  }, 60_000)
})
