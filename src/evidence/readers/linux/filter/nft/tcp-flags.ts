import type { Match } from '../../../../../cloud/match.ts'
import { TCP_FLAGS, wordOrNumber } from '../words.ts'
import { member } from './document.ts'
import { valuesOf, type SetScope } from './values.ts'

type Pairs = NonNullable<Match['tcpFlags']>

const TCP: Pick<Match, 'protocol'> = { protocol: [{ first: 6, last: 6 }] }

/** The TCP packets for which `flags & mask op right` holds; `mask` absent is all eight flags. Null when it was not understood. */
export function tcpFlagsMatch(mask: unknown, op: string, right: unknown, scope: SetScope): Match | null {
  const bits = mask === undefined ? 255 : flagBits(mask)
  if (bits === null) return null
  if (op === 'in') {
    const any = flagBits(right)
    return any === null ? null : { ...TCP, tcpFlags: anyOf(any) }
  }
  const values = isCombination(right) ? [right] : valuesOf(right, scope)
  const numbers = (values ?? [null]).map(flagBits)
  if (numbers.includes(null) || (op !== '==' && op !== '!=')) return null
  const known = numbers.filter((n) => n !== null)
  return { ...TCP, tcpFlags: op === '==' ? equals(bits, known) : differs(bits, known) }
}

/** Several flags that make one value: `["syn","ack"]`, `{"|": […]}`. */
const isCombination = (right: unknown): boolean => Array.isArray(right) || member(right, '|') !== undefined

/** The number of one or several flags; null when one is not known. */
export function flagBits(value: unknown): number | null {
  if (typeof value === 'number') return value >= 0 && value < 256 ? value : null
  if (typeof value === 'string') return wordOrNumber(TCP_FLAGS, value)
  const parts: unknown = Array.isArray(value) ? value : member(value, '|')
  if (!Array.isArray(parts)) return null
  return parts.map(flagBits).reduce<number | null>((sum, n) => (sum === null || n === null ? null : sum | n), 0)
}

export const anyOf = (bits: number): Pairs => eachBit(bits).map((bit) => ({ mask: bit, value: bit }))

/** Values with bits outside the mask are met by none. */
export const equals = (mask: number, values: readonly number[]): Pairs =>
  values.filter((value) => (value & ~mask) === 0).map((value) => ({ mask, value }))

/** All settings of the mask's bits but these: for one value, those that differ in some bit. */
export function differs(mask: number, values: readonly number[]): Pairs {
  const [value] = values
  if (values.length !== 1 || value === undefined)
    return equals(
      mask,
      subsets(mask).filter((n) => !values.includes(n)),
    )
  if ((value & ~mask) !== 0) return [{ mask: 0, value: 0 }]
  return eachBit(mask).map((bit) => ({ mask: bit, value: ~value & bit }))
}

const eachBit = (bits: number): number[] => [1, 2, 4, 8, 16, 32, 64, 128].filter((bit) => (bits & bit) !== 0)

const subsets = (mask: number): number[] => Array.from({ length: 256 }, (_, n) => n).filter((n) => (n & ~mask) === 0)
