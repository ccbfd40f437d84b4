import type { AddressRange } from '../../../base/address.ts'
import { V4_FIRST, V4_LAST, V6_FIRST, V6_LAST } from '../../../base/address.ts'
import type { Source } from '../../../base/source.ts'
import type { AwsCode } from './codes.ts'
import type { Chain, Rule } from '../../../cloud/chain.ts'
import type { Cloud, Device, Endpoint, Resource } from '../../../cloud/cloud.ts'
import type { ChainId, DeviceId, InterfaceId, TableId, UnknownId } from '../../../cloud/ids.ts'
import type { Knowable, Unknown } from '../../../cloud/knowable.ts'
import { known } from '../../../cloud/knowable.ts'
import type { Match } from '../../../cloud/match.ts'
import type { Entry, Interface, InterfaceAddress, Link, NextHop, PolicyRule, Route } from '../../../cloud/network.ts'

export const ALL_V4: AddressRange = { first: V4_FIRST, last: V4_LAST }
export const ALL_V6: AddressRange = { first: V6_FIRST, last: V6_LAST }

/** A router while it is being made: `special` policy rules come before the lookup in its main table. */
export interface Node {
  readonly id: string
  readonly device: DeviceId
  readonly name: string
  readonly special: PolicyRule[]
  readonly tables: Map<TableId, Route[]>
  /** Tables of which something is not known. */
  readonly unclear: Map<TableId, UnknownId>
  readonly entries: Entry[]
  readonly main: TableId
  readonly from: readonly Source[]
}

export interface PortOptions {
  readonly router?: Node
  readonly addresses?: readonly InterfaceAddress[]
  readonly in?: readonly ChainId[]
  readonly out?: readonly ChainId[]
  readonly up?: Knowable<boolean>
  readonly mac?: string | null
}

/** What is being put together. Things that are asked for twice are made once. */
export interface Draft {
  device(id: string, name: string, kind: Device['kind'], aliases: readonly string[], from: readonly Source[]): DeviceId
  node(device: DeviceId, name: string, from: readonly Source[]): Node
  port(device: DeviceId, id: string, name: string, options: PortOptions, from: readonly Source[]): InterfaceId
  cable(a: InterfaceId, b: InterfaceId, from: readonly Source[], unknown?: UnknownId): void
  chain(id: string, name: string, rules: () => readonly Rule[], end: Chain['end'], from: readonly Source[]): ChainId
  unknown(code: AwsCode, params: Unknown['params'], ask: string, from: readonly Source[], device?: DeviceId): UnknownId
  endpoint(endpoint: Endpoint): void
  resource(resource: Resource): void
  once<T>(key: string, make: () => T): T
  finish(): Cloud
}

export function newDraft(): Draft {
  const devices = new Map<string, Device>()
  const interfaces = new Map<string, Interface>()
  const links: Link[] = []
  const nodes = new Map<string, Node>()
  const chains = new Map<string, Chain>()
  const unknowns = new Map<string, Unknown>()
  const endpoints: Endpoint[] = []
  const resources: Resource[] = []
  const made = new Map<string, unknown>()
  const once = <T>(key: string, make: () => T): T => {
    if (!made.has(key)) made.set(key, make())
    return made.get(key) as T
  }
  return {
    once,
    device: (id, name, kind, aliases, from) => {
      if (!devices.has(id)) devices.set(id, { id, name, kind, aliases: [...new Set(aliases)], from })
      return id
    },
    node: (device, name, from) =>
      memo(nodes, device, () => {
        const main = `${device}/main`
        return {
          id: device,
          device,
          name,
          special: [],
          tables: new Map([[main, []]]),
          unclear: new Map(),
          entries: [],
          main,
          from,
        }
      }),
    port: (device, id, name, options, from) =>
      memo(interfaces, id, () => interfaceOf(device, id, name, options, from)).id,
    cable: (a, b, from, unknown) => {
      links.push({ ends: [a, b], kind: 'cable', from, ...(unknown === undefined ? {} : { unknown }) })
    },
    chain: (id, name, rules, end, from) => memo(chains, id, () => ({ id, name, rules: rules(), end, from })).id,
    unknown: (code, params, ask, from, device) => {
      const id = `aws/${code}/${Object.values(params).join('/')}`
      return memo(unknowns, id, () => ({ id, code, params, ask, from, ...(device === undefined ? {} : { device }) })).id
    },
    endpoint: (endpoint) => void endpoints.push(endpoint),
    resource: (resource) => void resources.push(resource),
    finish: () => ({
      devices: [...devices.values()],
      interfaces: [...interfaces.values()],
      links,
      bridges: [],
      routers: [...nodes.values()].map(routerOf),
      chains: [...chains.values()],
      endpoints,
      unknowns: [...unknowns.values()],
      resources,
    }),
  }
}

