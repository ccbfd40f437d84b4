import ipaddr from 'ipaddr.js'

/**
 * One point in a single ordered space that holds both families:
 * IPv4 a.b.c.d is its 32-bit number, IPv6 is 2^32 plus its 128-bit number. So a set of intervals never mixes families by accident.
 */
export type Address = bigint

export const V4_FIRST = 0n
export const V4_LAST = (1n << 32n) - 1n
export const V6_FIRST = 1n << 32n
export const V6_LAST = V6_FIRST + (1n << 128n) - 1n

/** A closed interval of addresses of one family. */
export interface AddressRange {
  readonly first: Address
  readonly last: Address
}

export const familyOf = (address: Address): 'ip4' | 'ip6' => (address <= V4_LAST ? 'ip4' : 'ip6')

/** The address that the text names, or null. Zone ids (`%eth0`) are cut off; IPv4-mapped IPv6 stays IPv6. */
export function parseAddress(text: string): Address | null {
  const plain = text.split('%', 1)[0] ?? ''
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return v4(ipaddr.IPv4.parse(plain).octets)
  if (plain.includes(':') && ipaddr.IPv6.isValid(plain)) return v6(ipaddr.IPv6.parse(plain).parts)
  return null
}

const v4 = (octets: readonly number[]): Address => octets.reduce((n, octet) => (n << 8n) | BigInt(octet), 0n)
const v6 = (parts: readonly number[]): Address => V6_FIRST + parts.reduce((n, part) => (n << 16n) | BigInt(part), 0n)

/** The range of `10.0.0.0/8`, `10.0.0.1` (one address), `default` needs a family and is not read here. Host bits are ignored. */
export function parsePrefix(text: string): AddressRange | null {
  const [base, length, extra] = text.split('/')
  if (base === undefined || extra !== undefined) return null
  const address = parseAddress(base)
  if (address === null) return null
  if (length === undefined) return { first: address, last: address }
  if (!/^\d{1,3}$/.test(length)) return null
  return prefixOf(address, Number(length))
}

/** The range of all addresses that share the first `length` bits with `address`, or null when the length does not fit the family. */
export function prefixOf(address: Address, length: number): AddressRange | null {
  const bits = familyOf(address) === 'ip4' ? 32 : 128
  if (!Number.isInteger(length) || length < 0 || length > bits) return null
  const zero = bits === 32 ? V4_FIRST : V6_FIRST
  const size = 1n << BigInt(bits - length)
  const first = zero + ((address - zero) / size) * size
  return { first, last: first + size - 1n }
}

/** `10.0.0.1` or `2001:db8::1` (RFC 5952). */
export function formatAddress(address: Address): string {
  if (address <= V4_LAST) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.')
  const value = address - V6_FIRST
  const parts = Array.from({ length: 8 }, (_, i) => Number((value >> BigInt(112 - 16 * i)) & 0xffffn))
  return new ipaddr.IPv6(parts).toRFC5952String()
}

/** `10.0.0.0/8`, a single address, or `first-last` where the range is no prefix. */
export function formatRange({ first, last }: AddressRange): string {
  const size = last - first + 1n
  if (size === 1n) return formatAddress(first)
  const bits = familyOf(first) === 'ip4' ? 32 : 128
  const zero = bits === 32 ? V4_FIRST : V6_FIRST
  const log = size.toString(2).length - 1
  const isPrefix = size === 1n << BigInt(log) && (first - zero) % size === 0n
  return isPrefix ? `${formatAddress(first)}/${bits - log}` : `${formatAddress(first)}-${formatAddress(last)}`
}
