import { describe, expect, it } from 'vitest'
import { COMPLETE } from '../../../test/isms-example.ts'
import { tableXlsx } from '../standards/table-xlsx.ts'
import { soaDocument } from './soa-table.ts'

const soa = COMPLETE.records.soa[0]!
const nameOf = () => 'ISO/IEC 27017:2015'
const textOf = (cells: readonly (readonly (readonly { text: string }[])[])[]): string[] =>
  cells.map((cell) => cell.map((runs) => runs.map(({ text }) => text).join('')).join('|'))

describe('the statement as a document', () => {
  it('[T-4] holds every answer, by edition, with version, approval and the statement that it extends', () => {
    const { tables } = soaDocument(soa, nameOf, 'ja')
    expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['iso27002-2013', 2],
      ['iso27017-2015', 3],
    ])
    expect(tables[1]?.lines).toEqual([
      '例示組織',
      '第1版　承認: 情報セキュリティ委員会、2026年4月1日',
      'この文書は「適用宣言書」（3）を拡張する。',
    ])
    expect(textOf(tables[1]!.rows[0]!)).toEqual([
      '13.1.3',
      'ネットワークの分離',
      'プロバイダ',
      '適用',
      'リスクアセスメント: store confidentiality',
      '実施済み',
      'テナントごとに網を分ける。',
      '基盤課長',
      '設定',
      '',
    ])
  })

  it('[T-4] shows a proof and a refutation by a shape and a word', () => {
    const entries = soa.entries.map((entry) => ({
      ...entry,
      verdicts: [
        { run: 'r', guide: 'C.8.3.3/1.1', judgement: 'conforms' as const },
        { run: 'r', guide: 'C.8.3.3/1.2', judgement: 'does-not-conform' as const },
      ],
    }))
    const { tables } = soaDocument({ ...soa, entries }, nameOf, 'en')
    expect(textOf(tables[0]!.rows[0]!).at(-1)).toBe('● proved C.8.3.3/1.1|✕ refuted C.8.3.3/1.2')
  })

  it('[T-4] says how much is not yet decided, and nothing of it when all is', () => {
    const entries = soa.entries.map((entry, i) => (i === 0 ? { ...entry, applicable: null } : entry))
    const lines = (held: typeof entries): readonly string[] =>
      soaDocument({ ...soa, entries: held }, nameOf, 'ja').tables[0]!.lines
    expect(lines(entries)).toContain('2件のうち1件は、適用の可否が未定である。')
    expect(lines(soa.entries).join('')).not.toContain('未定')
  })

  it('[T-4] becomes a workbook with the same bytes each time, in which no text is a formula', async () => {
    const entries = soa.entries.map((entry) => ({ ...entry, how: '=HYPERLINK("http://x","y")' }))
    const made = () => tableXlsx(soaDocument({ ...soa, entries }, nameOf, 'ja'))
    const [one, two] = [await made(), await made()]
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true)
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Uint8Array.from(one).buffer)
    const cells = book.worksheets.flatMap((sheet) =>
      sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])),
    )
    expect(cells.length).toBeGreaterThan(20)
    expect(cells.some((value) => typeof value === 'object' && value !== null && 'formula' in value)).toBe(false)
  })
})
