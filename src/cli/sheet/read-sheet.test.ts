import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readSheet } from './read-sheet.ts'

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'sheet-')), name)
  await writeFile(path, bytes)
  return path
}

async function workbook(...rows: (string | number | null)[][]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('表')
  rows.forEach((row) => sheet.addRow(row))
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const sheetXml = (cells: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cells}</row></sheetData></worksheet>`
const book = (sheet: string, shared: string | null = '<sst/>') =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="a" r:id="R1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="R1" Target="worksheets/x.xml"/></Relationships>',
    ),
    'xl/worksheets/x.xml': strToU8(sheet),
    ...(shared === null ? {} : { 'xl/sharedStrings.xml': strToU8(shared) }),
  })

describe('reading a person’s table', () => {
  it('an .xlsx gives its first worksheet, with gaps, and says which cells are numbers', async () => {
    const { sheet, problems } = await readSheet(
      await file('a.xlsx', await workbook(['項番', null, '本文'], ['5.1.1', null, '例 <&>'], [5.1, null, '数値'])),
    )
    expect(problems).toEqual([])
    expect(sheet?.header).toEqual(['項番', '', '本文'])
    expect(sheet?.rows).toEqual([
      { row: 2, cells: ['5.1.1', '', '例 <&>'] },
      { row: 3, cells: ['5.1', '', '数値'], numeric: [0] },
    ])
  })

  it('leaves out the furigana of a Japanese workbook', async () => {
    const shared = '<sst><si><t>項番</t><rPh sb="0" eb="2"><t>コウバン</t></rPh></si></sst>'
    const { sheet } = await readSheet(await file('a.xlsx', book(sheetXml('<c r="A1" t="s"><v>0</v></c>'), shared)))
    expect(sheet?.header).toEqual(['項番'])
  })

  it('reads a workbook that keeps its texts in the cells and has no shared strings', async () => {
    const cells = '<c r="A1" t="inlineStr"><is><t>項番</t></is></c>'
    expect((await readSheet(await file('a.xlsx', book(sheetXml(cells), null)))).sheet?.header).toEqual(['項番'])
  })

  it('a .csv is read in UTF-8 and UTF-16 (with a mark) and in Shift_JIS', async () => {
    const utf16 = await readSheet(await file('a.tsv', Buffer.from('\uFEFF項番\t本文\r\n5.1.1\t例\r\n', 'utf16le')))
    expect([utf16.sheet?.header, utf16.sheet?.rows[0]?.cells]).toEqual([
      ['項番', '本文'],
      ['5.1.1', '例'],
    ])
    const utf8 = await readSheet(await file('a.csv', '\uFEFF項番,本文\r\n5.1.1,"一行目\n二行目"\r\n'))
    expect(utf8.sheet?.rows).toEqual([{ row: 2, cells: ['5.1.1', '一行目\n二行目'] }])
    const sjis = await readSheet(
      await file('a.csv', new Uint8Array([0x8d, 0x80, 0x94, 0xd4, 0x2c, 0x61, 0x0a, 0x35, 0x2c, 0x62, 0x0a])),
    )
    expect(sjis.sheet?.header).toEqual(['項番', 'a'])
  })

  it.each([
    ['no workbook', strToU8('PK not a zip')],
    ['a DOCTYPE', book(`<!DOCTYPE x [<!ENTITY a "b">]>${sheetXml('')}`)],
    ['an unknown entity', book(sheetXml('<c r="A1" t="str"><v>&a;</v></c>'))],
    ['a cell far away', book(sheetXml('<c r="A9999999" t="n"><v>1</v></c>'))],
    ['XML that breaks off', book('<worksheet><sheetData>')],
  ])('%s is refused in words, and harms nothing', async (_, bytes) => {
    const { sheet, problems } = await readSheet(await file('bad.xlsx', bytes))
    expect(sheet).toBeNull()
    expect(problems.map(({ code }) => code)).toEqual(['wrong-sheet'])
  })

  it('a part that unpacks to far more than it may is refused', async () => {
    const bomb = book(sheetXml(`<c r="A1" t="str"><v>${' '.repeat(70 << 20)}</v></c>`))
    expect(bomb.length).toBeLessThan(1 << 20)
    const { sheet, problems } = await readSheet(await file('bomb.xlsx', bomb))
    expect([sheet, problems[0]?.params?.['detail']]).toEqual([
      null,
      'Unpacked it is too large (xl/worksheets/x.xml, at most 64 MiB).',
    ])
  })
})
