import type { z } from 'zod'
import type { Lang, Text } from '../../base/text.ts'
import type { Criteria } from '../records/criteria.ts'

/** Why a head or a row cannot be taken. `report` has the sentence of each. */
export const IMPORT_PROBLEMS = [
  'nothing-there',
  'column-unknown',
  'column-twice',
  'column-missing',
  'cell-empty',
  'cell-too-long',
  'cell-invalid',
  'word-unknown',
  'name-unknown',
  'name-ambiguous',
  'number-expected',
  'day-expected',
  'step-unknown',
  'rating-half',
  'criteria-unknown',
  'id-invalid',
  'row-ambiguous',
  'row-twice',
] as const
export type ImportProblemCode = (typeof IMPORT_PROBLEMS)[number]

export interface Trouble {
  readonly code: ImportProblemCode
  readonly params: Readonly<Record<string, string | number>>
}

/** A record that cells may name: by its id, or by its name in either language. */
export interface Named {
  readonly id: string
  readonly name: Text
}

/** What a form needs to know beside the cells: how codes are said, and what there is to refer to. */
export interface ImportWords {
  readonly word: (code: string, lang: Lang) => string
  readonly threat: (threat: string, lang: Lang) => string
  readonly threats: readonly string[]
  readonly services: readonly Named[]
  readonly assets: readonly Named[]
  readonly controls: readonly Named[]
  readonly criteria: readonly (Criteria & { readonly id: string })[]
}

/** A cell that is not empty. `lang` is the language of the heading above it. */
export interface Cell {
  readonly text: string
  readonly isNumber: boolean
  readonly lang: Lang
}

export type Taken<B> = { readonly body: B } | { readonly trouble: Trouble }

/** A column of a form: how it is called, what it says of a record, and how a record takes it. */
export interface Field<B> {
  readonly key: string
  readonly heading: Text
  /** Other headings that are known, by the language that they are in. */
  readonly also?: { readonly ja?: readonly string[]; readonly en?: readonly string[] }
  /** What is to stand in it: for the template. */
  readonly help: Text
  /** The codes that it takes, in words. */
  readonly codes?: readonly string[]
  /** A new record needs it; or needs that the body answers true. */
  readonly required?: true | ((body: B) => boolean)
  readonly write: (body: B, words: ImportWords, lang: Lang) => string | number
  /** Takes the cell, or an empty one (null). A column without it is calculated: it is known, and passed over. */
  readonly take?: (body: B, cell: Cell | null, words: ImportWords) => Taken<B>
}

/** How records of a kind stand in a table. */
export interface ImportForm<B> {
  readonly fields: readonly Field<B>[]
  readonly schema: z.ZodType<B>
  /** A new record before anything was taken. */
  readonly start: B
  /** What it is called; any of these names it. */
  readonly names: (body: B) => readonly string[]
  /** What sets records of one name apart, as far as these columns are there. */
  readonly apart: (body: B, has: (key: string) => boolean) => string
  /** What can only be seen when all cells were taken. */
  readonly finish: (body: B, words: ImportWords, isNew: boolean) => Taken<B>
}

/** Width, case and space do not matter. */
export const plain = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
