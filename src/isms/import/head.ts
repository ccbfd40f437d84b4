import type { Lang } from '../../base/text.ts'
import { plain } from './field.ts'
import type { Field, Trouble } from './field.ts'

/** Headings of the column of ids, which names a record for certain. */
const ID_HEADINGS: readonly string[] = ['id', 'ＩＤ', '識別子']

export interface Column<B> {
  readonly at: number
  readonly heading: string
  readonly lang: Lang
  /** Null is the column of ids. */
  readonly field: Field<B> | null
}

/** Which column holds which field. A heading that is not known, or stands twice, is a problem: nothing is silently lost. Columns without heading and content are passed over. */
export function readHead<B>(
  header: readonly string[],
  fields: readonly Field<B>[],
  isEmpty: (at: number) => boolean,
): { readonly columns: readonly Column<B>[]; readonly problems: readonly Trouble[] } {
  const known = headings(fields)
  const columns: Column<B>[] = []
  const problems: Trouble[] = []
  for (const [at, heading] of header.entries()) {
    if (heading === '' && isEmpty(at)) continue
    const found = known.get(plain(heading))
    if (found === undefined) problems.push({ code: 'column-unknown', params: { column: heading.slice(0, 80) } })
    else if (columns.some(({ field }) => field === found.field))
      problems.push({ code: 'column-twice', params: { column: heading.slice(0, 80) } })
    else columns.push({ at, heading, ...found })
  }
  return { columns, problems }
}

function headings<B>(fields: readonly Field<B>[]) {
  const known = new Map<string, { readonly field: Field<B> | null; readonly lang: Lang }>()
  for (const one of ID_HEADINGS) known.set(plain(one), { field: null, lang: 'ja' })
  for (const lang of ['en', 'ja'] as const)
    for (const field of fields)
      for (const one of [field.heading[lang], ...(field.also?.[lang] ?? [])])
        if (!known.has(plain(one))) known.set(plain(one), { field, lang })
  // A column that is named in the form's own words is found by its key too.
  for (const field of fields) if (!known.has(plain(field.key))) known.set(plain(field.key), { field, lang: 'en' })
  return known
}
