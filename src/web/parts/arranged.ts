import type { ReactNode } from 'react'
import type { Lang } from '../../base/text.ts'

/** A column: what it holds for sorting, filtering and files, and how it is shown where that differs. */
export interface Column<R> {
  readonly key: string
  readonly title: string
  readonly value: (row: R) => string | number
  readonly show?: (row: R) => ReactNode
  /** CSS width. */
  readonly width?: string
  /** What the server sorts a list by that is too long to be held here; without it such a list is not sorted by this column. */
  readonly sort?: string
  /** Left out on a narrow screen. */
  readonly isSecondary?: boolean
}

export interface Order {
  readonly key: string
  readonly isUp: boolean
}

const COLLATORS = { ja: new Intl.Collator('ja', { numeric: true }), en: new Intl.Collator('en', { numeric: true }) }
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The rows in which every word occurs, whatever its width or case, in the wished order. */
export function arranged<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  words: string,
  order: Order | null,
  lang: Lang,
): readonly R[] {
  const sought = plain(words)
    .split(/\s+/)
    .filter((word) => word !== '')
  const fitting =
    sought.length === 0
      ? rows
      : rows.filter((row) => {
          const text = plain(columns.map(({ value }) => value(row)).join('\n'))
          return sought.every((word) => text.includes(word))
        })
  const column = columns.find(({ key }) => key === order?.key)
  if (order === null || column === undefined) return fitting
  // What is compared is looked up once for each row.
  const keyed = fitting.map((row) => ({ row, at: column.value(row) }))
  const sign = order.isUp ? 1 : -1
  return keyed.toSorted((a, b) => sign * compared(a.at, b.at, lang)).map(({ row }) => row)
}

const compared = (a: string | number, b: string | number, lang: Lang): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : COLLATORS[lang].compare(String(a), String(b))
