import type { Unread } from '../../../base/problem.ts'
import type { Source } from '../../../base/source.ts'
import { redact } from './redact.ts'

/**
 * One JSON object of the evidence with its place. Every accessor gives undefined for a member that is absent or null, and for one of the wrong
 * type, which is written down as unread. `spoilt` says that such a member has been met in it or below so far: whoever reads a filter or
 * a table must then put an unknown in its place, since a list without its strange element would say too little.
 */
export interface Item {
  readonly source: Source
  readonly keys: readonly string[]
  spoilt(): boolean
  has(key: string): boolean
  text(key: string): string | undefined
  number(key: string): number | undefined
  flag(key: string): boolean | undefined
  item(key: string): Item | undefined
  items(key: string): readonly Item[] | undefined
  texts(key: string): readonly string[] | undefined
}

export type Report = (unread: Unread) => void

/** How much is read of one list; real answers hold thousands, a hostile file could hold more than memory. */
const MOST = 2_000_000

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

/** The item of a JSON value, or undefined (and unread) when it is no object. */
export function itemOf(value: unknown, source: Source, context: Unread['context'], report: Report): Item | undefined {
  let spoilt = false
  const below: Report = (unread) => {
    spoilt = true
    report(unread)
  }
  const strange = (at: Source, found: unknown): undefined => {
    below({ at, text: redact(at.pointer ?? '', found), context })
    return undefined
  }
  if (!isObject(value)) return strange(source, value)
  const at = (key: string): Source => ({ ...source, pointer: `${source.pointer ?? ''}/${escape(key)}` })
  const get = (key: string): unknown => (Object.hasOwn(value, key) ? (value[key] ?? undefined) : undefined)
  const scalar = <T>(key: string, is: (found: unknown) => found is T): T | undefined => {
    const found = get(key)
    return found === undefined ? undefined : is(found) ? found : strange(at(key), found)
  }
  const list = (key: string): readonly unknown[] | undefined => {
    const found = scalar(key, (f): f is readonly unknown[] => Array.isArray(f))
    return found === undefined || found.length <= MOST ? found : strange(at(key), '(too long)')
  }
  return {
    source,
    keys: Object.keys(value).filter((key) => get(key) !== undefined),
    spoilt: () => spoilt,
    has: (key) => get(key) !== undefined,
    text: (key) => {
      const found = scalar(key, (f): f is string | number => typeof f === 'string' || typeof f === 'number')
      return found === undefined ? undefined : String(found)
    },
    number: (key) => scalar(key, (f): f is number => typeof f === 'number' && Number.isFinite(f)),
    flag: (key) => scalar(key, (f): f is boolean => typeof f === 'boolean'),
    item: (key) => {
      const found = get(key)
      return found === undefined ? undefined : itemOf(found, at(key), context, below)
    },
    items: (key) =>
      list(key)
        ?.map((found, i) => itemOf(found, { ...source, pointer: `${at(key).pointer}/${i}` }, context, below))
        .filter((item) => item !== undefined),
    texts: (key) =>
      list(key)
        ?.map((found, i) =>
          typeof found === 'string' ? found : strange({ ...source, pointer: `${at(key).pointer}/${i}` }, found),
        )
        .filter((text) => text !== undefined),
  }
}
