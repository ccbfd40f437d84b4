import type { Recorded } from '../store/records.ts'
import type { Beside } from './beside.ts'
import { placeOf } from './held.ts'

/** Which records of a list are wanted, and in which order. */
export interface Listing {
  /** Begin after this id (in the order of ids), */
  readonly after?: string | undefined
  /** or after so many, in whatever order. */
  readonly from: number
  readonly limit: number
  /** Records that hold each of these words anywhere; width, case and form of characters do not matter. */
  readonly search?: string | undefined
  /** A member of the body, `treatment.due`, or of what is shown beside it, `level`; a minus before it turns the order round. */
  readonly sort?: string | undefined
  /** Members that must be so: `owner:x;rating.likelihood:5`. */
  readonly where?: string | undefined
}

type List = readonly Recorded[]

const NOTHING: Beside = { from: [], values: {}, text: () => '' }

/** The wanted records, and how many there are in all pages. */
export function listed(
  list: List,
  { after, from, limit, search, sort, where }: Listing,
  beside: Beside = NOTHING,
): { readonly records: List; readonly total: number } {
  const found = filtered(sort === undefined ? list : sorted(list, sort, beside), search ?? '', where ?? '', beside)
  if (after === undefined || sort !== undefined)
    return { records: found.slice(from, from + limit), total: found.length }
  const at = placeOf(found, after)
  const start = found[at]?.body.id === after ? at + 1 : at
  return { records: found.slice(start, start + limit), total: found.length }
}

function filtered(list: List, search: string, where: string, beside: Beside): List {
  const words = plain(search)
    .split(/\s+/)
    .filter((word) => word !== '')
  const conditions = where
    .split(';')
    .filter((part) => part.includes(':'))
    .map((part) => [part.slice(0, part.indexOf(':')).split('.'), part.slice(part.indexOf(':') + 1)] as const)
  if (words.length === 0 && conditions.length === 0) return list
  return list.filter(({ body }) => {
    if (!conditions.every(([path, value]) => textOf(memberOf(body, path)) === value)) return false
    return words.every((word) => searchText(body).includes(word) || plain(beside.text(body)).includes(word))
  })
}

// Most texts are plain already, and to see so is ten times as fast as to make them so.
const isPlain = (text: string): boolean => !/[^ \t\n\r!-@[-~\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff]/.test(text)
const plain = (text: string): string => (isPlain(text) ? text : text.normalize('NFKC').toLowerCase())

const TEXTS = new WeakMap<object, string>()

/** The values of a body as one text to search in. Made once: a body never changes. */
function searchText(body: object): string {
  const known = TEXTS.get(body)
  if (known !== undefined) return known
  const text = plain(valuesOf(body))
  TEXTS.set(body, text)
  return text
}

/** The values in their order, each on a line of its own. */
function valuesOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return `${textOf(value)}\n`
  let text = ''
  for (const one of Object.values(value)) text += valuesOf(one)
  return text
}

interface Order {
  readonly from: readonly object[]
  readonly list: List
}
const ORDERS = new WeakMap<List, Map<string, Order>>()
/** A list is kept in so many orders. */
const ORDERS_KEPT = 6
// No database sorts Japanese as people do, so it is done here.
const COLLATOR = new Intl.Collator('ja', { numeric: true })

function sorted(list: List, sort: string, beside: Beside): List {
  const orders = ORDERS.get(list) ?? new Map<string, Order>()
  ORDERS.set(list, orders)
  const known = orders.get(sort)
  if (known !== undefined && known.from.every((one, i) => one === beside.from[i])) return known.list
  const made = inOrder(list, sort, beside)
  if (orders.size >= ORDERS_KEPT) orders.clear()
  orders.set(sort, { from: beside.from, list: made })
  return made
}

function inOrder(list: List, sort: string, { values }: Beside): List {
  const isDown = sort.startsWith('-')
  const name = isDown ? sort.slice(1) : sort
  const path = name.split('.')
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  const keyed = list.map((one) => ({ one, key: value === undefined ? memberOf(one.body, path) : value(one.body) }))
  return keyed.toSorted((a, b) => (isDown ? compare(b.key, a.key) : compare(a.key, b.key))).map(({ one }) => one)
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [left, right] = [textOf(a), textOf(b)]
  return left === right ? 0 : COLLATOR.compare(left, right)
}

/** A value of JSON as text; nothing is the empty text. */
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value === null ? '' : (JSON.stringify(value) ?? '')

/** The member at the path, of the body's own members only. */
const memberOf = (body: object, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? Object.getOwnPropertyDescriptor(value, name)?.value
        : undefined,
    body,
  )
