/** A closed interval of integers. */
export interface Range {
  readonly first: number
  readonly last: number
}

type Bound = number | bigint
interface Interval<N extends Bound> {
  readonly first: N
  readonly last: N
}

const next = <N extends Bound>(n: N): N => (typeof n === 'bigint' ? n + 1n : (n as number) + 1) as N
const previous = <N extends Bound>(n: N): N => (typeof n === 'bigint' ? n - 1n : (n as number) - 1) as N

/** The canonical form: sorted, disjoint, touching intervals joined. Equal sets have equal canonical forms. */
export function canonical<N extends Bound>(intervals: readonly Interval<N>[]): Interval<N>[] {
  const sorted = intervals
    .filter((r) => r.first <= r.last)
    .toSorted((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
  const joined: Interval<N>[] = []
  for (const r of sorted) {
    const top = joined.at(-1)
    if (top !== undefined && r.first <= next(top.last)) {
      if (r.last > top.last) joined[joined.length - 1] = { first: top.first, last: r.last }
    } else joined.push({ first: r.first, last: r.last })
  }
  return joined
}

/** All of `universe` that no interval holds. */
export function complement<N extends Bound>(
  intervals: readonly Interval<N>[],
  universe: readonly Interval<N>[],
): Interval<N>[] {
  const holes: Interval<N>[] = []
  const taken = canonical(intervals)
  for (const whole of canonical(universe)) {
    let from = whole.first
    for (const r of taken) {
      if (r.last < from || r.first > whole.last) continue
      if (r.first > from) holes.push({ first: from, last: previous(r.first) })
      from = next(r.last)
    }
    if (from <= whole.last) holes.push({ first: from, last: whole.last })
  }
  return holes
}

/** What both hold. */
export function intersect<N extends Bound>(a: readonly Interval<N>[], b: readonly Interval<N>[]): Interval<N>[] {
  return canonical(
    a.flatMap((x) =>
      b.map((y) => ({ first: x.first > y.first ? x.first : y.first, last: x.last < y.last ? x.last : y.last })),
    ),
  )
}

export const contains = <N extends Bound>(intervals: readonly Interval<N>[], point: N): boolean =>
  intervals.some((r) => r.first <= point && point <= r.last)
