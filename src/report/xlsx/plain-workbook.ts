import { strToU8, zipSync } from 'fflate'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** One sheet of a workbook: a name (at most 31 characters, none of `[]:*?/\\`), and rows of which the first is the head. */
export interface PlainSheet {
  readonly name: string
  readonly lines: readonly (readonly (string | number)[])[]
}

/** A workbook of plain tables. Texts are written as texts, never as formulas, whatever they begin with. The same tables give the same bytes. */
export function plainWorkbook(sheets: readonly PlainSheet[]): Uint8Array {
  const numbered = sheets.map((sheet, i) => ({ ...sheet, number: i + 1 }))
  const every = (part: (sheet: (typeof numbered)[number]) => string): string => numbered.map(part).join('')
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${XLSX}.main+xml"/>${every(({ number }) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${every(({ name, number }) => `<sheet name="${escaped(name)}" sheetId="${number}" r:id="r${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${every(({ number }) => `<Relationship Id="r${number}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}</Relationships>`,
    ...Object.fromEntries(numbered.map(({ lines, number }) => [`xl/worksheets/sheet${number}.xml`, sheetXml(lines)])),
  }
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const files = Object.entries(parts).map(([path, xml]) => [path, strToU8(head + xml)])
  return zipSync(Object.fromEntries(files), { mtime: MADE })
}

// The first day that a zip can name: the same tables give the same bytes.
const MADE = '1980-01-01T12:00:00'

function sheetXml(lines: PlainSheet['lines']): string {
  const rows = lines.map(
    (line, i) => `<row r="${i + 1}">${line.map((value, j) => cell(value, `${columnName(j)}${i + 1}`)).join('')}</row>`,
  )
  return `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews><sheetData>${rows.join('')}</sheetData></worksheet>`
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

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  // XML 1.0 has no place for the other control characters and for halves of pairs.
  text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (c) => ENTITIES[c] ?? c)
