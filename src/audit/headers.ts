import { formatRange } from '../base/address.ts'
import { canonical, type Range } from '../base/ranges.ts'
import type { Set } from '../proof/bdd.ts'
import { NONE } from '../proof/bdd.ts'
import { FAMILIES, FIELDS, type Field, type Space } from '../proof/space.ts'
import type { Flow } from './result.ts'

const NAMES: Readonly<Record<number, string>> = {
  1: 'icmp',
  6: 'tcp',
  17: 'udp',
  47: 'gre',
  50: 'esp',
  58: 'icmpv6',
  132: 'sctp',
}
/** More distinct protocols than this are called “any but …” by nobody: the list is cut. */
const MOST = 8

/** A set of headers in people's words: by family, then by protocol, with ports and addresses where they do not cover all. */
export function flowsOf(space: Space, set: Set): Flow[] {
  return FAMILIES.flatMap((family): Flow[] => {
    const here = space.bdd.and(set, space.family(family))
    if (here === NONE) return []
    if (family === 'frame') return [{ family }]
    const ends = { ...addressText(space, here, 'src', family), ...addressText(space, here, 'dst', family) }
    const content = contentOf(space, here)
    const missing = space.bdd.without(contentOf(space, space.bdd.and(space.valid, space.family(family))), content)
    if (missing === NONE) return [{ family, ...ends }]
    const protocols = space.ranksIn(content, 'protocol')
    const lacking = space.ranksIn(missing, 'protocol')
    if (lacking.length * 2 < protocols.length)
      return [{ family, protocol: `any except ${exceptText(space, missing, lacking)}`, ...ends }]
    return protocols.slice(0, MOST).map((rank): Flow => ({ family, ...protocolText(space, here, rank), ...ends }))
  })
}

/** Protocol and port, and nothing else. */
const contentOf = (space: Space, set: Set): Set =>
  FIELDS.filter((f) => f !== 'protocol' && f !== 'dport').reduce((rest, field) => space.forget(rest, field), set)

const exceptText = (space: Space, missing: Set, ranks: readonly number[]): string =>
  ranks
    .slice(0, MOST)
    .map((rank) => protocolText(space, missing, rank))
    .map((f) => `${f.protocol}${f.ports === undefined ? '' : `/${f.ports}`}`)
    .join(', ')

function protocolText(space: Space, set: Set, rank: number): Partial<Flow> {
  const { first, last } = space.protocols.interval(rank)
  const protocol = first === last ? (NAMES[first] ?? `protocol ${first}`) : `protocol ${first}-${last}`
  const here = space.bdd.and(set, space.value('protocol', rank))
  const ranges = intervalsOf(space.ranksIn(here, 'dport')).map((r) => ({
    first: space.ports.interval(r.first).first,
    last: space.ports.interval(r.last).last,
  }))
  const all = ranges.length === 1 && ranges[0]?.first === 0 && ranges[0].last === 65535
  const ported = [6, 17, 33, 132, 136].includes(first)
  const icmp = first === 1 || first === 58
  if (all || (!ported && !icmp)) return { protocol }
  return { protocol, ports: ranges.map(icmp ? icmpText : portText).join(', ') }
}

const portText = ({ first, last }: Range): string => (first === last ? String(first) : `${first}-${last}`)

const ICMP_NAMES: Readonly<Record<number, string>> = {
  0: 'echo-reply',
  8: 'echo-request',
  128: 'echo-request',
  129: 'echo-reply',
}
const icmpText = ({ first, last }: Range): string =>
  first === last || first >> 8 === last >> 8
    ? (ICMP_NAMES[first >> 8] ?? `type ${first >> 8}`)
    : `type ${first >> 8}-${last >> 8}`

const intervalsOf = (ranks: readonly number[]): Range[] => canonical(ranks.map((n) => ({ first: n, last: n })))

/** Addresses are said when they are few; else they would fill a page and say nothing. */
function addressText(space: Space, set: Set, field: Extract<Field, 'src' | 'dst'>, family: string): Partial<Flow> {
  const ranges = intervalsOf(space.ranksIn(set, field)).map((r) => ({
    first: space.addresses.interval(r.first).first,
    last: space.addresses.interval(r.last).last,
  }))
  const whole = family === 'ip4' ? 1n << 32n : 1n << 128n
  const size = ranges.reduce((sum, r) => sum + (r.last - r.first + 1n), 0n)
  return ranges.length > 6 || size * 2n > whole ? {} : { [field]: ranges.map(formatRange).join(', ') }
}

/** The flows as one short text: `tcp/22`, `tcp/80, 5432; icmp`, `IPv4` for all of its protocols. */
export function flowText(flows: readonly Flow[]): string {
  const texts = flows.map((f) =>
    f.family === 'frame'
      ? 'L2'
      : `${f.protocol ?? (f.family === 'ip4' ? 'IPv4' : 'IPv6')}${f.ports === undefined ? '' : `/${f.ports}`}`,
  )
  return [...new Set(texts)].slice(0, 4).join('; ')
}
