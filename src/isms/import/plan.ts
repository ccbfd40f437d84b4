import type { Lang } from '../../base/text.ts'
import type { Sheet, SheetRow } from '../../catalogue/import/sheet.ts'
import { checked } from './checked.ts'
import type { Cell, ImportForm, ImportWords, Taken, Trouble } from './field.ts'
import { readHead } from './head.ts'
import type { Column } from './head.ts'
import { finderOf } from './finder.ts'

/** A record that there is already. */
export interface Existing<B> {
  readonly id: string
  readonly version: number
  readonly body: B
}

export type RowAction = 'create' | 'update' | 'same' | 'refused'

/** What one row would do. */
export interface PlannedRow<B> {
  /** As the spreadsheet counts it: the head is 1. */
  readonly row: number
  readonly action: RowAction
  readonly name: string
  /** The id that the row gives or the record has; null lets the store choose. */
  readonly id: string | null
  readonly before: Existing<B> | null
  readonly body: B | null
  /** Which columns would change, in words. */
  readonly changes: readonly { readonly column: string; readonly before: string; readonly after: string }[]
  readonly problems: readonly Trouble[]
}

/** What an import would do, row by row. Nothing may be written while anything is a problem: it happens whole or not at all (M-5). */
export interface ImportPlan<B> {
  readonly problems: readonly Trouble[]
  readonly rows: readonly PlannedRow<B>[]
  /** Headings of columns that are calculated, and not read. */
  readonly passedOver: readonly string[]
}

/** True when all of it may be written. */
export const isClean = ({ problems, rows }: ImportPlan<unknown>): boolean =>
  problems.length === 0 && rows.every(({ action }) => action !== 'refused')

/** Plans the import of a table over the records that there are. */
export function planImport<B>(
  form: ImportForm<B>,
  { header, rows }: Sheet,
  existing: readonly Existing<B>[],
  words: ImportWords,
  lang: Lang,
): ImportPlan<B> {
  if (header.length === 0) return { problems: [{ code: 'nothing-there', params: {} }], rows: [], passedOver: [] }
  const isEmpty = (at: number): boolean => rows.every(({ cells }) => (cells[at] ?? '') === '')
  const { columns, problems } = readHead(header, form.fields, isEmpty)
  const passedOver = columns
    .filter(({ field }) => field !== null && field.take === undefined)
    .map(({ heading }) => heading)
  if (problems.length > 0) return { problems, rows: [], passedOver }
  const making: Making<B> = { form, columns, words, lang, find: finderOf(form, existing, columns), taken: new Map() }
  const planned = rows.map((row) => planRow(making, row))
  return {
    problems: planned.length === 0 ? [{ code: 'nothing-there', params: {} }] : missing(making, planned),
    rows: planned,
    passedOver,
  }
}

interface Making<B> {
  readonly form: ImportForm<B>
  readonly columns: readonly Column<B>[]
  readonly words: ImportWords
  readonly lang: Lang
  readonly find: ReturnType<typeof finderOf<B>>
  /** Which record, or which new one, an earlier row was for. */
  readonly taken: Map<string, number>
}

/** A column that new records need and that is not there is said once, not for every row. */
function missing<B>({ form, columns, lang }: Making<B>, rows: readonly PlannedRow<B>[]): readonly Trouble[] {
  if (rows.every(({ before }) => before !== null)) return []
  return form.fields
    .filter(({ required, key }) => required !== undefined && !columns.some(({ field }) => field?.key === key))
    .filter(
      ({ required }) =>
        required === true ||
        rows.some(({ body, before }) => before === null && body !== null && required?.(body) === false),
    )
    .map(({ heading }) => ({ code: 'column-missing', params: { column: heading[lang] } }))
}

function planRow<B>(making: Making<B>, row: SheetRow): PlannedRow<B> {
  const { form, find, lang, words } = making
  const draft = takeAll(making, row, form.start, true)
  const found = find(idIn(making, row), draft.body)
  const name = nameOf(form, draft.body, found.record?.body ?? null, words, lang)
  const refused = (problems: readonly Trouble[]): PlannedRow<B> => ({
    row: row.row,
    action: 'refused',
    name,
    id: found.id,
    before: found.record,
    body: draft.body,
    changes: [],
    problems,
  })
  if (found.trouble !== null) return refused([...draft.problems, found.trouble])
  const twice = seenBefore(making, found.key, row.row)
  const { body, problems } = found.record === null ? draft : takeAll(making, row, found.record.body, false)
  if (twice !== null) return refused([...problems, twice])
  const { record } = found
  if (problems.length > 0) return refused(problems)
  const changes = changesOf(making, record?.body ?? form.start, body, record === null)
  const action = record === null ? 'create' : changes.length === 0 ? 'same' : 'update'
  return { row: row.row, action, name, id: found.id, before: record, body, changes, problems: [] }
}

const idIn = <B>({ columns }: Making<B>, { cells }: SheetRow): string => {
  const column = columns.find(({ field }) => field === null)
  return column === undefined ? '' : (cells[column.at] ?? '')
}

/** The body with every cell of the row in it, and what is wrong with them. */
function takeAll<B>({ form, columns, words, lang }: Making<B>, row: SheetRow, start: B, isNew: boolean) {
  const problems: Trouble[] = []
  let body = start
  const put = (taken: Taken<B>, column?: string): void => {
    if ('body' in taken) body = taken.body
    else
      problems.push(
        column === undefined ? taken.trouble : { ...taken.trouble, params: { column, ...taken.trouble.params } },
      )
  }
  for (const { at, field, heading, lang: of } of columns) {
    if (field?.take === undefined) continue
    const cell = cellAt(row, at, of)
    if (cell === null && field.required === true) problems.push({ code: 'cell-empty', params: { column: heading } })
    else put(field.take(body, cell, words), heading)
    if (typeof field.required === 'function' && !field.required(body))
      problems.push({ code: 'cell-empty', params: { column: heading } })
  }
  if (problems.length === 0) put(form.finish(body, words, isNew))
  return { body, problems: problems.length > 0 ? problems : checked(form, body, lang) }
}

const cellAt = ({ cells, numeric = [] }: SheetRow, at: number, lang: Lang): Cell | null => {
  const text = cells[at] ?? ''
  return text === '' ? null : { text, isNumber: numeric.includes(at), lang }
}

function seenBefore<B>({ taken }: Making<B>, key: string, row: number): Trouble | null {
  const earlier = taken.get(key)
  if (earlier !== undefined) return { code: 'row-twice', params: { row: earlier } }
  taken.set(key, row)
  return null
}

/** Of a new record every column that says something counts as changed. */
function changesOf<B>({ form, words, lang }: Making<B>, before: B, after: B, isNew: boolean): PlannedRow<B>['changes'] {
  return form.fields
    .filter(({ take }) => take !== undefined)
    .map(({ heading, write }) => ({
      column: heading[lang],
      before: isNew ? '' : String(write(before, words, lang)),
      after: String(write(after, words, lang)),
    }))
    .filter((one) => one.before !== one.after)
}

function nameOf<B>({ fields }: ImportForm<B>, draft: B, before: B | null, words: ImportWords, lang: Lang): string {
  const write = fields[0]?.write
  const said = write === undefined ? '' : String(write(draft, words, lang))
  return said !== '' || before === null || write === undefined ? said : String(write(before, words, lang))
}
