import type { PolicyRule, RouteTable } from '../../../../cloud/network.ts'
import type { AddressRange } from '../../../../base/address.ts'
import { familyOf } from '../../../../base/address.ts'

const MARK = '#longer-than-'

/** The id of a table seen by a rule with `suppress_prefixlength`: only prefixes that are longer. */
export const suppressedId = (table: string, length: number): string => `${table}${MARK}${length}`

/** The tables that rules with `suppress_prefixlength` look up. */
export function suppressedTables(policy: readonly PolicyRule[], tables: readonly RouteTable[]): readonly RouteTable[] {
  const ids = new Set(
    policy.flatMap(({ action }) => (action.kind === 'lookup' && action.table.includes(MARK) ? [action.table] : [])),
  )
  return [...ids].flatMap((id) => {
    const at = id.lastIndexOf(MARK)
    const table = tables.find((t) => t.id === id.slice(0, at))
    const length = Number(id.slice(at + MARK.length))
    return table === undefined
      ? []
      : [{ ...table, id, routes: table.routes.filter(({ to }) => prefixLength(to) > length) }]
  })
}

const prefixLength = ({ first, last }: AddressRange): number =>
  (familyOf(first) === 'ip4' ? 32 : 128) - ((last - first + 1n).toString(2).length - 1)
