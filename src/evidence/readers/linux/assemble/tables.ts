import { familyOf, parseAddress, parsePrefix, prefixOf, type AddressRange } from '../../../../base/address.ts'
import type { NextHop, Route, RouteTable } from '../../../../cloud/network.ts'
import type { Row } from '../door.ts'
import { V4, V6 } from '../filter/local-addresses.ts'
import { routeFamily, type IpFamily } from '../families.ts'
import { isLoopback, kindOf, vrfOf, type Host, type HostInterface } from '../host.ts'
import type { IpHop, IpRoute } from '../parse/ip-route.ts'

const NUMBERED: ReadonlyMap<string, string> = new Map([
  ['255', 'local'],
  ['254', 'main'],
  ['253', 'default'],
])

/** A table's name as ids use it: the three that the kernel makes by name, the others as they are printed. */
export const tableName = (table: string | undefined): string => NUMBERED.get(table ?? 'main') ?? table ?? 'main'
export const tableId = (host: Host, table: string): string => `${host.id}/table/${tableName(table)}`

/** Above every metric that the kernel can give: for a route that is asked before others of its prefix whatever their metric (tos, source). */
const FIRST = -1
/** Below every metric that the kernel can give. */
const LAST = 2 ** 32

/** The routing tables of a host: those in evidence, those that its rules name, and unknowns for a family without evidence. */
export function routeTables(host: Host, named: readonly string[]): readonly RouteTable[] {
  const tables = new Map<string, Map<string, Route>>()
  const put = (table: string, routes: readonly Route[]): void => {
    const list = tables.get(table) ?? new Map<string, Route>()
    for (const route of routes) addRoute(list, route)
    tables.set(table, list)
  }
  for (const name of ['local', 'main', 'default', ...host.vrfs.values(), ...named]) put(tableName(name), [])
  for (const family of host.families) {
    const rows = host.facts.routes[family]
    for (const row of rows ?? []) put(tableName(row.value.table), routeOf(host, row, family))
    if (rows === null || !host.facts.allTables[family])
      for (const i of host.interfaces) put(localTable(host, i), ownAddresses(i, family))
    if (rows === null) put('main', [unknownRoutes(host, family)])
    if (rows === null) for (const table of host.vrfs.values()) put(table, [unknownRoutes(host, family)])
  }
  return [...tables].map(([name, list]) => {
    const routes = [...list.values()]
    return { id: tableId(host, name), routes, ...incomplete(host, name, routes) }
  })
}

/** Of an `ip route` without `table all` only `main` is known, and what addresses imply; nothing is of output that was narrowed or that another one contradicts. */
function incomplete(host: Host, table: string, routes: readonly Route[]): { unknown?: string } {
  const read = host.families.filter((family) => host.facts.routes[family] !== null)
  const hasAll = read.every((family) => host.facts.allTables[family])
  const isVrf = [...host.vrfs.values()].includes(table)
  const isUnlisted = isVrf && routes.length === 0 && vrfHasAddress(host, table)
  const isShown = !isUnlisted && (hasAll || ['main', 'local', 'default'].includes(table))
  if (read.length === 0 || (isShown && !host.facts.partial.has('ip-route'))) return {}
  return {
    unknown: host.notes.unknown({
      code: 'linux-table-unseen',
      device: host.id,
      params: { table },
      ask: 'ip -j route show table all',
    }),
  }
}

/** The kernel puts the addresses of a VRF's members into its table: a table without any is printed under another name. */
const vrfHasAddress = (host: Host, table: string): boolean =>
  host.interfaces.some((i) => {
    const vrf = vrfOf(host, i)
    return vrf !== undefined && host.vrfs.get(vrf) === table && i.addresses.length > 0 && i.link.flags.includes('UP')
  })

const localTable = (host: Host, i: HostInterface): string => host.vrfs.get(vrfOf(host, i) ?? '') ?? 'local'

const ownAddresses = (i: HostInterface, family: IpFamily): readonly Route[] =>
  i.addresses
    .filter(({ address }) => familyOf(address) === family)
    .map(({ address, length, at }) => ({
      to: (isLoopback(i) ? prefixOf(address, length) : null) ?? { first: address, last: address },
      metric: 0,
      action: { kind: 'local' },
      origin: 'address',
      from: [at],
    }))

const unknownRoutes = (host: Host, family: IpFamily): Route => ({
  to: family === 'ip4' ? V4 : V6,
  metric: LAST,
  action: {
    kind: 'unknown',
    unknown: host.notes.unknown({
      code: 'no-evidence-ip-route',
      device: host.id,
      params: { family: family === 'ip4' ? 'IPv4' : 'IPv6' },
      ask: `ip -j ${family === 'ip6' ? '-6 ' : ''}route show table all`,
    }),
  },
  from: [],
})

