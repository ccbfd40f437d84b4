import type { CellRichTextValue, Style, Worksheet } from 'exceljs'
import type { Lang } from '../../base/text.ts'
import { visible } from '../safe.ts'
import { widthOf } from '../text/width.ts'
import { fixedZip } from './fixed-zip.ts'
import type { Cell, PrintTable, TableDocument } from './table.ts'

const RULE = { style: 'thin', color: { argb: 'FF404040' } } as const
const GRID = { top: RULE, bottom: RULE, left: RULE, right: RULE }
const FONT = { ja: 'Yu Gothic', en: 'Calibri' } as const
/** Characters that fit across an A4 sheet lying on its side at this size. */
const SHEET_CHARACTERS = 150
/** Excel shows no more in one cell. */
const MAX_CELL = 32_000

/** The tables as a workbook, one a sheet: ruled, wrapped, header repeated on every page, A4 landscape. Texts stay texts: none is ever a formula. */
export async function tableXlsx({ tables, lang, title, foot }: TableDocument): Promise<Uint8Array> {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  book.creator = 'Akashi'
  book.title = title
  book.created = book.modified = new Date('1980-01-01T00:00:00Z')
  for (const table of tables) {
    const sheet = book.addWorksheet(table.name.slice(0, 31))
    fill(sheet, table, FONT[lang])
    sheet.headerFooter.oddFooter = footer(foot, lang)
  }
  return fixedZip(new Uint8Array(await book.xlsx.writeBuffer()))
}

/** The most that Excel takes for a header or footer is 255 signs; `&` begins a code there, and two are one sign. */
const MAX_FOOT = 100

const footer = (foot: string, lang: Lang): string =>
  `&L&8${space(visible(foot).slice(0, MAX_FOOT).replaceAll('&', '&&'))}&R&8${lang === 'ja' ? '&P / &N ページ' : 'Page &P of &N'}`

/** Digits right after a size would be read as part of it. */
const space = (text: string): string => (text === '' ? '' : ` ${text}`)

function fill(sheet: Worksheet, table: PrintTable, font: string): void {
  const share = SHEET_CHARACTERS / table.columns.reduce((sum, { width }) => sum + width, 0)
  sheet.columns = table.columns.map(({ width }) => ({ width: width * share }))
  const head = [table.title, ...table.lines]
  head.forEach((line, index) => {
    sheet.addRow([visible(line)]).font = { name: font, size: index === 0 ? 14 : 10, bold: index === 0 }
  })
  const header = sheet.addRow(table.columns.map(({ heading }) => heading))
  header.eachCell((each) => void Object.assign(each, { style: headerStyle(font) }))
  for (const row of table.rows) {
    const added = sheet.addRow(row.map((each) => richText(each, font)))
    added.height = heightOf(
      row,
      table.columns.map(({ width }) => width * share),
    )
    for (let column = 1; column <= table.columns.length; column++) added.getCell(column).style = bodyStyle(font)
  }
  sheet.views = [{ state: 'frozen', ySplit: head.length + 1 }]
  sheet.pageSetup = {
    paperSize: 9,
    orientation: 'landscape',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${head.length + 1}:${head.length + 1}`,
  }
}

/** Points of a line, and the most that a row may have. */
const LINE = 16
const MAX_HEIGHT = 409

/** A row high enough for its fullest cell: not every program fits wrapped rows by itself. */
function heightOf(row: readonly Cell[], widths: readonly number[]): number {
  const lines = row.map((cell, index) =>
    cell.reduce(
      (sum, runs) =>
        sum + Math.max(1, Math.ceil(widthOf(runs.map(({ text }) => text).join('')) / ((widths[index] ?? 10) * 0.92))),
      0,
    ),
  )
  return Math.min(MAX_HEIGHT, Math.max(1, ...lines) * LINE + 4)
}

const headerStyle = (font: string): Partial<Style> => ({
  font: { name: font, size: 10, bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  border: GRID,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8E8E8' } },
})

const bodyStyle = (font: string): Partial<Style> => ({
  font: { name: font, size: 10 },
  alignment: { vertical: 'top', wrapText: true },
  border: GRID,
})

function richText(cell: Cell, font: string): CellRichTextValue | string {
  const runs = cell.flatMap((paragraph, index) => (index === 0 ? paragraph : [{ text: '\n' }, ...paragraph]))
  const cut = bounded(runs.map((run) => ({ ...run, text: visible(run.text) })))
  if (cut.every(({ text }) => text === '')) return ''
  return {
    richText: cut.map(({ text, changed, strong }) => ({
      text,
      font: {
        name: font,
        size: 10,
        ...(changed === true ? { underline: true } : {}),
        ...(strong === true ? { bold: true } : {}),
      },
    })),
  }
}

function bounded<R extends { readonly text: string }>(runs: readonly R[]): readonly R[] {
  let room = MAX_CELL
  return runs.flatMap((run) => {
    const text = run.text.length <= room ? run.text : `${run.text.slice(0, Math.max(0, room - 1))}…`
    const fits = room > 0
    room -= text.length
    return fits ? [{ ...run, text }] : []
  })
}
