import { oneLine } from '../report/safe.ts'
import { padTo, widthOf } from '../report/text/width.ts'

/** Rows as aligned columns with two spaces between; the last column is not padded. Nothing in a cell can steer a terminal. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const clean = rows.map((row) => row.map(oneLine))
  const columns = Math.max(0, ...clean.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...clean.map((row) => widthOf(row[column] ?? ''))),
  )
  return clean
    .map(
      (row) =>
        `${row
          .map((cell, column) => padTo(cell, widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
