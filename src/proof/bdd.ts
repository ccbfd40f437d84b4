/** A set of bit vectors: the number of a node in its `Bdd`. Equal sets have equal numbers, so comparing sets is comparing numbers. */
export type Set = number

export const NONE: Set = 0
export const ALL: Set = 1

const FIRST_SIZE = 1 << 14
const CACHE_SIZE = 1 << 18
const AND = 1
const OR = 2
const WITHOUT = 3
/** Forgetting is an operation for each pair of bits: numbered from here. */
const FORGET = 4

/**
 * Reduced ordered binary decision diagrams (R. E. Bryant, 1986) over `bits` variables, bit 0 at the top.
 * Nodes are never freed: a `Bdd` lives as long as one analysis.
 */
export class Bdd {
  readonly bits: number
  private level: Int32Array = new Int32Array(FIRST_SIZE)
  private low: Int32Array = new Int32Array(FIRST_SIZE)
  private high: Int32Array = new Int32Array(FIRST_SIZE)
  private next: Int32Array = new Int32Array(FIRST_SIZE)
  private buckets: Int32Array = new Int32Array(FIRST_SIZE).fill(-1)
  private count = 2
  private readonly cacheKey = new Int32Array(3 * CACHE_SIZE)
  private readonly cacheValue = new Int32Array(CACHE_SIZE)

  constructor(bits: number) {
    this.bits = bits
    this.level[0] = this.level[1] = bits
  }

  /** How many nodes have been made: the memory that the sets so far take, in nodes. */
  get size(): number {
    return this.count
  }

  levelOf(set: Set): number {
    return this.level[set] as number
  }

  lowOf(set: Set): Set {
    return this.low[set] as number
  }

  highOf(set: Set): Set {
    return this.high[set] as number
  }

  /** The vectors of `low` where the bit is 0 and of `high` where it is 1. Both must speak only of bits below `level`. */
  node(level: number, low: Set, high: Set): Set {
    if (low === high) return low
    const slot = this.slotOf(level, low, high)
    for (let at = this.buckets[slot] as number; at >= 0; at = this.next[at] as number)
      if (this.level[at] === level && this.low[at] === low && this.high[at] === high) return at
    return this.add(level, low, high)
  }

  and(a: Set, b: Set): Set {
    if (a === b || b === ALL) return a
    if (a === ALL) return b
    if (a === NONE || b === NONE) return NONE
    return a < b ? this.apply(AND, a, b) : this.apply(AND, b, a)
  }

  or(a: Set, b: Set): Set {
    if (a === b || b === NONE) return a
    if (a === NONE) return b
    if (a === ALL || b === ALL) return ALL
    return a < b ? this.apply(OR, a, b) : this.apply(OR, b, a)
  }

  /** What is in `a` and not in `b`. */
  without(a: Set, b: Set): Set {
    if (a === NONE || b === ALL || a === b) return NONE
    if (b === NONE) return a
    return this.apply(WITHOUT, a, b)
  }

  not(a: Set): Set {
    return this.without(ALL, a)
  }

  all(sets: readonly Set[]): Set {
    return sets.reduce((whole, set) => this.and(whole, set), ALL)
  }

  any(sets: readonly Set[]): Set {
    return sets.reduce((whole, set) => this.or(whole, set), NONE)
  }

  /** The set with the bits `from` … `to`−1 made free (existential quantification). */
  forget(set: Set, from: number, to: number): Set {
    return from === to ? set : this.forgetBelow(set, from, to, FORGET + from * (this.bits + 1) + to)
  }

  /** The set in which bit `i` is what bit `to[i]`… was: bit at level l of the input stands at level `to(l)` of the output. */
  rename(set: Set, to: (level: number) => number): Set {
    const done = new Map<Set, Set>([
      [NONE, NONE],
      [ALL, ALL],
    ])
    const visit = (at: Set): Set => {
      const seen = done.get(at)
      if (seen !== undefined) return seen
      const level = to(this.levelOf(at))
      const bit = this.node(level, NONE, ALL)
      const result = this.or(this.and(bit, visit(this.highOf(at))), this.without(visit(this.lowOf(at)), bit))
      done.set(at, result)
      return result
    }
    return visit(set)
  }

  private forgetBelow(set: Set, from: number, to: number, operation: number): Set {
    const level = this.levelOf(set)
    if (level >= to) return set
    const slot = this.cacheSlot(operation, set, NONE)
    if (this.isCached(slot, operation, set, NONE)) return this.cacheValue[slot] as number
    const low = this.forgetBelow(this.lowOf(set), from, to, operation)
    const high = this.forgetBelow(this.highOf(set), from, to, operation)
    return this.cache(slot, operation, set, NONE, level >= from ? this.or(low, high) : this.node(level, low, high))
  }

  private apply(operation: number, a: Set, b: Set): Set {
    const slot = this.cacheSlot(operation, a, b)
    if (this.isCached(slot, operation, a, b)) return this.cacheValue[slot] as number
    return this.cache(slot, operation, a, b, this.split(operation, a, b))
  }

  private cacheSlot(operation: number, a: Set, b: Set): number {
    const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(operation, 0xc2b2ae35)
    return (mixed ^ (mixed >>> 15)) & (CACHE_SIZE - 1)
  }

  private isCached(slot: number, operation: number, a: Set, b: Set): boolean {
    const key = this.cacheKey
    return key[3 * slot] === operation && key[3 * slot + 1] === a && key[3 * slot + 2] === b
  }

  private cache(slot: number, operation: number, a: Set, b: Set, result: Set): Set {
    const key = this.cacheKey
    key[3 * slot] = operation
    key[3 * slot + 1] = a
    key[3 * slot + 2] = b
    this.cacheValue[slot] = result
    return result
  }

  private split(operation: number, a: Set, b: Set): Set {
    const levelA = this.levelOf(a)
    const levelB = this.levelOf(b)
    const level = levelA < levelB ? levelA : levelB
    const aLow = levelA === level ? this.lowOf(a) : a
    const aHigh = levelA === level ? this.highOf(a) : a
    const bLow = levelB === level ? this.lowOf(b) : b
    const bHigh = levelB === level ? this.highOf(b) : b
    return this.node(level, this.combine(operation, aLow, bLow), this.combine(operation, aHigh, bHigh))
  }

  private combine(operation: number, a: Set, b: Set): Set {
    if (operation === AND) return this.and(a, b)
    return operation === OR ? this.or(a, b) : this.without(a, b)
  }

  private slotOf(level: number, low: Set, high: Set): number {
    const mixed = Math.imul(level, 0x27d4eb2f) ^ Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)
    return (mixed ^ (mixed >>> 15)) & (this.buckets.length - 1)
  }

  private add(level: number, low: Set, high: Set): Set {
    if (this.count === this.level.length) this.grow()
    const at = this.count++
    this.level[at] = level
    this.low[at] = low
    this.high[at] = high
    this.chain(at)
    return at
  }

  private chain(at: Set): void {
    const slot = this.slotOf(this.level[at] as number, this.low[at] as number, this.high[at] as number)
    this.next[at] = this.buckets[slot] as number
    this.buckets[slot] = at
  }

  private grow(): void {
    const size = this.level.length * 2
    const larger = (old: Int32Array): Int32Array => {
      const array = new Int32Array(size)
      array.set(old)
      return array
    }
    this.level = larger(this.level)
    this.low = larger(this.low)
    this.high = larger(this.high)
    this.next = new Int32Array(size)
    this.buckets = new Int32Array(size).fill(-1)
    for (let at = 2; at < this.count; at++) this.chain(at)
  }
}
