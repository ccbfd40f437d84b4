import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'
import type { Cells } from './cells.ts'
import { CELL_LIMITS, MEBIBYTE } from './limits.ts'
import { SheetRefused } from './refusal.ts'

/** Reads the first worksheet of an .xlsx. Meant for a child process with little memory. Throws SheetRefused, or another error where the file is damaged. */
export async function readXlsx(bytes: Buffer): Promise<Pick<Cells, 'rows' | 'numeric'>> {
  const parts = await unzip(bytes, (name) =>
    /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/.test(name),
  )
  const sheet = parts.has('xl/workbook.xml') ? parts.get(firstSheetPath(parts)) : undefined
  if (sheet === undefined) throw new SheetRefused('no-worksheet')
  return readSheetXml(sheet, readShared(parts.get('xl/sharedStrings.xml')))
}

function unzip(bytes: Buffer, wanted: (name: string) => boolean): Promise<ReadonlyMap<string, string>> {
  return new Promise((resolve, reject) => {
    // validateEntrySizes (on by default) fails an entry that unpacks to more than it says.
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error)
      const parts = new Map<string, string>()
      let unpacked = 0
      zip.on('error', reject)
      zip.on('end', () => resolve(parts))
      zip.on('entry', (entry: yauzl.Entry) => {
        if (zip.entryCount > CELL_LIMITS.entries)
          return reject(new SheetRefused('too-many-parts', { limit: CELL_LIMITS.entries }))
        if (!wanted(entry.fileName)) return zip.readEntry()
        if (entry.isEncrypted()) return reject(new SheetRefused('old-or-encrypted'))
        unpacked += entry.uncompressedSize
        if (entry.uncompressedSize > CELL_LIMITS.part || unpacked > CELL_LIMITS.parts)
          return reject(
            new SheetRefused('part-too-large', { part: entry.fileName, limit: CELL_LIMITS.part / MEBIBYTE }),
          )
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

function readSheetXml(xml: string, shared: readonly string[]): Pick<Cells, 'rows' | 'numeric'> {
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
  if (row >= CELL_LIMITS.rows) throw new SheetRefused('too-many-rows', { limit: CELL_LIMITS.rows - 1 })
  if (column >= CELL_LIMITS.columns) throw new SheetRefused('too-many-columns', { limit: CELL_LIMITS.columns })
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
    throw new SheetRefused('doctype')
  })
  parser.on('opentag', ({ name, attributes }) => open(name, attributes))
  if (close !== undefined) parser.on('closetag', ({ name }) => close(name))
  if (text !== undefined) parser.on('text', text)
  parser.write(xml).close()
}
