import type { Range } from '../../../../../base/ranges.ts'
import { canonical, complement } from '../../../../../base/ranges.ts'
import { marksWith } from '../marks.ts'
import { ICMP4, ICMP4_CODES, ICMP6, numberOf, PORTS, PROTOCOLS, wordOrNumber } from '../words.ts'

const ALL_PORTS: Range = { first: 0, last: 65535 }

/** `22`, `ssh`, `80:90`, `:1023`, `1024:`, and lists of them with commas. */
export function portSet(text: string, not: boolean): readonly Range[] | null {
  const ranges = text.split(',').map(onePort)
  const known = ranges.filter((range) => range !== null)
  if (known.length !== ranges.length) return null
  return not ? complement(known, [ALL_PORTS]) : canonical(known)
}

function onePort(text: string): Range | null {
  const [from = '', to, extra] = text.split(':')
  const first = from === '' && to !== undefined ? 0 : wordOrNumber(PORTS, from)
  const last = to === undefined ? first : to === '' ? 65535 : wordOrNumber(PORTS, to)
  return first === null || last === null || extra !== undefined || first > last || last > 65535 ? null : { first, last }
}

/** A protocol by name or number; `all` (and 0) is every protocol. */
export function protocolSet(text: string, not: boolean): readonly Range[] | null {
  const number = text === 'all' ? 0 : wordOrNumber(PROTOCOLS, text)
  if (number === null || number > 255) return null
  if (number === 0) return not ? [] : [{ first: 0, last: 255 }]
  const one = [{ first: number, last: number }]
  return not ? complement(one, [{ first: 0, last: 255 }]) : one
}

/** `8`, `3/1`, `echo-request`, `any`: type × 256 + code. */
export function icmpSet(text: string, family: 'ip' | 'ip6', not: boolean): readonly Range[] | null {
  const set = icmpOf(text, family)
  return set === null ? null : not ? complement([set], [ALL_PORTS]) : [set]
}

function icmpOf(text: string, family: 'ip' | 'ip6'): Range | null {
  if (text === 'any' || (family === 'ip' && text === '255')) return ALL_PORTS
  const named = family === 'ip' ? ICMP4_CODES.get(text) : undefined
  const [typeText = '', codeText] = text.split('/')
  const type = named?.[0] ?? wordOrNumber(family === 'ip' ? ICMP4 : ICMP6, typeText)
  const code = named?.[1] ?? (codeText === undefined ? undefined : numberOf(codeText))
  if (type === null || type > 255 || code === null || (code ?? 0) > 255) return null
  return code === undefined
    ? { first: type * 256, last: type * 256 + 255 }
    : { first: type * 256 + code, last: type * 256 + code }
}

/** `value` or `value/mask`. */
export function markSet(text: string, not: boolean, bearable: readonly number[] | null): readonly Range[] | null {
  const [value, mask] = text.split('/')
  const v = numberOf(value ?? '')
  const m = mask === undefined ? 0xffffffff : numberOf(mask)
  return v === null || m === null ? null : marksWith(m, v, not, bearable)
}