function memo<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key)
  if (found !== undefined) return found
  const value = make()
  map.set(key, value)
  return value
}

const interfaceOf = (
  device: DeviceId,
  id: InterfaceId,
  name: string,
  options: PortOptions,
  from: readonly Source[],
): Interface => ({
  id,
  device,
  name,
  up: options.up ?? known(true, ...from),
  ...(options.mac === undefined || options.mac === null ? {} : { mac: options.mac }),
  ...(options.router === undefined ? {} : { router: options.router.id }),
  addresses: options.addresses ?? [],
  inFilters: options.in ?? [],
  outFilters: options.out ?? [],
  from,
})

/** What is said of packets from one wire goes before what is said of all. */
const byInterfaceFirst = (a: PolicyRule, b: PolicyRule): number =>
  Number(a.match.iif === undefined) - Number(b.match.iif === undefined)

const routerOf = (node: Node) => ({
  id: node.id,
  device: node.device,
  name: node.name,
  forwards: {
    ip4: { otherwise: known(true, ...node.from), byInterface: {} },
    ip6: { otherwise: known(true, ...node.from), byInterface: {} },
  },
  policy: [
    ...node.special.toSorted(byInterfaceFirst),
    { match: {}, action: { kind: 'lookup' as const, table: node.main }, from: node.from },
  ],
  tables: [...node.tables].map(([id, routes]) => {
    const unknown = node.unclear.get(id)
    return { id, routes, ...(unknown === undefined ? {} : { unknown }) }
  }),
  entries: node.entries,
  reversePath: {},
  from: node.from,
})

/** Adds a route to a table of a node (its main table when none is named). */
export function addRoute(
  node: Node,
  to: AddressRange,
  action: Route['action'],
  from: readonly Source[],
  options: { readonly table?: TableId; readonly metric?: number; readonly origin?: string } = {},
): void {
  const table = options.table ?? node.main
  const routes = node.tables.get(table) ?? []
  node.tables.set(table, routes)
  const { origin } = options
  routes.push({ to, metric: options.metric ?? 0, action, from, ...(origin === undefined ? {} : { origin }) })
}

export const forward = (hops: readonly NextHop[]): Route['action'] =>
  hops.length === 0 ? { kind: 'drop' } : { kind: 'forward', hops }

export const peer = (out: InterfaceId): NextHop => ({ out, to: 'peer' })

/** Packets that come in by these interfaces are routed by a table of their own, which is made by `fill` the first time. */
export function routeFrom(node: Node, iif: readonly InterfaceId[], table: TableId, from: readonly Source[]): void {
  if (!node.tables.has(table)) node.tables.set(table, [])
  node.special.push({ match: { iif }, action: { kind: 'lookup', table }, from })
}

/** Packets that match are routed by another table. */
export function routeWhen(node: Node, match: Match, table: TableId, from: readonly Source[]): void {
  if (!node.tables.has(table)) node.tables.set(table, [])
  node.special.push({ match, action: { kind: 'lookup', table }, from })
}
