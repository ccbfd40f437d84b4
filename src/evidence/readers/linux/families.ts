import { familyOf, parseAddress } from '../../../base/address.ts'
import type { Piece } from '../../reader.ts'
import type { Row } from './door.ts'
import type { IpRoute } from './parse/ip-route.ts'
import type { IpRule } from './parse/ip-rule.ts'

export type IpFamily = 'ip4' | 'ip6'
export type ByFamily<T> = Readonly<Record<IpFamily, T>>

interface Output<T> {
  readonly piece: Piece
  readonly rows: readonly Row<T>[]
}

const familyOfText = (text: string | undefined): IpFamily | null => {
  const address = text === undefined ? null : parseAddress(text.split('/', 1)[0] ?? '')
  return address === null ? null : familyOf(address)
}

const asked = (piece: Piece): IpFamily | null => {
  const command = piece.command ?? ''
  if (/\s-(?:6|family inet6|f inet6)\b|\sip6route/.test(command)) return 'ip6'
  return /\s-(?:4|family inet|f inet)\b/.test(command) ? 'ip4' : null
}

/** The family of one route: by its destination, else by its gateway, else by what only IPv6 routes have (`pref`). */
export const routeFamily = (route: IpRoute): IpFamily | null =>
  familyOfText(route.dst) ??
  familyOfText(route.prefsrc ?? route.gateway) ??
  familyOfText(route.nexthops?.find((hop) => hop.gateway !== undefined)?.gateway) ??
  (route.pref === undefined ? null : 'ip6')

/** What the outputs of one command say of each family (null where none covers it), and whether two of them contradict each other. */
export interface Split<T> {
  readonly rows: ByFamily<readonly Row<T>[] | null>
  readonly differ: boolean
}

export interface SplitRoutes extends Split<IpRoute> {
  /** Whether an output shows more tables than `main`. */
  readonly allTables: ByFamily<boolean>
}

type Keyed<T> = ReadonlyMap<string, Row<T>>

/** Routes of each family, repeated ones once. */
export function splitRoutes(outputs: readonly Output<IpRoute>[]): SplitRoutes {
  const found: Record<IpFamily, Keyed<IpRoute>[]> = { ip4: [], ip6: [] }
  for (const output of outputs) for (const [family, routes] of routesIn(output)) found[family].push(routes)
  const [ip4, ip6] = [joined(found.ip4), joined(found.ip6)]
  return {
    rows: { ip4: ip4 === null ? null : [...ip4.values()], ip6: ip6 === null ? null : [...ip6.values()] },
    allTables: { ip4: found.ip4.some(hasTables), ip6: found.ip6.some(hasTables) },
    differ: contradict(found.ip4, ip4) || contradict(found.ip6, ip6),
  }
}

/** The routes of one output by family; one without any routes is an empty table of the family that was asked for. */
function routesIn({ piece, rows }: Output<IpRoute>): ReadonlyMap<IpFamily, Keyed<IpRoute>> {
  const families = rows.map(({ value }) => routeFamily(value))
  const rest = asked(piece) ?? (families.includes('ip6') && !families.includes('ip4') ? 'ip6' : 'ip4')
  const found = new Map<IpFamily, Map<string, Row<IpRoute>>>(rows.length === 0 ? [[rest, new Map()]] : [])
  rows.forEach((row, i) => {
    const family = families[i] ?? rest
    const table = found.get(family) ?? new Map<string, Row<IpRoute>>()
    found.set(family, table)
    if (!table.has(routeKey(row.value))) table.set(routeKey(row.value), row)
  })
  return found
}

/** What makes two printed routes the same one: where it leads, not how it came about or whether its link is up. */
const routeKey = (route: IpRoute): string => {
  const { type = 'unicast', table = 'main', dst, metric, gateway, via, dev, encap, from, src, tos, nexthops } = route
  const hops = nexthops?.map((hop) => [hop.gateway, hop.via, hop.dev, hop.encap, hop.flags.includes('dead')])
  const isDead = route.flags.includes('dead')
  return JSON.stringify([type, table, dst, metric, gateway, via, dev, encap, from, src, tos, hops, isDead])
}

function joined(outputs: readonly Keyed<IpRoute>[]): Keyed<IpRoute> | null {
  const all = new Map<string, Row<IpRoute>>()
  for (const output of outputs) for (const [key, row] of output) if (!all.has(key)) all.set(key, row)
  return outputs.length === 0 ? null : all
}

const hasTables = (output: Keyed<IpRoute>): boolean =>
  [...output.values()].some(({ value }) => value.table !== undefined)

/** An output of all tables (or each of `main`, where there is none of all) that lacks what another one has. */
function contradict(outputs: readonly Keyed<IpRoute>[], all: Keyed<IpRoute> | null): boolean {
  const widest = outputs.some(hasTables) ? outputs.filter(hasTables) : outputs
  return widest.some((output) => output.size !== all?.size)
}

/** The family of one `ip rule` output: by its addresses, its command, or the `default` table, which the kernel's IPv6 rules do not have. */
function rulesFamily({ piece, rows }: Output<IpRule>): IpFamily {
  for (const { value } of rows) {
    const family = familyOfText(value.src) ?? familyOfText(value.dst)
    if (family !== null) return family
  }
  return asked(piece) ?? (rows.some(({ value }) => value.table === 'default') ? 'ip4' : 'ip6')
}

/** Policy rules of each family. The same output twice counts once. */
export function splitRules(outputs: readonly Output<IpRule>[]): Split<IpRule> {
  const found: Record<IpFamily, readonly Row<IpRule>[] | null> = { ip4: null, ip6: null }
  let differ = false
  const text = (rows: readonly Row<IpRule>[]): string => JSON.stringify(rows.map(({ value }) => value))
  for (const output of outputs) {
    const family = rulesFamily(output)
    const before = found[family]
    differ ||= before !== null && text(before) !== text(output.rows)
    found[family] ??= output.rows
  }
  return { rows: found, differ }
}
