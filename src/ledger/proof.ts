import { EMPTY_ROOT, nodeHash, sameHash } from './hash.ts'
import type { Hash } from './hash.ts'

/** True when `proof` leads from `leaf` (a leaf hash) at `index` to `root` in a tree of `size` leaves (RFC 9162, 2.1.3.2). */
export function includes(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = nodeHash(hash, sibling)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameHash(hash, root)
}

/** A tree's size and root. */
export interface Head {
  readonly size: number
  readonly root: Hash
}

/** True when `proof` shows that the older tree is a prefix of the newer one: nothing in it was changed or taken away (RFC 9162, 2.1.4.2). */
export function isConsistent(older: Head, newer: Head, proof: readonly Hash[]): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && sameHash(older.root, newer.root)
  if (older.size === 0) return proof.length === 0 && sameHash(older.root, EMPTY_ROOT)
  // A tree of 2^k leaves is itself a node of the newer tree, and is left out of the proof.
  return follow(older, newer, isPowerOfTwo(older.size) ? [older.root, ...proof] : proof)
}

function follow(older: Head, newer: Head, proof: readonly Hash[]): boolean {
  const [first, ...rest] = proof
  if (first === undefined) return false
  let [at, last, before, after] = [older.size - 1, newer.size - 1, first, first]
  while (at % 2 === 1) [at, last] = [half(at), half(last)]
  for (const hash of rest) {
    if (last === 0) return false
    if (at % 2 === 1 || at === last) {
      before = nodeHash(hash, before)
      after = nodeHash(hash, after)
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)]
    } else after = nodeHash(after, hash)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && sameHash(before, older.root) && sameHash(after, newer.root)
}

const half = (n: number): number => Math.floor(n / 2)
const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0
// Not by a logarithm: that of 2^49 + 1 rounds to 49.
const isPowerOfTwo = (n: number): boolean => n === 1 || (n % 2 === 0 && isPowerOfTwo(n / 2))
