import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { filesOf } from '../../test/audit/lab.ts'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import { DEMO_ORGANISATION } from './identity/principal.ts'
import { ROUTES } from './routes/all.ts'
import type { Route } from './route.ts'

let server: Demonstration
const add = async (path: string, body: object, id?: string) =>
  (await server.post(path, { ...(id === undefined ? {} : { id }), body })).json

/** What a spreadsheet would run or call, each with a mark by which it is found again. */
const ATTACKS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '＝1+1',
  '＋1',
  '－1',
  '＠x',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://x.test","y")',
]
const attack = (i: number): string => `${ATTACKS[i % ATTACKS.length] ?? ''} ⚑`
const both = (i: number) => ({ ja: attack(i), en: attack(i + 1) })
const EXAMPLE = 'linux-plain-brnf1'
let run = ''
let scope = ''

beforeAll(async () => {
  server = await demonstration()
  await add('/profiles', { name: both(0), editions: ['iso27017-2015'] })
  await add('/services', { name: both(2), roles: ['provider'] }, 'store')
  scope = (
    await add('/scopes', {
      services: [{ service: 'store', roles: ['provider'] }],
      insideBase: attack(0),
      boundaries: attack(1),
      sites: { items: [{ name: attack(2), address: attack(3) }] },
      exclusions: { items: [{ what: attack(4), reason: attack(5) }] },
      interfaces: { items: [{ with: attack(6), what: attack(7) }] },
      outsourced: { items: [{ what: attack(8), to: attack(9) }] },
      statement: both(0),
    })
  ).id
  for (const [i] of ATTACKS.entries()) {
    await add('/assets', {
      name: both(i),
      class: 'key',
      services: ['store'],
      owner: attack(i),
      location: attack(i + 1),
      description: attack(i + 2),
    })
    const treatment = { options: ['modify'], plan: attack(i) }
    await add('/risks', {
      title: attack(i),
      description: attack(i + 1),
      service: 'store',
      role: 'provider',
      owner: attack(i + 2),
      threats: [attack(i + 3)],
      treatment,
    })
  }
  const control = { edition: 'iso27017-2015', item: 'CLD.9.5.1' }
  const reasons = { included: [{ because: 'law', reference: attack(4) }], how: attack(0), owner: attack(3) }
  await add('/applicabilities', { control, role: 'provider', applicable: true, ...reasons })
  await add('/responsibilities', { service: 'store', control, who: 'both', provider: both(0), customer: both(3) })
  await add('/information', { service: 'store', topic: 'dataLocation', text: both(8) })
  run = await audited()
}, 120_000)
afterAll(async () => server?.store.close())

/** An audit whose engagement calls the service and the tenants by formulas. */
async function audited(): Promise<string> {
  const { id } = await add('/evidence', { title: attack(0), effective: '2026-11-20' })
  for (const { path, bytes } of filesOf(EXAMPLE)) if (path !== 'akashi.yaml') await server.upload(id, path, bytes)
  const text = readFileSync(join('examples', EXAMPLE, 'akashi.yaml'), 'utf8').replace(
    /^(\s*name:).*$/m,
    `$1 { ja: "=1+1 ⚑", en: "=1+1 ⚑" }`,
  )
  const engagement = (await add('/engagements', { title: attack(1), text })).id
  const begun = (await server.post('/audit-runs', { title: attack(2), engagement, evidence: [id] })).json.id
  await server.jobs.idle()
  return begun
}

/** The routes that give spreadsheets, by what they say of themselves: a new one is found, and has to be told its id here. */
const IDS: Readonly<Record<string, () => string>> = {
  '/organisations/{organisation}/statements/{id}/document': () => 'draft',
  '/organisations/{organisation}/scopes/{id}/document': () => scope,
  '/organisations/{organisation}/services/{id}/information-pack': () => 'store',
  '/organisations/{organisation}/audit-runs/{id}/report': () => run,
}
const formats = ({ query }: Route): readonly string[] => {
  const format = query?.['format']
  const shape = format === undefined ? {} : z.toJSONSchema(format, { io: 'input' })
  const { enum: all = [] } = z.object({ enum: z.array(z.string()).optional() }).parse(shape)
  return all.filter((one) => one === 'xlsx' || one === 'csv')
}
const EXPORTS = ROUTES.flatMap((route) =>
  formats(route).flatMap((format) => (['ja', 'en'] as const).map((lang) => ({ path: route.path, format, lang }))),
)

