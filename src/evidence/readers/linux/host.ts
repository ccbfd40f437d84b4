import { familyOf, parseAddress, type Address } from '../../../base/address.ts'
import type { Source } from '../../../base/source.ts'
import type { Row } from './door.ts'
import { usable, type HostFacts } from './facts.ts'
import type { IpFamily } from './families.ts'
import type { Notes } from './notes.ts'
import type { FdbEntry } from './parse/bridge-fdb.ts'
import type { IpLink } from './parse/ip-link.ts'
import type { IpNeighbour } from './parse/ip-neigh.ts'
import { numberIn } from './parse/members.ts'

export interface HostAddress {
  readonly address: Address
  readonly length: number
  readonly at: Source
}

/** One interface of a host: what `ip link` and `ip addr` say of it together. */
export interface HostInterface {
  readonly id: string
  readonly name: string
  readonly index: number
  readonly link: IpLink
  readonly at: Source
  readonly addresses: readonly HostAddress[]
}

/** A device's facts, with its interfaces looked up by name. */
export interface Host {
  readonly id: string
  readonly facts: HostFacts
  readonly interfaces: readonly HostInterface[]
  readonly byName: ReadonlyMap<string, HostInterface>
  /** The forwarding database by port, and neighbours by interface. */
  readonly fdbOf: ReadonlyMap<string, readonly Row<FdbEntry>[]>
  readonly neighboursOf: ReadonlyMap<string, readonly Row<IpNeighbour>[]>
  /** VRF devices: their name and table. */
  readonly vrfs: ReadonlyMap<string, string>
  /** `ip -d` said of what kind each interface is. Without it a bridge cannot be told from an ordinary interface. */
  readonly detailed: boolean
  /** The families that the host has at all: no address of a family on any interface, not even on lo, means that it is off. */
  readonly families: readonly IpFamily[]
  readonly notes: Notes
}

export function hostOf(facts: HostFacts, notes: Notes): Host {
  const rows = [...(facts.links ?? []), ...(facts.addresses ?? [])]
  const addresses = addressesByName(facts)
  const byName = new Map<string, HostInterface>()
  for (const row of mergeRows(rows)) {
    const { ifname } = row.value
    byName.set(ifname, {
      id: `${facts.device}:${ifname}`,
      name: ifname,
      index: row.value.ifindex,
      link: row.value,
      at: row.at,
      addresses: addresses.get(ifname) ?? [],
    })
  }
  const interfaces = [...byName.values()]
  const vrfs = new Map(
    interfaces.flatMap((i) =>
      kindOf(i) === 'vrf' ? [[i.name, String(numberIn(i.link.linkinfo?.info_data, 'table') ?? i.name)]] : [],
    ),
  )
  return {
    id: facts.device,
    facts,
    interfaces,
    byName,
    fdbOf: grouped(facts.fdb, (entry) => entry.ifname),
    neighboursOf: grouped(facts.neighbours, (entry) => entry.dev),
    vrfs,
    detailed:
      !isMixed(facts, notes) &&
      isListed(facts) &&
      (rows.some(({ value }) => value.linkinfo !== undefined) ||
        rows.every(({ value }) => value.master === undefined)) &&
      interfaces.every((i) => hasMaster(byName, i)),
    families: familiesOf(facts),
    notes,
  }
}

function grouped<T>(
  rows: readonly Row<T>[],
  by: (value: T) => string | undefined,
): ReadonlyMap<string, readonly Row<T>[]> {
  const groups = new Map<string, Row<T>[]>()
  for (const row of rows) {
    const key = by(row.value) ?? ''
    const group = groups.get(key) ?? []
    group.push(row)
    groups.set(key, group)
  }
  return groups
}

/** The bridge, bond or VRF that an interface belongs to stands in the evidence as one. */
function hasMaster(byName: ReadonlyMap<string, HostInterface>, { link }: HostInterface): boolean {
  if (link.master === undefined) return true
  const master = byName.get(link.master)
  const isPlain = ['bridge', 'bond', 'vrf'].includes(link.linkinfo?.info_slave_kind ?? '')
  return master !== undefined && (kindOf(master) !== undefined || !isPlain)
}

/** Some output shows every interface, and each of its rows was understood. */
const isListed = ({ links, addresses, partial }: HostFacts): boolean =>
  (links === null || !partial.has('ip-link')) && (addresses === null || !partial.has('ip-addr'))
    ? true
    : (['ip-link', 'ip-addr'] as const).some(
        (sort) => (sort === 'ip-link' ? links : addresses) !== null && !partial.has(sort),
      )

/**
 * Evidence of several machines, or of several times, under one name: one interface has two indices, MAC addresses, masters or parents, or one index two names.
 * Then nothing is certain of what the device joins.
 */
