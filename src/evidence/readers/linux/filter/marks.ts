import type { Range } from '../../../../base/ranges.ts'
import { canonical, complement } from '../../../../base/ranges.ts'
import { maskedNumbers } from './masked.ts'

const WHOLE: Range = { first: 0, last: 2 ** 32 - 1 }

/**
 * The marks with (mark & mask) = value, or not. Masks that leave high bits free make too many intervals to spell out: then only the marks
 * that a packet can bear at all are named, where those are known. Null when it cannot be said.
 */
export function marksWith(
  mask: number,
  value: number,
  not: boolean,
  bearable: readonly number[] | null,
): readonly Range[] | null {
  const set = maskedNumbers(32, mask, value)
  if (set !== null) return not ? complement(set, [WHOLE]) : set
  if (bearable === null) return null
  const held = bearable.filter((mark) => ((mark & mask) >>> 0 === value >>> 0) !== not)
  return canonical(held.map((mark) => ({ first: mark, last: mark })))
}

/** The marks that rules set as a whole, with 0, from the texts of a host's filters; null when some rule computes or restores a mark. */
export function bearableMarks(texts: readonly string[]): readonly number[] | null {
  const marks = new Set([0])
  for (const text of texts) {
    if (COMPUTED.some((pattern) => pattern.test(text))) return null
    for (const pattern of SET) for (const found of text.matchAll(pattern)) marks.add(Number(found[1]))
  }
  return marks.size > 256 ? null : [...marks].toSorted((a, b) => a - b)
}

const SET: readonly RegExp[] = [
  /--set-x?mark (0x[0-9a-f]{1,8}|\d{1,10})(?:\/0xffffffff)?(?=\s|$)/gm,
  /"mangle":\s?\{"key":\s?\{"meta":\s?\{"key":\s?"mark"\}\},\s?"value":\s?(\d{1,10})\}/g,
  /\bmark set (0x[0-9a-f]{1,8}|\d{1,10})(?=\s|$)/gm,
]

const COMPUTED: readonly RegExp[] = [
  /--set-x?mark (?:0x[0-9a-f]{1,8}|\d{1,10})\/(?!0xffffffff(?:\s|$))/m,
  /--(?:restore-mark|and-mark|or-mark|xor-mark|tproxy-mark)\b/,
  /"mangle":\s?\{"key":\s?\{"meta":\s?\{"key":\s?"mark"\}\},\s?"value":\s?[^\d\s]/,
  /(?<!ct )\bmark set (?!0x[0-9a-f]{1,8}\s*$|0x[0-9a-f]{1,8} (?!and|or|xor|&)|\d{1,10}\s)/m,
]
