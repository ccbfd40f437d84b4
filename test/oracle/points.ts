import { familyOf, parsePrefix, V4_FIRST, V6_FIRST, V6_LAST } from '../../src/base/address.ts'
import type { Address, AddressRange } from '../../src/base/address.ts'
import { contains } from '../../src/base/ranges.ts'
import type { Range } from '../../src/base/ranges.ts'
import type { Cloud } from '../../src/cloud/cloud.ts'
import { ICMP_PROTOCOLS, PORT_PROTOCOLS } from '../../src/cloud/match.ts'
import type { Match } from '../../src/cloud/match.ts'

/** One value of every interval that some part of the cloud tells apart; any other value behaves like one of these. */
export interface Points {
  readonly sources: readonly Address[]
  readonly destinations: readonly Address[]
  readonly protocols: readonly number[]
  readonly sports: readonly number[]
  readonly dports: readonly number[]
  readonly icmps: readonly number[]
  readonly flags: readonly number[]
  readonly vlans: readonly (number | null)[]
  readonly marks: readonly number[]
}

export function pointsOf(whole: Cloud): Points {
  const cloud = withUsedChains(whole)
  const matches = matchesOf(cloud)
  const ranges = rangesOf(cloud, matches)
  const sports = [...pick(matches, 'sport'), ...ranges.ports]
  const dports = [...pick(matches, 'dport'), ...ranges.ports]
  const states = matches.some((match) => match.states !== undefined) || translates(cloud)
  const icmps = [...pick(matches, 'icmp'), ...(states ? ECHO_REPLIES : [])]
  const flags = matches.flatMap(({ tcpFlags }) => tcpFlags ?? [])
  return {
    sources: addressPoints(cloud, ranges.sources),
    destinations: addressPoints(cloud, [...ranges.destinations, ...NEVER_FORWARDED]),
    protocols: protocolPoints(pick(matches, 'protocol'), {
      ports: sports.length + dports.length > 0,
      icmp: icmps.length > 0,
      flags: states || flags.length > 0,
      states,
    }),
    sports: numberPoints(sports, 1),
    dports: numberPoints(dports, 1),
    icmps: numberPoints(icmps, 0),
    flags: flagPoints(flags, states),
    vlans: vlanPoints(cloud),
    marks: markPoints(cloud, matches),
  }
}

/** Translation acts on the first packet of a flow only. */
const translates = (cloud: Cloud): boolean =>
  cloud.chains.some(({ rules }) => rules.some(({ action }) => ['dnat', 'snat', 'masquerade'].includes(action.kind)))

/** Where a reverse path is checked the packet is looked at turned round, so that each side has the cuts of the other. */
function rangesOf(cloud: Cloud, matches: readonly Match[]) {
  const sources = matches.flatMap(({ src }) => src ?? [])
  const destinations = [...matches.flatMap(({ dst }) => dst ?? []), ...routesOf(cloud)]
  const turned = cloud.routers.some(({ reversePath }) => Object.keys(reversePath).length > 0)
  const { addresses, ports } = pools(cloud)
  return {
    sources: [...sources, ...addresses, ...(turned ? destinations : [])],
    destinations: [...destinations, ...addresses, ...borne(cloud), ...(turned ? sources : [])],
    ports,
  }
}

function pools(cloud: Cloud): { addresses: AddressRange[]; ports: Range[] } {
  const addresses: AddressRange[] = []
  const ports: Range[] = []
  for (const { action } of cloud.chains.flatMap(({ rules }) => rules)) {
    if (action.kind === 'dnat' || action.kind === 'snat') addresses.push(...(action.to ?? []))
    // What bears the address already stays as it is.
    if (action.kind === 'masquerade') addresses.push(...borne(cloud))
    if (action.kind === 'dnat' || action.kind === 'snat' || action.kind === 'masquerade')
      ports.push(...(action.ports ?? []))
  }
  return { addresses, ports }
}

/** The rules of chains that something enters, or calls from there. */
function withUsedChains(cloud: Cloud): Cloud {
  const called = (id: string): string[] =>
    cloud.chains
      .filter((each) => each.id === id)
      .flatMap(({ rules }) => rules.flatMap(({ action }) => ('chain' in action ? [action.chain] : [])))
  const used = new Set<string>([
    ...cloud.interfaces.flatMap(({ inFilters, outFilters }) => [...inFilters, ...outFilters]),
    ...cloud.bridges.flatMap(({ filters }) => filters),
    ...cloud.routers.flatMap(({ entries }) => entries.map((entry) => entry.chain)),
  ])
  for (const id of used) called(id).forEach((each) => used.add(each))
  return { ...cloud, chains: cloud.chains.filter(({ id }) => used.has(id)) }
}

const matchesOf = (cloud: Cloud): Match[] => [
  ...cloud.chains.flatMap(({ rules }) => rules.map(({ match }) => match)),
  ...cloud.routers.flatMap(({ policy }) => policy.map(({ match }) => match)),
]

const pick = (matches: readonly Match[], member: 'protocol' | 'sport' | 'dport' | 'icmp'): Range[] =>
  matches.flatMap((match) => match[member] ?? [])

const NEVER_FORWARDED = ['224.0.0.0/4', '127.0.0.0/8', 'ff00::/8', 'fe80::/10'].flatMap(
  (text) => parsePrefix(text) ?? [],
)

const routesOf = (cloud: Cloud): AddressRange[] =>
  cloud.routers.flatMap(({ tables }) => tables.flatMap(({ routes }) => routes.map(({ to }) => to)))

