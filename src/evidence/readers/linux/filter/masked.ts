/** More pieces than this are not spelled out. */
export const MOST_PIECES = 4096

/**
 * All numbers n of `bits` bits with (n & mask) = value, as canonical intervals; null when there would be more than MOST_PIECES.
 * A value with bits outside the mask is met by no number.
 */
export function masked(bits: number, mask: bigint, value: bigint): { first: bigint; last: bigint }[] | null {
  const all = (1n << BigInt(bits)) - 1n
  const m = mask & all
  if ((value & all & ~m) !== 0n || value > all) return []
  if (m === 0n) return [{ first: 0n, last: all }]
  let low = 0
  while (((m >> BigInt(low)) & 1n) === 0n) low++
  const free: bigint[] = []
  for (let bit = low; bit < bits; bit++) if (((m >> BigInt(bit)) & 1n) === 0n) free.push(1n << BigInt(bit))
  if (free.length > 12) return null
  const size = (1n << BigInt(low)) - 1n
  const firsts = free.reduce<bigint[]>((seen, bit) => seen.concat(seen.map((n) => n | bit)), [value & m])
  return firsts.toSorted((a, b) => (a < b ? -1 : 1)).map((first) => ({ first, last: first + size }))
}

/** The same over numbers (marks, ports: up to 32 bits). */
export const maskedNumbers = (bits: number, mask: number, value: number): { first: number; last: number }[] | null =>
  masked(bits, BigInt(mask >>> 0), BigInt(value >>> 0))?.map((r) => ({
    first: Number(r.first),
    last: Number(r.last),
  })) ?? null
