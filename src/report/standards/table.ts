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
  readonly tables: readonly PrintTable[]
}

/** Plain text as a cell, a paragraph a line. */
export const cell = (text: string): Cell => text.split('\n').map((line) => [{ text: line }])
