import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'

/** The cells of the first worksheet, and which of them were numbers. Rows and columns count from 0; gaps are filled with ''. */
export interface XlsxCells {
  readonly rows: readonly (readonly string[])[]
  readonly numeric: readonly (readonly number[])[]
}

/** Beyond these a workbook is refused: an unpacked part, all parts, rows, columns. */
export const XLSX_LIMITS = { part: 64 << 20, entries: 2000, rows: 20_001, columns: 200 } as const

/** Reads the first worksheet of an .xlsx. Meant for a child process with little memory. Throws an Error that says what is wrong with the file. */
export async function readXlsx(bytes: Buffer): Promise<XlsxCells> {
  const parts = await unzip(bytes, (name) =>
    /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/.test(name),
  )
  const sheet = parts.get(firstSheetPath(parts))
  if (sheet === undefined) throw new Error('the workbook has no worksheet')
  return readSheetXml(sheet, readShared(parts.get('xl/sharedStrings.xml')))
}

function unzip(bytes: Buffer, wanted: (name: string) => boolean): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve, reject) => {
    // validateEntrySizes (on by default) fails an entry that unpacks to more than it says.
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error)
      const parts = new Map<string, string>()
      zip.on('error', reject)
      zip.on('end', () => resolve(parts))
      zip.on('entry', (entry: yauzl.Entry) => {
        if (zip.entryCount > XLSX_LIMITS.entries) return reject(new Error(`more than ${XLSX_LIMITS.entries} parts`))
        if (!wanted(entry.fileName)) return zip.readEntry()
        if (entry.uncompressedSize > XLSX_LIMITS.part) return reject(new Error(`${entry.fileName} is too large`))
        zip.openReadStream(entry, (failure, stream) => {
          if (failure !== null) return reject(failure)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => void chunks.push(chunk))
          stream.on('error', reject)
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })
}

/** The part of the sheet that stands first in the workbook, whatever its file is called. */
function firstSheetPath(parts: ReadonlyMap<string, string>): string {
  let relation = ''
  parse(parts.get('xl/workbook.xml') ?? '', (name, attributes) => {
    if (name === 'sheet' && relation === '') relation = attributes['r:id'] ?? ''
  })
  let target = ''
  parse(parts.get('xl/_rels/workbook.xml.rels') ?? '', (name, attributes) => {
    if (name === 'Relationship' && attributes['Id'] === relation) target = attributes['Target'] ?? ''
  })
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** Shared strings; a workbook may keep all its texts in the cells and have none. The reading aids (ふりがな, `rPh`) that Japanese workbooks carry are not part of the text. */
function readShared(xml: string | undefined): readonly string[] {
  const strings: string[] = []
  if (xml === undefined) return strings
  let [text, inText, inReading] = ['', false, false]
  parse(
    xml,
    (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') inReading = true
      if (name === 't') inText = true
    },
    (name) => {
      if (name === 'si') strings.push(text)
      if (name === 'rPh') inReading = false
      if (name === 't') inText = false
    },
    (piece) => {
      if (inText && !inReading) text += piece
    },
  )
  return strings
}

function readSheetXml(xml: string, shared: readonly string[]): XlsxCells {
  const rows: string[][] = []
  const numeric: number[][] = []
  let cell: { row: number; column: number; type: string } | null = null
  let [value, inValue, inReading] = ['', false, false]
  const finish = (): void => {
    if (cell === null || value === '') return
    const text = cell.type === 's' ? (shared[Number(value)] ?? '') : value
    const row = (rows[cell.row] ??= [])
    while (row.length < cell.column) row.push('')
    row[cell.column] = text
    if (cell.type === 'n') (numeric[cell.row] ??= []).push(cell.column)
  }
  parse(
    xml,
    (name, attributes) => {
      if (name === 'c') cell = cellAt(attributes)
      if (name === 'c') value = ''
      if (name === 'rPh') inReading = true
      if (name === 'v' || name === 't') inValue = true
    },
    (name) => {
      if (name === 'c') finish()
      if (name === 'rPh') inReading = false
      if (name === 'v' || name === 't') inValue = false
    },
    (piece) => {
      if (inValue && !inReading) value += piece
    },
  )
  return { rows: Array.from(rows, (row) => row ?? []), numeric: Array.from(numeric, (columns) => columns ?? []) }
}

function cellAt(attributes: Readonly<Record<string, string>>): { row: number; column: number; type: string } {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(attributes['r'] ?? '') ?? []
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  const row = Number(digits) - 1
  if (column < 0 || row < 0) throw new Error('a cell has no place')
  if (row >= XLSX_LIMITS.rows) throw new Error(`more than ${XLSX_LIMITS.rows - 1} rows`)
  if (column >= XLSX_LIMITS.columns) throw new Error(`more than ${XLSX_LIMITS.columns} columns`)
  return { row, column, type: attributes['t'] ?? 'n' }
}

type Open = (name: string, attributes: Readonly<Record<string, string>>) => void

/** Entities beyond XML's own five are errors, and a DOCTYPE is refused. */
function parse(xml: string, open: Open, close?: (name: string) => void, text?: (piece: string) => void): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a DOCTYPE is not allowed')
  })
  parser.on('opentag', ({ name, attributes }) => open(name, attributes))
  if (close !== undefined) parser.on('closetag', ({ name }) => close(name))
  if (text !== undefined) parser.on('text', text)
  parser.write(xml).close()
}
