import { strToU8, zipSync } from 'fflate'
import type { Column } from './arranged.ts'

/** Gives the bytes to the person as a file. */
export function saveFile(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The table as it is seen, as a workbook. */
export function saveTable<R>(name: string, columns: readonly Column<R>[], rows: readonly R[]): void {
  const lines = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row)))]
  saveFile(`${name}.xlsx`, new Blob([new Uint8Array(workbook(lines))], { type: XLSX }))
}

/** A workbook of one sheet. Texts are written as texts, never as formulas, whatever they begin with. */
export function workbook(lines: readonly (readonly (string | number)[])[]): Uint8Array {
  const sheet = lines
    .map(
      (line, i) =>
        `<row r="${i + 1}">${line.map((value, j) => cell(value, `${columnName(j)}${i + 1}`)).join('')}</row>`,
    )
    .join('')
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${XLSX}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Akashi" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${sheet}</sheetData></worksheet>`,
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(head + xml)])))
}

const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
/** The most that one cell may hold. */
const MAX_CELL = 32_767

const cell = (value: string | number, at: string): string =>
  typeof value === 'number' && Number.isFinite(value)
    ? `<c r="${at}"><v>${value}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(String(value).slice(0, MAX_CELL))}</t></is></c>`

const LETTERS = 26
/** `A`, `Z`, `AA` … of a column counted from 0. */
const columnName = (index: number): string =>
  `${index < LETTERS ? '' : columnName(Math.floor(index / LETTERS) - 1)}${String.fromCharCode(65 + (index % LETTERS))}`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string =>
  // XML 1.0 has no place for the other control characters and for halves of pairs.
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>]/g, (c) => ENTITIES[c] ?? c)
