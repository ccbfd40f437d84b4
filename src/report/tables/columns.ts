import type { TableColumn } from '../standards/table.ts'

/** Columns from pairs of heading and share of the width. */
export const columns = (...list: readonly (readonly [string, number])[]): readonly TableColumn[] =>
  list.map(([heading, width]) => ({ heading, width }))
