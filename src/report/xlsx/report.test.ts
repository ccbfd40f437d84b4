import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { hostile } from '../fixtures/hostile.ts'
import { sample } from '../fixtures/sample.ts'
import { xlsxReport } from './report.ts'

async function read(bytes: Uint8Array) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Uint8Array.from(bytes).buffer)
  return book
}

describe('the workbook', () => {
  it('has a sheet for each part of the result, in the language asked for', async () => {
    const book = await read(await xlsxReport(sample, 'ja'))
    expect(book.worksheets.map((s) => s.name)).toEqual([
      '結論',
      '検出事項',
      '誰から誰へ届くか',
      '未確定の事項',
      '監査条件で許可された通信',
      '証拠の範囲',
      '未読の行',
      '証拠一式',
    ])
    const text = JSON.stringify(book.getWorksheet('検出事項')?.getSheetValues())
    expect(text).toContain('tap-b2 を VLAN 10 のメンバーから外す')
  })

  it('holds no formula, link or macro, whatever the evidence says', async () => {
    const files = unzipSync(await xlsxReport(hostile, 'en'))
    const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/worksheets/'))
    expect(sheets.length).toBeGreaterThan(7)
    for (const [, bytes] of sheets) expect(strFromU8(bytes)).not.toMatch(/<f[ >]|<hyperlink|<drawing/)
    expect(strFromU8(files['xl/sharedStrings.xml'] ?? new Uint8Array())).toContain('=HYPERLINK(')
    expect(Object.keys(files).filter((name) => /vba|externalLink/i.test(name))).toEqual([])
  })

  it('[V-10] is the same bytes for the same result', async () => {
    expect(Buffer.from(await xlsxReport(sample, 'ja')).equals(Buffer.from(await xlsxReport(sample, 'ja')))).toBe(true)
  })

  it('holds a text that is longer than a cell', async () => {
    const [first] = sample.open
    const long = { ...sample, open: [{ ...first!, ask: 'x'.repeat(100_000) }] }
    expect((await xlsxReport(long, 'en')).length).toBeGreaterThan(5000)
  })
})
