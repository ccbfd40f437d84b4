import { sortOfKey } from './sorts.ts'
import type { Sort } from './sorts.ts'

/** An object of a document that holds answers under their keys, and the keys that lead to it. */
export interface Holder {
  readonly value: Readonly<Record<string, unknown>>
  readonly path: readonly string[]
  readonly sorts: readonly Sort[]
}

/** How deep and how widely collectors nest: by account, region, service and call. */
const DEEPEST = 5
const MOST = 20_000

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * The answers in a document: itself, the pages of a list, or what stands under accounts, regions and calls. What is found is not searched further.
 * `hint` is the command or path: a short name over an empty list (`Routes`) says nothing by itself.
 */
export function holdersOf(document: unknown, hint: string): readonly Holder[] {
  const found: Holder[] = []
  const pending: { value: unknown; path: readonly string[] }[] = [{ value: document, path: [] }]
  for (let i = 0; i < pending.length && i < MOST; i++) {
    const { value, path } = pending[i] ?? { value: null, path: [] }
    if (!isObject(value)) continue
    const sorts = Array.isArray(value) ? [] : sortsIn(value, hint)
    if (sorts.length > 0) found.push({ value, path, sorts })
    else if (path.length < DEEPEST)
      for (const [key, inner] of Object.entries(value).slice(0, MOST))
        if (isObject(inner)) pending.push({ value: inner, path: [...path, key] })
  }
  return found
}

/** The sorts whose lists are members of this object, where the lists hold what such a list holds. */
function sortsIn(value: Readonly<Record<string, unknown>>, hint: string): readonly Sort[] {
  const found = Object.entries(value).flatMap(([key, list]) => {
    const sort = sortOfKey(key)
    return sort !== undefined && fits(sort, list, key, hint) ? [sort] : []
  })
  return found.some((sort) => sort.id.length > 0) ? [...new Set(found)] : []
}

function fits(sort: Sort, value: unknown, key: string, hint: string): boolean {
  if (!Array.isArray(value)) return sort.needed
  if (value.length === 0) return key.length > 6 || sort.needed || hint.includes(sort.command.split(' ')[2] ?? sort.key)
  const objects = value.slice(0, 20).filter((e: unknown): e is object => typeof e === 'object' && e !== null)
  if (sort.id.length === 0) return objects.length === 0
  return objects.some((e) => sort.id.some((id) => Object.hasOwn(e, id))) || (sort.needed && key.length > 8)
}