/** The kernel takes the first of equal IPv4 routes; equal IPv6 routes are one route with several hops. */
function addRoute(list: Map<string, Route>, route: Route): void {
  const key = `${route.to.first} ${route.to.last} ${route.metric}`
  const equal = list.get(key)
  if (equal === undefined) return void list.set(key, route)
  if (familyOf(route.to.first) === 'ip4' || equal.action.kind !== 'forward' || route.action.kind !== 'forward') return
  const hops = [...equal.action.hops, ...route.action.hops]
  list.set(key, { ...equal, action: { kind: 'forward', hops }, from: [...equal.from, ...route.from] })
}

const KINDS: Readonly<Record<string, 'local' | 'drop' | 'throw'>> = {
  local: 'local',
  broadcast: 'local',
  anycast: 'local',
  multicast: 'drop',
  blackhole: 'drop',
  unreachable: 'drop',
  prohibit: 'drop',
  throw: 'throw',
}

function routeOf(host: Host, row: Row<IpRoute>, family: IpFamily): readonly Route[] {
  const { value, at } = row
  const to = destinationOf(value, family)
  if (to === null) return unreadable(host, row, family)
  if (value.flags.includes('dead')) return []
  const kind = Object.hasOwn(KINDS, value.type ?? '') ? KINDS[value.type ?? ''] : undefined
  const action: Route['action'] = isParticular(value) || kind === undefined ? forwardOf(host, row) : { kind }
  return [
    {
      to,
      metric: isParticular(value) ? FIRST : (value.metric ?? 0),
      action,
      ...(value.protocol === undefined ? {} : { origin: value.protocol }),
      from: [at],
    },
  ]
}

/** A route for some packets only, by more than their destination. */
const isParticular = ({ from, src, tos }: IpRoute): boolean => [from, src, tos].some((member) => member !== undefined)

function destinationOf(route: IpRoute, family: IpFamily): AddressRange | null {
  if (route.dst === 'default') return (routeFamily(route) ?? family) === 'ip4' ? V4 : V6
  return parsePrefix(route.dst)
}

function unreadable(host: Host, { value, at }: Row<IpRoute>, family: IpFamily): readonly Route[] {
  host.notes.problem({ code: 'linux-route', severity: 'warning', at, params: { text: value.dst.slice(0, 80) } })
  const to = family === 'ip4' ? V4 : V6
  return [{ to, metric: LAST, action: notModelled(host, `route ${value.dst}`, { value, at }), from: [at] }]
}

const notModelled = (host: Host, what: string, { at }: Row<IpRoute>): Route['action'] => ({
  kind: 'unknown',
  unknown: host.notes.unknown({
    code: 'linux-route-unread',
    device: host.id,
    params: { what: what.slice(0, 80) },
    ask: 'ip -j -d route show table all',
    from: [at],
  }),
})

function forwardOf(host: Host, row: Row<IpRoute>): Route['action'] {
  const { value } = row
  const special = (['from', 'src', 'tos', 'encap'] as const).find((key) => value[key] !== undefined)
  if (special !== undefined) return notModelled(host, special, row)
  if (value.type !== undefined && value.type !== 'unicast') return notModelled(host, value.type, row)
  const vrfTable = host.vrfs.get(value.dev ?? '')
  if (vrfTable !== undefined) return { kind: 'lookup', table: tableId(host, vrfTable) }
  const list = value.nexthops ?? [value]
  const hops = list.filter((hop) => !hop.flags.includes('dead')).map((hop) => hopOf(host, hop))
  const known = hops.filter((hop) => hop !== null)
  return known.length === hops.length && hops.length > 0
    ? { kind: 'forward', hops: known }
    : notModelled(host, 'nexthop', row)
}

function hopOf(host: Host, hop: IpHop): NextHop | null {
  const out = host.byName.get(hop.dev ?? '')
  if (out === undefined || kindOf(out) === 'vrf' || isLoopback(out) || hop.encap !== undefined) return null
  const gateway = hop.gateway ?? hop.via?.host
  if (gateway === undefined || gateway === '0.0.0.0' || gateway === '::')
    return { out: out.id, to: isPointToPoint(out) ? 'peer' : 'onlink' }
  const to = parseAddress(gateway)
  return to === null ? null : { out: out.id, to: isPointToPoint(out) ? 'peer' : to }
}

const isPointToPoint = ({ link }: HostInterface): boolean =>
  link.flags.includes('POINTOPOINT') || link.flags.includes('NOARP')
