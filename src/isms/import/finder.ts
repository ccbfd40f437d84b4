import { recordIdSchema } from '../records/fields.ts'
import type { ImportForm, Trouble } from './field.ts'
import type { Column } from './head.ts'
import type { Existing } from './plan.ts'

interface Found<B> {
  readonly record: Existing<B> | null
  readonly id: string | null
  /** The same for two rows that are for the same record. */
  readonly key: string
  readonly trouble: Trouble | null
}

/** Finds the record that a row is for: by its id where the row gives one, else by its name and what sets records of one name apart. */
export function finderOf<B>(
  form: ImportForm<B>,
  existing: readonly Existing<B>[],
  columns: readonly Column<B>[],
): (id: string, draft: B) => Found<B> {
  const has = (key: string): boolean => columns.some(({ field }) => field?.key === key)
  const byId = new Map(existing.map((one) => [one.id, one]))
  const keysOf = (body: B): readonly string[] => form.names(body).map((name) => `${form.apart(body, has)}\n${name}`)
  const byName = new Map<string, Existing<B>[]>()
  for (const one of existing)
    for (const key of keysOf(one.body)) {
      const list = byName.get(key) ?? []
      list.push(one)
      byName.set(key, list)
    }
  return (id, draft) => {
    const keys = keysOf(draft)
    const fresh: Found<B> = { record: null, id: null, key: `new ${keys[0] ?? ''}`, trouble: null }
    if (id !== '') {
      if (!recordIdSchema.safeParse(id).success)
        return { ...fresh, trouble: { code: 'id-invalid', params: { text: id.slice(0, 80) } } }
      return { ...fresh, record: byId.get(id) ?? null, id, key: `id ${id}` }
    }
    const [first, second] = [...new Set(keys.flatMap((key) => byName.get(key) ?? []))]
    if (first === undefined) return fresh
    if (second !== undefined) return { ...fresh, trouble: { code: 'row-ambiguous', params: {} } }
    return { ...fresh, record: first, id: first.id, key: `id ${first.id}` }
  }
}