function isMixed({ device, links, addresses }: HostFacts, notes: Notes): boolean {
  const seen = new Map<string, string>()
  const odd = [...(links ?? []), ...(addresses ?? [])].find(({ value }) => {
    const { ifindex, ifname, master, link, flags } = value
    const identity = [ifindex, value.address, master, link ?? undefined, flags.includes('UP')].join(' ')
    const pairs = [
      [ifname, identity],
      [`#${ifindex}`, ifname],
    ] as const
    const differs = pairs.some(([key, is]) => (seen.get(key) ?? is) !== is)
    for (const [key, is] of pairs) seen.set(key, is)
    return differs
  })
  if (odd !== undefined)
    notes.problem({ code: 'linux-device-conflict', severity: 'error', at: odd.at, params: { device } })
  return odd !== undefined
}

/** Of several rows for one interface (`ip link` beside `ip -d link`) the one that says more. */
function mergeRows(rows: readonly Row<IpLink>[]): readonly Row<IpLink>[] {
  const best = new Map<string, Row<IpLink>>()
  for (const row of rows) {
    const seen = best.get(row.value.ifname)
    if (seen === undefined || (seen.value.linkinfo === undefined && row.value.linkinfo !== undefined))
      best.set(row.value.ifname, row)
  }
  return [...best.values()]
}

function addressesByName(facts: HostFacts): ReadonlyMap<string, readonly HostAddress[]> {
  const found = new Map<string, Map<Address, HostAddress>>()
  for (const { value, at } of [...(facts.addresses ?? []), ...(facts.links ?? [])]) {
    const list = found.get(value.ifname) ?? new Map<Address, HostAddress>()
    ;(value.addr_info ?? []).forEach((info, i) => {
      if (info === null || info.local === undefined || info.dadfailed === true) return
      const address = parseAddress(info.local)
      if (address === null || list.has(address)) return
      const length = info.prefixlen ?? (familyOf(address) === 'ip4' ? 32 : 128)
      list.set(address, { address, length, at: { ...at, pointer: `${at.pointer ?? ''}/addr_info/${i}` } })
    })
    found.set(value.ifname, list)
  }
  return new Map([...found].map(([name, list]) => [name, [...list.values()]]))
}

function familiesOf(facts: HostFacts): readonly IpFamily[] {
  if (facts.addresses === null || facts.partial.has('ip-addr')) return ['ip4', 'ip6']
  const all = [...addressesByName(facts).values()].flat()
  const hasSix = all.some(({ address }) => familyOf(address) === 'ip6')
  const loopbackUp = facts.addresses.some(({ value }) => value.ifname === 'lo' && value.flags.includes('UP'))
  return hasSix || !loopbackUp || !isSixOff(facts) ? ['ip4', 'ip6'] : ['ip4']
}

/** Something besides the missing addresses says that IPv6 is off: `ip -4 addr` prints none either. */
function isSixOff({ pieces, routes, sysctl }: HostFacts): boolean {
  const settings = [...(sysctl?.values ?? [])].filter(([key]) => key.startsWith('net.ipv6.'))
  const switches = settings.filter(([key]) => key.endsWith('.disable_ipv6') && !key.includes('.default.'))
  if (switches.length > 0) return switches.every(([, { value }]) => value === '1')
  if (routes.ip6 !== null) return routes.ip6.length === 0
  return sysctl?.full === true ? settings.length === 0 : usable(pieces, 'ip-addr').every((p) => p.command !== undefined)
}

/** `bridge`, `vlan`, `veth` …; undefined for a physical interface (and for every interface where `-d` was not given). */
export const kindOf = (i: HostInterface): string | undefined => i.link.linkinfo?.info_kind
export const isLoopback = (i: HostInterface): boolean =>
  i.link.flags.includes('LOOPBACK') || i.link.link_type === 'loopback'

/** The VRF device that an interface is enslaved to, if any. */
export const vrfOf = (host: Host, i: HostInterface): string | undefined =>
  i.link.master !== undefined && host.vrfs.has(i.link.master) ? i.link.master : undefined

/** The interface that a member (bridge port, bond member) belongs to, and what kind that is. */
export function masterOf(
  host: Host,
  i: HostInterface,
): { readonly master: HostInterface; readonly kind: string } | null {
  const master = i.link.master === undefined ? undefined : host.byName.get(i.link.master)
  return master === undefined ? null : { master, kind: kindOf(master) ?? i.link.linkinfo?.info_slave_kind ?? 'unknown' }
}

/** Whether packets that arrive at an interface go to the host's own stack: it is no bridge port and no bond member. */
export function isRouted(host: Host, i: HostInterface): boolean {
  const kind = masterOf(host, i)?.kind
  return kind === undefined || kind === 'vrf'
}
