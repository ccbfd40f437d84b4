/** A cut of a line of numbers into atoms: intervals within which nothing in the model tells two numbers apart. */
export class Atoms<N extends number | bigint> {
  /** The first number of each atom, ascending; the first is the line's own first. */
  readonly starts: readonly N[]
  readonly last: N

  private constructor(starts: readonly N[], last: N) {
    this.starts = starts
    this.last = last
  }

  /** The coarsest cut of `first`…`last` in which each of the intervals is a union of atoms. */
  static of<N extends number | bigint>(
    first: N,
    last: N,
    intervals: Iterable<{ readonly first: N; readonly last: N }>,
  ): Atoms<N> {
    const starts = new globalThis.Set<N>([first])
    for (const { first: from, last: to } of intervals) {
      starts.add(from)
      if (to < last) starts.add((typeof to === 'bigint' ? to + 1n : Number(to) + 1) as N)
    }
    return new Atoms(
      [...starts].filter((n) => n >= first && n <= last).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
      last,
    )
  }

  get count(): number {
    return this.starts.length
  }

  /** The rank of the atom that holds the number. */
  rankOf(value: N): number {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] as N) <= value) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The atom's interval. */
  interval(rank: number): { readonly first: N; readonly last: N } {
    const first = this.starts[rank]
    if (first === undefined) throw new Error(`atom ${rank} of ${this.count}`)
    const after = this.starts[rank + 1]
    return {
      first,
      last: after === undefined ? this.last : ((typeof after === 'bigint' ? after - 1n : Number(after) - 1) as N),
    }
  }
}
