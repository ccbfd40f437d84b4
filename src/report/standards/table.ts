import type { Lang } from '../../base/text.ts'

/** A run of text in a cell; `changed` is underlined, `strong` is bold. */
export interface TextRun {
  readonly text: string
  readonly changed?: boolean
  readonly strong?: boolean
}

/** Paragraphs of runs. */
export type Cell = readonly (readonly TextRun[])[]

export interface TableColumn {
  readonly heading: string
  /** Its share of the width. */
  readonly width: number
}

/** A ruled table for print: what Japanese readers expect of a 新旧対照表. */
export interface PrintTable {
  readonly name: string
  readonly title: string
  readonly lines: readonly string[]
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly Cell[])[]
}

export interface TableDocument {
  readonly title: string
  readonly lang: Lang
  /** Who made it, when and from what, for the foot of every page; may be empty. */
  readonly foot: string
  readonly tables: readonly PrintTable[]
}

/** Up to this many signs in each of its cells a row fits on a page. */
const MAX_TOGETHER = 700

/** Whether a row is to stand on one page. A longer one has to break, or it would run over the edge. */
export const staysTogether = (row: readonly Cell[]): boolean =>
  row.every(
    (each) => each.length < 20 && each.flat().reduce((signs, { text }) => signs + text.length, 0) <= MAX_TOGETHER,
  )

/** Plain text as a cell, a paragraph a line. */
export const cell = (text: string): Cell => text.split('\n').map((line) => [{ text: line }])
