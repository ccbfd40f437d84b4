/** A table as people send it: a header row, then rows; the row number counts as the program that made it does (the header is 1). */
export interface Sheet {
  readonly header: readonly string[]
  readonly rows: readonly SheetRow[]
}

export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
  /** Columns whose cell was a number, not a text: there 5.10 has become 5.1 before we saw it. */
  readonly numeric?: readonly number[]
}

/** No standard comes near these; beyond them a file is refused as a whole. */
export const SHEET_LIMITS = { rows: 20_000, columns: 200, cell: 20_000 } as const

/** Rows of cells as a sheet: the first row that holds anything is the header; empty rows are left out, and their numbers stay taken. */
export function sheetOf(rows: readonly (readonly string[])[], numeric: readonly (readonly number[])[] = []): Sheet {
  const filled = rows
    .map((cells, index): SheetRow => {
      const numbers = numeric[index] ?? []
      const row = { row: index + 1, cells: cells.map((cell) => cell.trim()) }
      return numbers.length === 0 ? row : { ...row, numeric: numbers }
    })
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [first, ...rest] = filled
  return { header: first?.cells ?? [], rows: rest }
}
