import { parseAddress, prefixOf } from '../../../../../base/address.ts'
import { canonical } from '../../../../../base/ranges.ts'
import { member } from './document.ts'
import { bare, setKey, type NamedSets } from './sets.ts'

export interface Interval {
  readonly first: bigint
  readonly last: bigint
}

/** Where a reference to a set (`@name`) is looked up. */
export interface SetScope {
  readonly sets: NamedSets
  readonly family: string
  readonly table: string
}

/** The single values that a right-hand side names; null when a set is missing or changes as packets pass. */
export function valuesOf(right: unknown, scope: SetScope): readonly unknown[] | null {
  if (typeof right === 'string' && right.startsWith('@')) {
    const set = scope.sets.get(setKey(scope.family, scope.table, right.slice(1)))
    return set === undefined || set.dynamic ? null : set.elements.map(bare)
  }
  const set = member(right, 'set')
  if (typeof set === 'string') return valuesOf(set, scope)
  if (set !== undefined) return (Array.isArray(set) ? set : [set]).map(bare)
  return Array.isArray(right) ? right.map(bare) : [bare(right)]
}

/** One value as an interval; `word` turns a scalar into a number. Null when it was not understood. */
export function intervalOf(value: unknown, word: (text: string) => bigint | null): Interval | null {
  const range = member(value, 'range')
  if (Array.isArray(range)) {
    const first = scalar(range[0], word)
    const last = scalar(range[1], word)
    return first === null || last === null || first > last ? null : { first, last }
  }
  const prefix = member(value, 'prefix')
  if (prefix !== undefined) return prefixInterval(member(prefix, 'addr'), member(prefix, 'len'))
  const one = scalar(value, word)
  return one === null ? null : { first: one, last: one }
}

export function intervalsOf(
  values: readonly unknown[],
  word: (text: string) => bigint | null,
): readonly Interval[] | null {
  const found = values.map((value) => intervalOf(value, word))
  const whole = found.filter((interval) => interval !== null)
  return whole.length === found.length ? canonical(whole) : null
}

export function scalar(value: unknown, word: (text: string) => bigint | null): bigint | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? word(String(value)) : null
  return typeof value === 'string' ? word(value) : null
}

function prefixInterval(address: unknown, length: unknown): Interval | null {
  const base = typeof address === 'string' ? parseAddress(address) : null
  return base === null || typeof length !== 'number' ? null : prefixOf(base, length)
}
