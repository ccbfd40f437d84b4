import { familyOf, parseAddress } from '../../../../../base/address.ts'
import type { Range } from '../../../../../base/ranges.ts'
import type { Family, Match } from '../../../../../cloud/match.ts'
import { V4, V6 } from '../local-addresses.ts'
import { ICMP4, ICMP4_CODE, ICMP6, ICMP6_CODE, PORTS, PROTOCOLS, wordOrNumber } from '../words.ts'
import { member, textMember } from './document.ts'
import type { Interval } from './values.ts'

/** A packet's field with an ordered set of values: how a value is read, all values there are, and the match that a set of them makes. */
export interface IntervalField {
  readonly kind: 'interval'
  readonly bits: number
  /** Where the numbers of the field start (IPv6 addresses start at 2^32). */
  readonly universe: Interval
  readonly word: (text: string) => bigint | null
  readonly build: (set: readonly Interval[]) => Match
}

export type Field =
  | IntervalField
  | { readonly kind: 'name'; readonly key: 'iif' | 'oif' }
  | { readonly kind: 'bridge-name'; readonly key: 'portIn' | 'portOut' }
  | { readonly kind: 'state' }
  | { readonly kind: 'tcp-flags' }
  | { readonly kind: 'ether-type' }
  | { readonly kind: 'address-type'; readonly key: 'src' | 'dst' }

const numbers = (set: readonly Interval[]): Range[] =>
  set.map((r) => ({ first: Number(r.first), last: Number(r.last) }))

const wordIn =
  (words: ReadonlyMap<string, number>, most: number) =>
  (text: string): bigint | null => {
    const n = wordOrNumber(words, text)
    return n === null || n > most ? null : BigInt(n)
  }

const NO_WORDS: ReadonlyMap<string, number> = new Map()
const whole = (bits: number): Interval => ({ first: 0n, last: (1n << BigInt(bits)) - 1n })

const field = (bits: number, words: ReadonlyMap<string, number>, build: (set: Range[]) => Match): IntervalField => ({
  kind: 'interval',
  bits,
  universe: whole(bits),
  word: wordIn(words, 2 ** bits - 1),
  build: (set) => build(numbers(set)),
})

const address = (key: 'src' | 'dst', family: 'ip4' | 'ip6'): IntervalField => ({
  kind: 'interval',
  bits: family === 'ip4' ? 32 : 128,
  universe: family === 'ip4' ? V4 : V6,
  word: (text) => {
    const found = parseAddress(text)
    return found !== null && familyOf(found) === family ? found : null
  },
  build: (set) => ({ families: [family], [key]: set }),
})

const only = (n: number): Range[] => [{ first: n, last: n }]
const port = (key: 'sport' | 'dport', protocol?: number): IntervalField =>
  field(16, PORTS, (set) => ({ ...(protocol === undefined ? {} : { protocol: only(protocol) }), [key]: set }))
const protocol = (families?: readonly Family[]): IntervalField =>
  field(8, PROTOCOLS, (set) => ({ ...(families === undefined ? {} : { families }), protocol: set }))

const icmpType = (protocolNumber: number, words: ReadonlyMap<string, number>): IntervalField =>
  field(8, words, (set) => ({
    protocol: only(protocolNumber),
    icmp: set.map((r) => ({ first: r.first * 256, last: r.last * 256 + 255 })),
  }))
const icmpCode = (protocolNumber: number, words: ReadonlyMap<string, number>): IntervalField =>
  field(8, words, (set) => ({
    protocol: only(protocolNumber),
    icmp: Array.from({ length: 256 }, (_, type) => type * 256).flatMap((base) =>
      set.map((r) => ({ first: base + r.first, last: base + r.last })),
    ),
  }))

const NFPROTO: ReadonlyMap<string, number> = new Map([
  ['ipv4', 2],
  ['ipv6', 10],
  ['ip', 2],
  ['ip6', 10],
])
const nfproto = field(8, NFPROTO, (set) => ({
  families: (
    [
      ['ip4', 2],
      ['ip6', 10],
    ] as const
  ).flatMap(([family, n]) => (set.some((r) => r.first <= n && n <= r.last) ? [family] : [])),
}))

const PORTED = [
  ['tcp', 6],
  ['udp', 17],
  ['sctp', 132],
  ['dccp', 33],
  ['udplite', 136],
  ['th', undefined],
] as const

/** Fields by `payload protocol field`, `meta key` or `ct key`. */
const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['payload ip saddr', address('src', 'ip4')],
  ['payload ip daddr', address('dst', 'ip4')],
  ['payload ip6 saddr', address('src', 'ip6')],
  ['payload ip6 daddr', address('dst', 'ip6')],
  ['payload ip protocol', protocol(['ip4'])],
  ['payload ip6 nexthdr', protocol(['ip6'])],
  ...PORTED.flatMap(([name, n]): [string, Field][] => [
    [`payload ${name} sport`, port('sport', n)],
    [`payload ${name} dport`, port('dport', n)],
  ]),
  ['payload tcp flags', { kind: 'tcp-flags' }],
  ['payload icmp type', icmpType(1, ICMP4)],
  ['payload icmp code', icmpCode(1, ICMP4_CODE)],
  ['payload icmpv6 type', icmpType(58, ICMP6)],
  ['payload icmpv6 code', icmpCode(58, ICMP6_CODE)],
  ['payload ether type', { kind: 'ether-type' }],
  ['meta protocol', { kind: 'ether-type' }],
  ['meta l4proto', protocol()],
  ['meta nfproto', nfproto],
  ['meta mark', field(32, NO_WORDS, (set) => ({ mark: set }))],
  ['meta iifname', { kind: 'name', key: 'iif' }],
  ['meta oifname', { kind: 'name', key: 'oif' }],
  ['meta iif', { kind: 'name', key: 'iif' }],
  ['meta oif', { kind: 'name', key: 'oif' }],
  ['meta ibrname', { kind: 'bridge-name', key: 'portIn' }],
  ['meta obrname', { kind: 'bridge-name', key: 'portOut' }],
  ['meta ibriport', { kind: 'bridge-name', key: 'portIn' }],
  ['meta obriport', { kind: 'bridge-name', key: 'portOut' }],
  ['ct state', { kind: 'state' }],
])

/** The field that the left-hand side of a match names, or null when it is not one that the model has. */
export function fieldOf(left: unknown): Field | null {
  const payload = member(left, 'payload')
  const key = textMember(member(left, 'meta'), 'key')
  const ct = member(left, 'ct')
  const fib = member(left, 'fib')
  if (payload !== undefined)
    return FIELDS.get(`payload ${textMember(payload, 'protocol') ?? ''} ${textMember(payload, 'field') ?? ''}`) ?? null
  if (key !== undefined) return FIELDS.get(`meta ${key}`) ?? null
  if (ct !== undefined)
    return member(ct, 'dir') === undefined ? (FIELDS.get(`ct ${textMember(ct, 'key') ?? ''}`) ?? null) : null
  return fib === undefined ? null : addressType(fib)
}

/** `fib daddr type`, without the interface. */
function addressType(fib: unknown): Field | null {
  const flags = member(fib, 'flags')
  const list: readonly unknown[] = Array.isArray(flags) ? flags : [flags]
  if (textMember(fib, 'result') !== 'type' || list.length !== 1) return null
  if (list[0] === 'daddr') return { kind: 'address-type', key: 'dst' }
  return list[0] === 'saddr' ? { kind: 'address-type', key: 'src' } : null
}
