import { CsvError, parse } from 'csv-parse/sync'
import { bareCell } from '../../base/csv.ts'
import type { Cells } from './cells.ts'
import { CELL_LIMITS } from './limits.ts'
import { SheetRefused } from './refusal.ts'

/** The longest row in bytes. */
const RECORD_BYTES = 1 << 20

/** The rows of a csv or tsv text. Apostrophes that keep a spreadsheet from running a text as a formula are taken off. */
export function readText(bytes: Uint8Array): Pick<Cells, 'rows' | 'form'> {
  const { text, form } = decode(bytes)
  if (text.includes('\0')) throw new SheetRefused('not-a-table')
  try {
    const rows: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: RECORD_BYTES,
      // One more than may be, so that there is something to refuse.
      to: CELL_LIMITS.rows + 1,
    })
    return { rows: rows.map((row) => row.map(bareCell)), form }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new SheetRefused('broken-csv', { line: 'lines' in error ? String(error['lines']) : '?' })
  }
}

/** Spreadsheets save tables as “Unicode text” with tabs: then the head has tabs and no comma. */
function delimiterOf(text: string): ',' | '\t' {
  const end = text.search(/[\r\n]/)
  const head = end === -1 ? text : text.slice(0, end)
  return head.includes('\t') && !head.includes(',') ? '\t' : ','
}

/** UTF-16 where the mark says so, UTF-8 where the bytes are UTF-8; otherwise what Japanese spreadsheets write by default (Shift_JIS as Windows has it, CP932). */
function decode(bytes: Uint8Array): { readonly text: string; readonly form: Cells['form'] } {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return { text: inEncoding(bytes, 'utf-16le'), form: 'utf-16' }
  if (first === 0xfe && second === 0xff) return { text: inEncoding(bytes, 'utf-16be'), form: 'utf-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), form: 'utf-8' }
  } catch {
    return { text: inEncoding(bytes, 'shift_jis'), form: 'shift_jis' }
  }
}

function inEncoding(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new SheetRefused('encoding')
  }
}
