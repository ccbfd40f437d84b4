/**
 * An item's number taken apart (C-2 to C-4): `CLD.9.5.1` has the series CLD, `5.1.1.24.P` the suffix P, `4.2.2.a` a lettered segment.
 * A segment is a number, or a word (`a`, `III`).
 */
export interface ItemNumber {
  readonly series: string | null
  readonly segments: readonly (number | string)[]
  readonly suffix: string | null
}

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
const isDigits = (text: string): boolean => /^\d{1,6}$/.test(text)
const segmentOf = (text: string): number | string => (isDigits(text) ? Number(text) : text)

/** The parts of an id, or null where it is no number of a standard (an empty segment, a sign, a leading zero, more than eight segments). */
export function parseItemNumber(id: string): ItemNumber | null {
  const parts = id.split('.')
  if (parts.length > 9 || parts.some((part) => !/^[A-Za-z0-9]{1,8}$/.test(part) || /^0\d/.test(part))) return null
  const series =
    parts.length > 1 && /^[A-Z]{2,8}$/.test(parts[0] ?? '') && isDigits(parts[1] ?? '') ? parts[0] : undefined
  const rest = series === undefined ? parts : parts.slice(1)
  const last = rest.at(-1) ?? ''
  const suffix = rest.length > 1 && /^[A-Z]{1,4}$/.test(last) && isDigits(rest.at(-2) ?? '') ? last : undefined
  const segments = (suffix === undefined ? rest : rest.slice(0, -1)).map(segmentOf)
  return { series: series ?? null, segments, suffix: suffix ?? null }
}

/** `5.1.1.24.P` again from its parts. */
export const formatItemNumber = ({ series, segments, suffix }: ItemNumber): string =>
  [...(series === null ? [] : [series]), ...segments, ...(suffix === null ? [] : [suffix])].join('.')

/** What C-2 forbids to use twice: the number without its suffix. A series counts its own numbers. */
export const numberKey = (id: string): string => {
  const number = parseItemNumber(id)
  return number === null ? id : formatItemNumber({ ...number, suffix: null })
}

/** The number that an item stands under by its own number alone: `5.1.1.24.P` → `5.1.1`, `CLD.8.1.5` → `CLD.8.1`, `5` → null. */
export function parentNumber(id: string): string | null {
  const number = parseItemNumber(id)
  if (number === null || number.segments.length < 2) return null
  return formatItemNumber({ ...number, segments: number.segments.slice(0, -1), suffix: null })
}

/** Standard order: segment by segment, numbers before words, a parent before its children, the plain number before CLD, no suffix before a suffix. Total. */
export function compareItemIds(left: string, right: string): number {
  const a = parseItemNumber(left)
  const b = parseItemNumber(right)
  if (a === null || b === null) return Number(a === null) - Number(b === null) || compareText(left, right)
  return (
    compareSegments(a.segments, b.segments) ||
    compareNullable(a.series, b.series) ||
    compareNullable(a.suffix, b.suffix) ||
    compareText(left, right)
  )
}

function compareSegments(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [index, x] of a.entries()) {
    const y = b[index]
    if (y === undefined) return 1
    const order = compareSegment(x, y)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareSegment(x: number | string, y: number | string): number {
  if (typeof x === 'number' && typeof y === 'number') return x - y
  if (typeof x === 'number' || typeof y === 'number') return typeof x === 'number' ? -1 : 1
  return ROMAN.indexOf(x) - ROMAN.indexOf(y) || compareText(x, y)
}

/** By code unit: the same on every machine, unlike a locale's order. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const compareNullable = (a: string | null, b: string | null): number => compareText(a ?? '', b ?? '')

/**
 * C-3: the number of the next item under `parent`, one beyond every number that was ever used there (pass retired items and the base's too),
 * with the suffix of its kind: nextNumber('5.1.1', [… '5.1.1.23'], 'P') is `5.1.1.24.P`.
 */
export function nextNumber(parent: string, taken: Iterable<string>, suffix: string | null = null): string {
  let highest = 0
  for (const id of taken) {
    if (parentNumber(id) !== parent) continue
    const last = parseItemNumber(id)?.segments.at(-1)
    if (typeof last === 'number' && last > highest) highest = last
  }
  return [parent, highest + 1, ...(suffix === null ? [] : [suffix])].join('.')
}
