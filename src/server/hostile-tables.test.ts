import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { strToU8, zipSync } from 'fflate'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import { zipOf } from '../../test/support/zip.ts'
import { plainWorkbook } from '../report/xlsx/plain-workbook.ts'
import { FILE_LIMITS } from './sheet/limits.ts'

let server: Demonstration
beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

const bring = (body: Uint8Array, headers = {}) =>
  server.ask('POST', `${O}/assets/import?dryRun=false`, { body, headers })

const HEAD = ['名称', '区分']
const honest = plainWorkbook([{ name: '資産', lines: [HEAD, ['鍵', '暗号鍵']] }])

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const sheetXml = (cells: string): string =>
  `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`
const PARTS = {
  'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="a" r:id="R1"/></sheets></workbook>'),
  'xl/_rels/workbook.xml.rels': strToU8(
    '<Relationships><Relationship Id="R1" Target="worksheets/x.xml"/></Relationships>',
  ),
}
/** A workbook of that sheet, with other parts. */
const book = (sheet: string, more: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  zipSync({ ...PARTS, 'xl/worksheets/x.xml': strToU8(sheet), ...more }, { level: 1 })

const MIB = 2 ** 20
const BLANK = new Uint8Array(50 * MIB)
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "&l${i - 1};&l${i - 1};">`).join('')}]>`
const many = (count: number, cell: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => cell(i)).join('')

/** Each file with the refusal that it has to get. */
const FILES: readonly (readonly [name: string, code: string, make: () => Uint8Array])[] = [
  [
    'a part that unpacks to 70 MiB',
    'part-too-large',
    () => book(sheetXml(`<c r="A1" t="str"><v>${' '.repeat(70 * MIB)}</v></c>`)),
  ],
  [
    'parts that unpack to much together',
    'part-too-large',
    () =>
      book(sheetXml(''), Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`xl/worksheets/y${i}.xml`, BLANK]))),
  ],
  [
    'thousands of parts',
    'too-many-parts',
    () => zipOf(Array.from({ length: 2100 }, (_, i) => ({ name: `xl/media/${i}` }))),
  ],
  ['entities that multiply', 'doctype', () => book(`${LAUGHS}${sheetXml('<c r="A1" t="str"><v>&l8;</v></c>')}`)],
  [
    'an entity from outside',
    'doctype',
    () => book(`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${sheetXml('<c r="A1" t="str"><v>&e;</v></c>')}`),
  ],
  ['an entity that nobody declares', 'damaged', () => book(sheetXml('<c r="A1" t="str"><v>&e;</v></c>'))],
  [
    'one long text that stands in many cells',
    'too-much-text',
    () =>
      book(
        sheetXml(
          many(150, (i) => `<c r="${String.fromCharCode(65 + (i % 26))}${1 + Math.floor(i / 26)}" t="s"><v>0</v></c>`),
        ),
        { 'xl/sharedStrings.xml': strToU8(`<sst><si><t>${'あ'.repeat(MIB)}</t></si></sst>`) },
      ),
  ],
  ['a row far away', 'too-many-rows', () => book(sheetXml('<c r="A1048576" t="n"><v>1</v></c>'))],
  ['a column far away', 'too-many-columns', () => book(sheetXml('<c r="XFD1" t="n"><v>1</v></c>'))],
  ['a cell without a place', 'damaged', () => book(sheetXml('<c r="__proto__" t="n"><v>1</v></c>'))],
  ['a path that leads out', 'damaged', () => zipOf([{ name: '../../xl/workbook.xml', bytes: strToU8('<x/>') }])],
  [
    'encrypted parts',
    'old-or-encrypted',
    () => zipOf([{ name: 'xl/workbook.xml', bytes: new Uint8Array(16), claims: 4, flags: 1 }]),
  ],
  [
    'a workbook behind a password, or an old one',
    'old-or-encrypted',
    () => Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
  ],
  ['a workbook that breaks off', 'damaged', () => honest.slice(0, honest.length - 40)],
  ['a ZIP that is no workbook', 'no-worksheet', () => zipSync({ 'word/document.xml': strToU8('<x/>') })],
  ['XML that breaks off', 'damaged', () => book('<worksheet><sheetData>')],
  ['XML a hundred thousand deep', 'damaged', () => book('<a>'.repeat(100_000))],
  ['a picture', 'encoding', () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0xff)],
  ['bytes with NUL', 'not-a-table', () => new Uint8Array(1000)],
  ['text in no known encoding', 'encoding', () => Uint8Array.of(0x61, 0x2c, 0xff, 0x80, 0xfd)],
  ['a quotation that never closes', 'broken-csv', () => strToU8('名称,区分\n"a,b\n')],
  ['too many rows of csv', 'too-many-rows', () => strToU8(`名称\n${'a\n'.repeat(20_100)}`)],
  ['too many columns of csv', 'too-many-columns', () => strToU8(','.repeat(500))],
]

describe('tables that mean harm', () => {
  it.each(FILES)(
    '[M-5] %s is refused as %s in both languages, and nothing is written',
    async (_, code, make) => {
      const { status, json } = await bring(make())
      expect([status, json.error.code, json.error.details[0]?.code]).toEqual([400, 'wrong-table', code])
      expect(json.error.details[0].text.ja).toMatch(/。$/)
      expect(json.error.details[0].text.en).toMatch(/\.$/)
      expect(JSON.stringify(json)).not.toContain('?')
      expect((await server.ask('GET', `${O}/changes?limit=1`)).json.changes[0].kind).not.toBe('asset')
      expect((await server.ask('GET', '/health')).status).toBe(200)
    },
    60_000,
  )

  it('[M-5] a file beyond the limit is refused before it is read', async () => {
    const { status, json } = await bring(new Uint8Array(FILE_LIMITS.bytes + 1))
    expect([status, json.error.code]).toEqual([413, 'too-large'])
  })

  it('[M-5] more tables at once than are read are asked to wait, and those that were begun are read', async () => {
    const answers = await Promise.all(
      Array.from({ length: FILE_LIMITS.atOnce + 2 }, () => server.ask('POST', `${O}/assets/import`, { body: honest })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 429, 429])
    expect(answers.find(({ status }) => status === 429)?.json.error.details[0].text.ja).toContain('しばらく待って')
  }, 60_000)

  it.each(['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
    'a form (%s) is no file',
    async (type) => {
      const { status, json } = await bring(honest, { 'content-type': type })
      expect([status, json.error.code]).toEqual([415, 'not-bytes'])
    },
  )

  it('a file that the transport has packed is refused, not read as something else', async () => {
    expect((await bring(honest, { 'content-encoding': 'gzip' })).status).toBe(415)
  })

  it('[M-5] and an honest table still comes in', async () => {
    expect((await bring(honest)).json).toMatchObject({ made: 1, form: 'xlsx' })
    expect((await server.ask('GET', `${O}/assets`)).json.total).toBe(1)
  })
})
