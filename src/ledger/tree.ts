import { EMPTY_FRONTIER, append, rootOf } from './frontier.ts'
import type { Hash } from './hash.ts'

/** MTH(D[n]) of RFC 6962, 2.1, from leaf hashes. */
export const treeRoot = (leaves: readonly Hash[]): Hash => rootOf(leaves.reduce(append, EMPTY_FRONTIER))

/** PATH(m, D[n]) of RFC 6962, 2.1.1: the hashes that lead from leaf `index` to the root of `leaves`, lowest first. */
export function inclusionProof(index: number, leaves: readonly Hash[]): Hash[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`leaf ${index} is not in a tree of ${leaves.length} leaves`)
  return path(index, leaves)
}

function path(index: number, leaves: readonly Hash[]): Hash[] {
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split ? [...path(index, left), treeRoot(right)] : [...path(index - split, right), treeRoot(left)]
}

/** PROOF(m, D[n]) of RFC 6962, 2.1.2: what shows that the tree of the first `size` leaves is a prefix of the tree of all `leaves`. */
export function consistencyProof(size: number, leaves: readonly Hash[]): Hash[] {
  if (!Number.isInteger(size) || size < 0 || size > leaves.length)
    throw new RangeError(`size ${size} is not between 0 and ${leaves.length}`)
  return size === 0 || size === leaves.length ? [] : subproof(size, leaves, true)
}

function subproof(size: number, leaves: readonly Hash[], isWhole: boolean): Hash[] {
  if (size === leaves.length) return isWhole ? [] : [treeRoot(leaves)]
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return size <= split
    ? [...subproof(size, left, isWhole), treeRoot(right)]
    : [...subproof(size - split, right, false), treeRoot(left)]
}

/** The largest power of two below n (n > 1). */
const splitOf = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1)
