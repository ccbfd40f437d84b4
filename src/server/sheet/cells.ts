import { CELL_LIMITS } from './limits.ts'
import { SheetRefused } from './refusal.ts'
import { readText } from './text-cells.ts'
import { readXlsx } from './xlsx.ts'

/** The cells of a table, and which of them were numbers. Rows and columns count from 0; gaps are filled with ''. */
export interface Cells {
  readonly rows: readonly (readonly string[])[]
  readonly numeric: readonly (readonly number[])[]
  /** How it was written. */
  readonly form: 'xlsx' | 'utf-8' | 'utf-16' | 'shift_jis'
}

const startsWith = (bytes: Uint8Array, ...signs: readonly number[]): boolean =>
  signs.every((sign, at) => bytes[at] === sign)

const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6) || startsWith(bytes, 0x50, 0x4b, 7, 8)
/** The container of old workbooks, and of new ones behind a password. */
const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)

/** Reads a table by what its bytes are, whatever its name. Throws SheetRefused. Meant for a child process with little memory. */
export async function readCells(bytes: Buffer, onlyWorkbook = false): Promise<Cells> {
  if (isCompound(bytes)) throw new SheetRefused('old-or-encrypted')
  if (isZip(bytes)) return bounded({ ...(await readXlsx(bytes)), form: 'xlsx' })
  if (onlyWorkbook) throw new SheetRefused('not-a-workbook')
  return bounded({ ...readText(bytes), numeric: [] })
}

function bounded(cells: Cells): Cells {
  let characters = 0
  for (const row of cells.rows) {
    if (row.length > CELL_LIMITS.columns) throw new SheetRefused('too-many-columns', { limit: CELL_LIMITS.columns })
    // A gap costs something as well.
    for (const cell of row) characters += cell.length + 1
    if (characters > CELL_LIMITS.characters) throw new SheetRefused('too-much-text', { limit: CELL_LIMITS.characters })
  }
  if (cells.rows.length > CELL_LIMITS.rows) throw new SheetRefused('too-many-rows', { limit: CELL_LIMITS.rows - 1 })
  return cells
}
