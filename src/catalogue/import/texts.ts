import { z } from 'zod'
import type { Lang } from '../../base/text.ts'
import { type Catalogue, findItem } from '../catalogue.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import { parseItemNumber } from '../numbering.ts'
import { editionIdSchema, itemIdSchema } from '../schema.ts'
import { type ColumnKind, type ColumnRow, readColumns } from './columns.ts'
import type { Sheet } from './sheet.ts'

const sentence = z.string().min(1).max(20_000)

/** The licensed text of an organisation's own copy, laid beside an edition. It is theirs: it is never shipped, and never mixed with our own texts. */
export const licensedTextsSchema = z.strictObject({
  format: z.literal('akashi-texts/1'),
  edition: editionIdSchema,
  /** Whose copy it was read from, in the user's words. */
  source: z.string().min(1).max(500),
  texts: z
    .array(
      z.strictObject({
        item: itemIdSchema,
        part: z.enum(['title', 'statement', 'guidance']),
        role: z.enum(['customer', 'provider', 'all']),
        ja: sentence.optional(),
        en: sentence.optional(),
      }),
    )
    .max(100_000),
})

export type LicensedTexts = z.infer<typeof licensedTextsSchema>
export type LicensedText = LicensedTexts['texts'][number]

/** What an import would do. `value` is null as soon as one row cannot be taken: whole or not at all. */
export interface Import<T> {
  readonly value: T | null
  readonly problems: readonly CatalogueProblem[]
  readonly rows: number
}

const PART_OF: Readonly<Record<ColumnKind, Pick<LicensedText, 'part' | 'role'> | null>> = {
  id: null,
  supplement: null,
  title: { part: 'title', role: 'all' },
  statement: { part: 'statement', role: 'all' },
  guidance: { part: 'guidance', role: 'all' },
  customer: { part: 'guidance', role: 'customer' },
  provider: { part: 'guidance', role: 'provider' },
}

/** Lays the rows of a sheet on to the items of an edition. Every row must name an item that the edition (or its base) has, once, and bring a text. */
export function importTexts(
  catalogue: Pick<Catalogue, 'editions'>,
  edition: string,
  sheet: Sheet,
  options: { readonly lang: Lang; readonly source: string },
): Import<LicensedTexts> {
  const { rows, problems: reading } = readColumns(sheet, options.lang)
  const problems = [
    ...(catalogue.editions.has(edition) ? [] : [problemOf('edition-missing', { place: options.source, edition })]),
    ...reading,
    ...checkRows(catalogue, edition, rows),
    ...(rows.length === 0 && reading.length === 0 ? [problemOf('nothing-to-import', {})] : []),
  ]
  const failed = problems.some(({ severity }) => severity === 'error')
  const texts = rows.flatMap((row) => textsOfRow(row))
  const value = failed ? null : { format: 'akashi-texts/1' as const, edition, source: options.source, texts }
  return { value, problems, rows: rows.length }
}

function checkRows(
  catalogue: Pick<Catalogue, 'editions'>,
  edition: string,
  rows: readonly ColumnRow[],
): readonly CatalogueProblem[] {
  const first = new Map<string, number>()
  return rows.flatMap((row) => {
    const problem = checkRow(catalogue, edition, row, first.get(row.id))
    if (!first.has(row.id)) first.set(row.id, row.row)
    return problem === null ? [] : [problem]
  })
}

function checkRow(
  catalogue: Pick<Catalogue, 'editions'>,
  edition: string,
  { row, id, cells }: ColumnRow,
  first: number | undefined,
): CatalogueProblem | null {
  if (parseItemNumber(id) === null) return problemOf('row-not-a-number', { row, text: id.slice(0, 80) })
  if (first !== undefined) return problemOf('row-twice', { row, item: id, first })
  if (findItem(catalogue, edition, id) === null) return problemOf('row-item-missing', { row, item: id, edition })
  return cells.some(({ column }) => PART_OF[column.kind] !== null) ? null : problemOf('row-empty', { row, item: id })
}

/** The new texts with those that were there before for the same edition; where both speak of a part in a language, the new one holds. */
export function joinTexts(before: readonly LicensedTexts[], now: LicensedTexts): LicensedTexts {
  const keyOf = ({ item, part, role }: LicensedText): string => `${item} ${part} ${role}`
  const old = before.filter(({ edition }) => edition === now.edition).flatMap(({ texts }) => texts)
  const joined = new Map(old.map((text) => [keyOf(text), text]))
  for (const text of now.texts) joined.set(keyOf(text), { ...joined.get(keyOf(text)), ...text })
  return { ...now, texts: [...joined.values()] }
}

/** The texts of one row; ja and en of the same part stand together. */
export function textsOfRow({ id, cells }: ColumnRow): readonly LicensedText[] {
  const parts = new Map<string, LicensedText>()
  for (const { column, text } of cells) {
    const part = PART_OF[column.kind]
    if (part === null) continue
    const key = `${part.part} ${part.role}`
    parts.set(key, { ...(parts.get(key) ?? { item: id, ...part }), [column.lang]: text })
  }
  return [...parts.values()]
}
