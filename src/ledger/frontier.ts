import { EMPTY_ROOT, nodeHash } from './hash.ts'
import type { Hash } from './hash.ts'

/**
 * All that is needed to go on appending: the roots of the perfect subtrees that a tree of `size` leaves falls into, largest first.
 * There is one for each 1-bit of `size`, so a ledger of a million entries is carried on from twenty hashes.
 */
export interface Frontier {
  readonly size: number
  readonly peaks: readonly Hash[]
}

export const EMPTY_FRONTIER: Frontier = { size: 0, peaks: [] }

/** The frontier after one more leaf hash: like adding 1 in binary, every carry joins two peaks. */
export function append({ size, peaks }: Frontier, leaf: Hash): Frontier {
  const joined = [...peaks]
  let carried = leaf
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) carried = nodeHash(pop(joined, size), carried)
  return { size: size + 1, peaks: [...joined, carried] }
}

/** The root of the whole tree: peaks joined from the smallest to the largest (RFC 6962, 2.1). */
export const rootOf = ({ peaks }: Frontier): Hash =>
  peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right))

/** The number of peaks that a tree of this size has: its 1-bits. A stored frontier that has another number is damaged. */
export const peakCount = (size: number): number => [...size.toString(2)].filter((bit) => bit === '1').length

function pop(peaks: Hash[], size: number): Hash {
  const peak = peaks.pop()
  if (peak === undefined) throw new Error(`a frontier of size ${size} has too few peaks, expected ${peakCount(size)}`)
  return peak
}
