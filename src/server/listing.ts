import { placeOf } from './held.ts'
import type { Recorded } from '../store/records.ts'

/** Which records of a list are wanted, and in which order. */
export interface Listing {
  /** Begin after this id (in the order of ids), */
  readonly after?: string | undefined
  /** or after so many, in whatever order. */
  readonly from: number
  readonly limit: number
  /** Records that hold this text anywhere; width, case and form of characters do not matter. */
  readonly search?: string | undefined
  /** A member of the body, `treatment.due`; a minus before it turns the order round. */
  readonly sort?: string | undefined
  /** Members that must be so: `owner:x;rating.likelihood:5`. */
  readonly where?: string | undefined
}

type List = readonly Recorded[]

/** The wanted records, and how many there are in all pages. */
export function listed(
  list: List,
  { after, from, limit, search, sort, where }: Listing,
): { readonly records: List; readonly total: number } {
  const found = filtered(sort === undefined ? list : sorted(list, sort), search ?? '', where ?? '')
  if (after === undefined || sort !== undefined)
    return { records: found.slice(from, from + limit), total: found.length }
  const at = placeOf(found, after)
  const start = found[at]?.body.id === after ? at + 1 : at
  return { records: found.slice(start, start + limit), total: found.length }
}

function filtered(list: List, search: string, where: string): List {
  const wanted = plain(search)
  const conditions = where
    .split(';')
    .filter((part) => part.includes(':'))
    .map((part) => [part.slice(0, part.indexOf(':')).split('.'), part.slice(part.indexOf(':') + 1)] as const)
  if (wanted === '' && conditions.length === 0) return list
  return list.filter(
    ({ body }) =>
      conditions.every(([path, value]) => textOf(memberOf(body, path)) === value) &&
      (wanted === '' || searchText(body).includes(wanted)),
  )
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

const TEXTS = new WeakMap<object, string>()

/** The values of a body as one text to search in. Made once: a body never changes. */
function searchText(body: object): string {
  const known = TEXTS.get(body)
  if (known !== undefined) return known
  const text = plain(valuesOf(body).join('\n'))
  TEXTS.set(body, text)
  return text
}

const valuesOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [textOf(value)]

const ORDERS = new WeakMap<List, Map<string, List>>()
/** A list is kept in so many orders. */
const ORDERS_KEPT = 6
// No database sorts Japanese as people do, so it is done here.
const COLLATOR = new Intl.Collator('ja', { numeric: true })

function sorted(list: List, sort: string): List {
  const orders = ORDERS.get(list) ?? new Map<string, List>()
  ORDERS.set(list, orders)
  const known = orders.get(sort)
  if (known !== undefined) return known
  const isDown = sort.startsWith('-')
  const path = (isDown ? sort.slice(1) : sort).split('.')
  const keyed = list.map((one) => ({ one, key: memberOf(one.body, path) }))
  const made = keyed.toSorted((a, b) => (isDown ? compare(b.key, a.key) : compare(a.key, b.key))).map(({ one }) => one)
  if (orders.size >= ORDERS_KEPT) orders.clear()
  orders.set(sort, made)
  return made
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return COLLATOR.compare(textOf(a), textOf(b))
}

/** A value of JSON as text; nothing is the empty text. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : (JSON.stringify(value) ?? '')

/** The member at the path, of the body's own members only. */
const memberOf = (body: object, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Object.entries(value).find(([key]) => key === name)?.[1]
        : undefined,
    body,
  )
