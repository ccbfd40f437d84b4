import { V4_FIRST, V4_LAST, V6_FIRST, V6_LAST, parsePrefix, type Address, type AddressRange } from '../base/address.ts'
import type { Range } from '../base/ranges.ts'
import type { Rule } from '../cloud/chain.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { ICMP_PROTOCOLS, PORT_PROTOCOLS, type Match } from '../cloud/match.ts'
import type { RouteTable } from '../cloud/network.ts'

/** Every interval that something in the model speaks of, by coordinate: what the atoms must keep apart. */
export interface Boundaries {
  readonly addresses: AddressRange[]
  readonly ports: Range[]
  readonly protocols: Range[]
  readonly marks: Range[]
  readonly vlans: Range[]
  readonly gateways: Address[]
}

const prefixes = (...texts: readonly string[]): AddressRange[] => texts.map((t) => parsePrefix(t) as AddressRange)

/** Addresses that a router never forwards: unspecified, loopback, multicast, broadcast, IPv6 link-local (RFC 1122 3.2.1.3, RFC 4291 2.5). */
export const NEVER_FORWARDED = prefixes(
  '0.0.0.0/32',
  '127.0.0.0/8',
  '224.0.0.0/4',
  '255.255.255.255/32',
  '::1/128',
  '::/128',
  'fe80::/10',
  'ff00::/8',
)
/** Addresses that never arrive from a wire as source or destination of a host's own traffic. */
export const LOOPBACK = { ip4: prefixes('127.0.0.0/8'), ip6: prefixes('::1/128') }

const EPHEMERAL: Range = { first: 32768, last: 60999 }
const UNPRIVILEGED: Range = { first: 1024, last: 65535 }
const ECHO = [8, 0, 128, 129].map((type): Range => ({ first: type * 256, last: type * 256 }))
const single = (n: number): Range => ({ first: n, last: n })

/** What questions and permissions speak of beside the cloud: it gets atoms of its own. */
export interface Extra {
  readonly addresses?: Iterable<Address>
  readonly ports?: Iterable<Range>
  readonly protocols?: Iterable<number>
}

/** The boundaries of a cloud and of what is to be asked of it. */
export function boundariesOf(cloud: Cloud, extra: Extra = {}): Boundaries {
  const found: Boundaries = {
    addresses: [
      { first: V4_FIRST, last: V4_LAST },
      { first: V6_FIRST, last: V6_LAST },
      ...NEVER_FORWARDED,
      ...LOOPBACK.ip4,
      ...LOOPBACK.ip6,
    ],
    ports: [EPHEMERAL, UNPRIVILEGED, ...ECHO],
    protocols: [...PORT_PROTOCOLS, ...ICMP_PROTOCOLS].map(single),
    marks: [single(0)],
    vlans: [single(0)],
    gateways: [],
  }
  for (const address of extra.addresses ?? []) found.addresses.push({ first: address, last: address })
  for (const range of extra.ports ?? []) found.ports.push(range)
  for (const protocol of extra.protocols ?? []) found.protocols.push(single(protocol))
  for (const chain of cloud.chains) for (const rule of chain.rules) addRule(found, rule)
  for (const router of cloud.routers) {
    for (const rule of router.policy) addMatch(found, rule.match)
    for (const table of router.tables) addTable(found, table)
  }
  addFrames(found, cloud)
  return { ...found, gateways: [...new Set(found.gateways)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) }
}

function addFrames(found: Boundaries, cloud: Cloud): void {
  for (const i of cloud.interfaces) {
    if (i.vlan !== undefined) found.vlans.push(single(i.vlan.tag))
    for (const { address } of i.addresses) found.addresses.push({ first: address, last: address })
  }
  for (const e of cloud.endpoints)
    for (const a of [...e.addresses, ...e.published]) found.addresses.push({ first: a, last: a })
  for (const port of cloud.bridges.flatMap((b) => b.ports)) {
    found.vlans.push(...port.tagged, ...port.untagged)
    if (port.pvid !== null) found.vlans.push(single(port.pvid))
  }
}

function addTable(found: Boundaries, table: RouteTable): void {
  for (const { to, action } of table.routes) {
    found.addresses.push(to)
    if (action.kind !== 'forward') continue
    for (const hop of action.hops) if (typeof hop.to === 'bigint') addGateway(found, hop.to)
  }
}

function addGateway(found: Boundaries, gateway: Address): void {
  found.gateways.push(gateway)
  found.addresses.push({ first: gateway, last: gateway })
}

function addRule(found: Boundaries, { match, action }: Rule): void {
  addMatch(found, match)
  if (action.kind === 'mark') found.marks.push(single(action.value))
  if (action.kind === 'dnat' || action.kind === 'snat') {
    if (action.to !== null) found.addresses.push(...action.to)
    if (action.ports !== null) found.ports.push(...action.ports)
    if (action.map === 'offset') addOffset(found, match, action.kind, action.to ?? [])
  }
  if (action.kind === 'masquerade' && action.ports !== null) found.ports.push(...action.ports)
}

/** NETMAP keeps offsets, so each boundary on one side needs its image on the other; with ranges of up to 256 addresses every address is one. */
function addOffset(found: Boundaries, match: Match, kind: 'dnat' | 'snat', to: readonly AddressRange[]): void {
  for (const range of [...to, ...((kind === 'dnat' ? match.dst : match.src) ?? [])])
    if (range.last - range.first < 256n)
      for (let a = range.first; a <= range.last; a++) found.addresses.push({ first: a, last: a })
}

function addMatch(found: Boundaries, match: Match): void {
  found.addresses.push(...(match.src ?? []), ...(match.dst ?? []))
  found.ports.push(...(match.sport ?? []), ...(match.dport ?? []), ...(match.icmp ?? []))
  found.protocols.push(...(match.protocol ?? []))
  found.marks.push(...(match.mark ?? []))
}
