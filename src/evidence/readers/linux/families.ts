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

/** Routes of each family, repeated ones once; null where no output covers that family. */
export function splitRoutes(outputs: readonly Output<IpRoute>[]): ByFamily<readonly Row<IpRoute>[] | null> {
  const found: Record<IpFamily, Map<string, Row<IpRoute>> | null> = { ip4: null, ip6: null }
  for (const { piece, rows } of outputs) {
    const families = rows.map(({ value }) => routeFamily(value))
    const rest = asked(piece) ?? (families.includes('ip6') && !families.includes('ip4') ? 'ip6' : 'ip4')
    if (rows.length === 0) found[rest] ??= new Map()
    rows.forEach((row, i) => {
      const family = families[i] ?? rest
      const table = (found[family] ??= new Map())
      const key = JSON.stringify(row.value)
      if (!table.has(key)) table.set(key, row)
    })
  }
  return {
    ip4: found.ip4 === null ? null : [...found.ip4.values()],
    ip6: found.ip6 === null ? null : [...found.ip6.values()],
  }
}

/** The family of one `ip rule` output: by its addresses, its command, or the `default` table, which the kernel's IPv6 rules do not have. */
function rulesFamily({ piece, rows }: Output<IpRule>): IpFamily {
  for (const { value } of rows) {
    const family = familyOfText(value.src) ?? familyOfText(value.dst)
    if (family !== null) return family
  }
  return asked(piece) ?? (rows.some(({ value }) => value.table === 'default') ? 'ip4' : 'ip6')
}

/** Policy rules of each family; null where no output covers that family. The same output twice counts once. */
export function splitRules(outputs: readonly Output<IpRule>[]): ByFamily<readonly Row<IpRule>[] | null> {
  const found: Record<IpFamily, readonly Row<IpRule>[] | null> = { ip4: null, ip6: null }
  for (const output of outputs) found[rulesFamily(output)] ??= output.rows
  return found
}
