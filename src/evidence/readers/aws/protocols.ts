import type { Match } from '../../../cloud/match.ts'

const NUMBERS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58 }

/** The number of a protocol as the API writes it; `all` for -1; null when it is neither a name that it uses nor a number. */
export function protocolOf(text: string): number | 'all' | null {
  const plain = text.trim().toLowerCase()
  if (plain === '-1' || plain === 'all') return 'all'
  if (Object.hasOwn(NUMBERS, plain)) return NUMBERS[plain] ?? null
  return /^\d{1,3}$/.test(plain) && Number(plain) <= 255 ? Number(plain) : null
}

const PORTS = new Set([6, 17])
const ICMP = new Set([1, 58])

/**
 * The condition on protocol and ports (or ICMP type and code, -1 being any); null when it cannot be known.
 * For a protocol without ports `first` and `last` say nothing.
 */
export function serviceMatch(protocol: number | 'all' | null, first: number | null, last: number | null): Match | null {
  if (protocol === null) return null
  if (protocol === 'all') return {}
  const only = { protocol: [{ first: protocol, last: protocol }] }
  if (PORTS.has(protocol)) return portMatch(only, first, last)
  if (ICMP.has(protocol)) return icmpMatch(only, first, last)
  return only
}

function portMatch(only: Match, first: number | null, last: number | null): Match | null {
  if (first === null || last === null) return null
  if (first === -1 && last === -1) return only
  if (first < 0 || last > 65535 || first > last) return null
  return first === 0 && last === 65535 ? only : { ...only, dport: [{ first, last }] }
}

function icmpMatch(only: Match, type: number | null, code: number | null): Match | null {
  if (type === null) return null
  if (type === -1) return only
  if (!Number.isInteger(type) || type < 0 || type > 255) return null
  if (code === null) return null
  if (code !== -1 && (!Number.isInteger(code) || code < 0 || code > 255)) return null
  const range =
    code === -1 ? { first: type * 256, last: type * 256 + 255 } : { first: type * 256 + code, last: type * 256 + code }
  return { ...only, icmp: [range] }
}
