import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWorkbook } from './plain-workbook.ts'

const readBack = async (lines: readonly (readonly (string | number)[])[]): Promise<ExcelJS.Worksheet | undefined> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(new Uint8Array(plainWorkbook([{ name: 'Akashi', lines }])).buffer)
  return book.worksheets[0]
}

describe('a table as a workbook', () => {
  it('reads back as it was seen, numbers as numbers', async () => {
    const sheet = await readBack([
      ['名称', 'レベル'],
      ['<管理> & "共有"', 12],
    ])
    expect(sheet?.getCell('A2').value).toBe('<管理> & "共有"')
    expect(sheet?.getCell('B2').value).toBe(12)
  })

  it.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=HYPERLINK("http://x")', '\r=1'])(
    'never makes a formula of %j',
    async (text) => {
      const cell = (await readBack([['head'], [text]]))?.getCell('A2')
      expect(cell?.formula).toBeUndefined()
      expect(cell?.type).toBe(ExcelJS.ValueType.String)
    },
  )

  it('takes characters that XML has no place for', async () => {
    const sheet = await readBack([['a\u0000b\ud800c\u001b']])
    expect(sheet?.getCell('A1').value).toBe('a\ufffdb\ufffdc\ufffd')
  })

  it('holds several sheets by their names, and gives the same bytes each time', async () => {
    const sheets = [
      { name: '資産', lines: [['名称'], ['a']] },
      { name: '"<&>', lines: [['help']] },
    ]
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(plainWorkbook(sheets)).buffer)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['資産', '"<&>'])
    expect(Buffer.from(plainWorkbook(sheets)).equals(Buffer.from(plainWorkbook(sheets)))).toBe(true)
  })

  it('never makes a formula of any text', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'),
        fc.string(),
        async (sign, rest) => {
          const cell = (await readBack([['head'], [sign + rest]]))?.getCell('A2')
          expect([cell?.formula, cell?.type]).toEqual([undefined, ExcelJS.ValueType.String])
        },
      ),
      { numRuns: 40 },
    ))
})
