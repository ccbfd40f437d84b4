import ExcelJS from 'exceljs'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { tableDocx } from './table-docx.ts'
import { tablePdf } from './table-pdf.ts'
import { tableXlsx } from './table-xlsx.ts'
import { cell, staysTogether, type TableDocument } from './table.ts'

const hostile = '=HYPERLINK("http://x") #evil[*a*] $x$ <w:p>&amp;\u202e\u0000'
const document: TableDocument = {
  title: '新旧対照表',
  lang: 'ja',
  foot: `作成: 事務局 ${hostile}`,
  tables: [
    {
      name: '新旧対照表',
      title: `規程 新旧対照表 ${hostile}`,
      lines: ['（下線部分は改正部分）'],
      columns: [
        { heading: '改正後', width: 42 },
        { heading: '改正前', width: 42 },
        { heading: '理由', width: 20 },
      ],
      rows: [
        [
          [[{ text: '5.1.1', strong: true }], [{ text: '資源を' }, { text: '点検', changed: true }]],
          cell(hostile),
          cell(''),
        ],
        [cell(''), cell('二行\n三行'), cell('x')],
      ],
    },
  ],
}
const part = (archive: Uint8Array, name: string): string => strFromU8(unzipSync(archive)[name] ?? new Uint8Array())

describe('tables for print', () => {
  it('[R-6] the workbook is ruled, underlines the changed words, repeats its header and holds no formula', async () => {
    const bytes = await tableXlsx(document)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(bytes).buffer)
    const sheet = book.getWorksheet('新旧対照表')
    const first = sheet?.getCell('A4')
    expect(first?.border).toMatchObject({ left: { style: 'thin' }, right: { style: 'thin' }, top: { style: 'thin' } })
    expect(sheet?.getCell('C4').border.right?.style).toBe('thin')
    expect(part(bytes, 'xl/sharedStrings.xml')).toMatch(/<u\/>.*?<t>点検<\/t>/)
    expect(part(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('<f>')
    expect(part(bytes, 'xl/workbook.xml')).toContain('_xlnm.Print_Titles')
    expect(sheet?.getCell('B4').text).toContain('=HYPERLINK')
  })

  it('[R-6] the Word document is ruled, underlines the changed words and takes no markup from a text', async () => {
    const xml = part(await tableDocx(document), 'word/document.xml')
    expect(xml).toMatch(/<w:u [^>]*\/>.*?点検/)
    expect(xml).toContain('w:tblHeader')
    expect(xml).toContain('&lt;w:p&gt;')
  })

  it('stands at the foot of every page: who made it, with no code of the program that shows it', async () => {
    const sheet = part(await tableXlsx({ ...document, foot: '作成: A & B &C' }), 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain(
      '<oddFooter>&amp;L&amp;8 作成: A &amp;&amp; B &amp;&amp;C&amp;R&amp;8&amp;P / &amp;N ページ</oddFooter>',
    )
    const [footer = ''] = Object.entries(unzipSync(await tableDocx(document)))
      .filter(([name]) => /^word\/footer\d*\.xml$/.test(name))
      .map(([, bytes]) => strFromU8(bytes))
    expect(footer).toContain('作成: 事務局')
    expect(footer).toContain('&lt;w:p&gt;')
  })

  it('[R-6] a row stays on one page, unless it is longer than a page may be', async () => {
    const [table] = document.tables
    if (table === undefined) throw new Error('there is a table')
    expect(staysTogether([cell('字'.repeat(600)), cell('')])).toBe(true)
    expect(staysTogether([cell('字'.repeat(3000)), cell('')])).toBe(false)
    expect(staysTogether([cell('字\n'.repeat(60)), cell('')])).toBe(false)
    expect(part(await tableDocx(document), 'word/document.xml').match(/<w:cantSplit\/>/g)).toHaveLength(2)
    const long = { ...document, tables: [{ ...table, rows: [[cell('字'.repeat(6000)), cell(''), cell('')]] }] }
    const pages = Buffer.from(await tablePdf(long))
      .toString('latin1')
      .match(/\/Type \/Page\b/g)
    expect(pages?.length).toBeGreaterThan(1)
  })

  it('[R-6] the PDF takes no program from a text, and every format gives the same bytes twice', async () => {
    for (const render of [tableXlsx, tablePdf, tableDocx]) {
      const [once, again] = [await render(document), await render(document)]
      expect(once.length).toBeGreaterThan(2000)
      expect(Buffer.compare(once, again)).toBe(0)
    }
  })
})