const borne = (cloud: Cloud): AddressRange[] =>
  [
    ...cloud.interfaces.flatMap((face) => face.addresses.map((each) => each.address)),
    ...cloud.endpoints.flatMap((e) => e.addresses),
  ].map((address) => ({ first: address, last: address }))

/** Addresses that nothing need name; no host bears the unspecified ones, and no router forwards them. */
const ORDINARY = [V4_FIRST + 1n, V6_FIRST + 2n]

/** The first address of every interval, in both families; offset maps carry the cuts of one range over to the other. */
function addressPoints(cloud: Cloud, ranges: readonly AddressRange[]): Address[] {
  const cuts = new Set<Address>(ORDINARY)
  for (const { first, last } of ranges) {
    if (first !== V4_FIRST && first !== V6_FIRST) cuts.add(first)
    if (last < V6_LAST && last + 1n !== V6_FIRST) cuts.add(last + 1n)
  }
  for (const { from, to } of [...offsetsOf(cloud), ...offsetsOf(cloud)]) {
    const inTarget = Array.from(cuts).filter((cut) => to.first <= cut && cut <= to.last)
    for (const cut of inTarget) cuts.add(from.first + (cut - to.first))
  }
  const sorted = [...cuts].toSorted((a, b) => (a < b ? -1 : 1))
  if (offsetsOf(cloud).length > 0) return sorted
  return distinct(
    sorted,
    (a) => familyOf(a) + ranges.map(({ first, last }) => Number(first <= a && a <= last)).join(''),
  )
}

const offsetsOf = (cloud: Cloud): { from: AddressRange; to: AddressRange }[] =>
  cloud.chains.flatMap(({ rules }) =>
    rules.flatMap(({ match, action }) => {
      if ((action.kind !== 'dnat' && action.kind !== 'snat') || action.map !== 'offset') return []
      const [from, to] = [(action.kind === 'dnat' ? match.dst : match.src)?.[0], action.to?.[0]]
      return from === undefined || to === undefined ? [] : [{ from, to }]
    }),
  )

/** The first number of every interval; `lowest` stands for those that nothing names. */
function numberPoints(ranges: readonly Range[], lowest: number): number[] {
  const cuts = [lowest, ...ranges.flatMap(({ first, last }) => [first, last + 1])]
  return [...new Set(cuts.filter((n) => n >= 0 && n <= 0xffff))]
}

/** The marks that conditions tell apart, and those that rules set. */
function markPoints(cloud: Cloud, matches: readonly Match[]): number[] {
  const set = cloud.chains.flatMap(({ rules }) =>
    rules.flatMap(({ action }) => (action.kind === 'mark' ? action.value : [])),
  )
  const cuts = matches.flatMap(({ mark }) => mark ?? []).flatMap(({ first, last }) => [first, last + 1])
  return [...new Set([0, ...set, ...cuts])].filter((mark) => mark <= 0xffffffff)
}

/** One protocol of each kind that can be told apart. */
function protocolPoints(
  ranges: readonly Range[],
  matter: { ports: boolean; icmp: boolean; flags: boolean; states: boolean },
): number[] {
  const signature = (p: number) =>
    JSON.stringify([
      ranges.map(({ first, last }) => first <= p && p <= last),
      matter.ports && PORT_PROTOCOLS.some((each) => each === p),
      matter.icmp && ICMP_PROTOCOLS.some((each) => each === p),
      matter.flags && p === 6,
      matter.states && ICMP_PROTOCOLS.findIndex((each) => each === p),
    ])
  return distinct(BYTES, signature)
}

/** Flags that conditions tell apart, and those that a tracker does: whether they may begin a flow. */
const flagPoints = (pairs: readonly { mask: number; value: number }[], states: boolean): number[] =>
  distinct(BYTES, (flags) =>
    JSON.stringify([
      states && ((flags & 5) !== 0 || (flags & 18) === 0 || (flags & 18) === 18),
      pairs.map(({ mask, value }) => (flags & mask) === value),
    ]),
  )

/** Echo replies, which a tracker tells from everything else. */
const ECHO_REPLIES: readonly Range[] = [0, 129 * 256].map((n) => ({ first: n, last: n }))

/** The first of each that have the same signature. */
function distinct<T>(all: readonly T[], signature: (each: T) => string): T[] {
  const first = new Map<string, T>()
  for (const each of all) if (!first.has(signature(each))) first.set(signature(each), each)
  return [...first.values()]
}

const BYTES = Array.from({ length: 256 }, (_, n) => n)

function vlanPoints(cloud: Cloud): (number | null)[] {
  const tags = cloud.interfaces.flatMap(({ vlan }) => vlan?.tag ?? [])
  const ports = cloud.bridges.flatMap((bridge) => bridge.ports)
  const pvids = ports.flatMap(({ pvid }) => pvid ?? [])
  const cuts = ports.flatMap(({ tagged, untagged }) =>
    [...tagged, ...untagged].flatMap(({ first, last }) => [first, last + 1]),
  )
  const all = [...tags, ...pvids, ...cuts, 4094].filter((tag) => tag > 0 && tag < 4095)
  const signature = (tag: number) =>
    JSON.stringify([
      tags.includes(tag) || pvids.includes(tag) ? tag : 0,
      ports.map((port) => [port.tagged, port.untagged].map((ranges) => contains(ranges, tag))),
    ])
  return [null, ...distinct(all, signature)]
}

export const ofFamily = (addresses: readonly Address[], family: 'ip4' | 'ip6'): Address[] =>
  addresses.filter((address) => familyOf(address) === family)