async function bytesOf(path: string, format: string, lang: string): Promise<Uint8Array> {
  const filled = path.replace('{organisation}', DEMO_ORGANISATION).replace('{id}', () => IDS[path]?.() ?? 'untold')
  const response = await server.app.request(`http://localhost/api/v1${filled}?format=${format}&lang=${lang}`)
  expect([path, response.status]).toEqual([path, 200])
  return new Uint8Array(await response.arrayBuffer())
}

const DANGEROUS = /^[=+\-@\t\r＝＋－＠]/

/** The texts of all cells; fails where one is anything but a text or a number. */
async function textsOf(bytes: Uint8Array): Promise<string[]> {
  for (const [name, part] of Object.entries(unzipSync(bytes)))
    if (/worksheets\/[^/]+\.xml$/.test(name)) expect(strFromU8(part)).not.toMatch(/<f[ >]|<hyperlink|ddeLink/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(bytes).buffer)
  const texts: string[] = []
  for (const sheet of book.worksheets)
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect([
          ExcelJS.ValueType.String,
          ExcelJS.ValueType.RichText,
          ExcelJS.ValueType.Number,
          ExcelJS.ValueType.Merge,
          ExcelJS.ValueType.Null,
        ]).toContain(cell.type)
        texts.push(cell.text)
      }),
    )
  return texts
}

describe('spreadsheets that go out', () => {
  it('come from more than a handful of routes, and each is told what to give', () => {
    expect(new Set(EXPORTS.map(({ path }) => path)).size).toBeGreaterThan(4)
  })

  it.each(EXPORTS)(
    '$path as $format ($lang) runs nothing when it is opened',
    async ({ path, format, lang }) => {
      const bytes = await bytesOf(path, format, lang)
      if (format === 'csv') {
        const rows: string[][] = parse(Buffer.from(bytes), { bom: true })
        expect(rows.flat().filter((cell) => DANGEROUS.test(cell))).toEqual([])
        expect(rows.flat().filter((cell) => cell.endsWith('⚑')).length).toBeGreaterThan(10)
        return
      }
      const texts = await textsOf(bytes)
      // The attacks are really there, as texts.
      expect(texts.filter((cell) => /⚑/.test(cell)).length).toBeGreaterThan(0)
    },
    60_000,
  )

  it('[M-5] the register comes back through the import as it went out, formulas and all', async () => {
    for (const path of ['assets', 'risks'])
      for (const format of ['xlsx', 'csv']) {
        const bytes = await bytesOf(`/organisations/{organisation}/sheets/${path}`, format, 'ja')
        const { json } = await server.ask('POST', `${O}/${path}/import`, { body: bytes })
        expect([path, format, json.problems, json.counts]).toEqual([
          path,
          format,
          [],
          { create: 0, update: 0, same: ATTACKS.length, refused: 0 },
        ])
      }
  }, 60_000)

  it(
    'whatever a person calls an asset, its cell is a text',
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...'=+-@＝＋－＠'),
          fc.string({ unit: 'grapheme', maxLength: 30 }),
          async (sign, rest) => {
            const name = `${sign}${rest}`.trim()
            const body = { name: { ja: name }, class: 'key' }
            const made = await server.ask('POST', `${O}/assets`, { body: { body } })
            fc.pre(made.status === 200)
            const texts = await textsOf(await bytesOf('/organisations/{organisation}/sheets/assets', 'xlsx', 'ja'))
            expect(texts).toContain(name)
            const csv: string[][] = parse(
              Buffer.from(await bytesOf('/organisations/{organisation}/sheets/assets', 'csv', 'ja')),
              { bom: true },
            )
            expect(csv.flat()).toContain(`'${name}`)
          },
        ),
        { numRuns: 15 },
      ),
    60_000,
  )
})
