import type { Lang } from '../../base/text.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import { type Sheet, SHEET_LIMITS } from './sheet.ts'

/** What a column can hold, and the headings by which we know it. A heading may end in a language: `title.ja`, `本文(en)`. */
export const COLUMN_NAMES = {
  id: ['id', 'no', 'number', 'control', 'controlid', '項番', '番号', '管理策番号', '管理基準番号'],
  title: ['title', 'name', '題名', '表題', '名称', '管理策名'],
  statement: ['text', 'statement', 'description', '本文', '内容', '管理策', '詳細管理策', '記載内容', '管理基準'],
  guidance: ['guidance', 'implementationguidance', '実施の手引', '手引'],
  customer: ['customer', 'cloudservicecustomer', 'カスタマ', 'クラウドサービスカスタマ', 'クラウド利用者'],
  provider: ['provider', 'cloudserviceprovider', 'プロバイダ', 'クラウドサービスプロバイダ', 'クラウド事業者'],
  supplement: ['supplement', '独自記載', '補足'],
} as const satisfies Record<string, readonly string[]>

export type ColumnKind = keyof typeof COLUMN_NAMES

export interface Column {
  readonly kind: ColumnKind
  readonly lang: Lang
}

/** A row by its columns; `cells` holds only what was filled. */
export interface ColumnRow {
  readonly row: number
  readonly id: string
  readonly cells: readonly { readonly column: Column; readonly text: string }[]
}

export interface Columns {
  readonly rows: readonly ColumnRow[]
  readonly problems: readonly CatalogueProblem[]
}

const KIND_OF: ReadonlyMap<string, ColumnKind> = new Map(
  Object.entries(COLUMN_NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as ColumnKind] as const)),
)

/** Reads the header by name and the rows by its columns. Texts in a column without a language are in `lang`. Unknown columns are named, and left. */
export function readColumns(sheet: Sheet, lang: Lang): Columns {
  if (sheet.rows.length > SHEET_LIMITS.rows)
    return refuse(problemOf('too-many-rows', { rows: sheet.rows.length, limit: SHEET_LIMITS.rows }))
  const columns = sheet.header.slice(0, SHEET_LIMITS.columns).map((heading) => columnOf(heading, lang))
  if (!columns.some((column) => column?.kind === 'id'))
    return refuse(problemOf('column-missing', { names: COLUMN_NAMES.id.join(', ') }))
  const rows = sheet.rows.map((row) => readRow(row, columns, sheet.header))
  return {
    rows: rows.flatMap(({ value }) => (value === null ? [] : [value])),
    problems: [...headerProblems(sheet.header, columns), ...rows.flatMap(({ problems }) => problems)],
  }
}

const refuse = (problem: CatalogueProblem): Columns => ({ rows: [], problems: [problem] })

function columnOf(heading: string, lang: Lang): Column | null {
  const plain = heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-/]/g, '')
  const own = /^(.*?)[.(]?(ja|en)\)?$/.exec(plain)
  const marked = own === null ? undefined : KIND_OF.get(own[1] ?? '')
  if (marked !== undefined && own !== null) return { kind: marked, lang: own[2] === 'ja' ? 'ja' : 'en' }
  const kind = KIND_OF.get(plain)
  return kind === undefined ? null : { kind, lang }
}

function headerProblems(header: readonly string[], columns: readonly (Column | null)[]): readonly CatalogueProblem[] {
  const seen = new Set<string>()
  return columns.flatMap((column, index) => {
    const heading = header[index] ?? ''
    if (heading === '') return []
    if (column === null) return [problemOf('column-unknown', { column: heading }, 'note')]
    const key = column.kind === 'id' ? 'id' : `${column.kind} ${column.lang}`
    const twice = seen.has(key)
    seen.add(key)
    return twice ? [problemOf('column-twice', { column: heading })] : []
  })
}

function readRow(
  { row, cells, numeric = [] }: Sheet['rows'][number],
  columns: readonly (Column | null)[],
  header: readonly string[],
): { readonly value: ColumnRow | null; readonly problems: readonly CatalogueProblem[] } {
  const filled = columns.flatMap((column, index) => {
    const text = cells[index] ?? ''
    return column === null || text === '' ? [] : [{ column, text, heading: header[index] ?? '' }]
  })
  const id = filled.find(({ column }) => column.kind === 'id')?.text.normalize('NFKC') ?? ''
  if (id === '') return { value: null, problems: [problemOf('row-without-number', { row })] }
  const problems = filled
    .filter(({ text }) => text.length > SHEET_LIMITS.cell)
    .map(({ text, heading }) =>
      problemOf('row-too-long', { row, column: heading, size: text.length, limit: SHEET_LIMITS.cell }),
    )
  const isNumber = id.includes('.') && numeric.some((index) => columns[index]?.kind === 'id')
  const kept = filled.filter(({ column }) => column.kind !== 'id').map(({ column, text }) => ({ column, text }))
  const doubt = isNumber ? [problemOf('row-number-cell', { row, item: id }, 'warning')] : []
  return { value: { row, id, cells: kept }, problems: [...problems, ...doubt] }
}
