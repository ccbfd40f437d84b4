import type { Unread } from '../../../base/problem.ts'
import type { CoverageRow } from '../../reader.ts'
import type { Piece } from '../../reader.ts'
import { kindOf, type Host } from './host.ts'
import { numberIn } from './parse/members.ts'
import { SORTS, type Sort, type SortRow } from './sorts.ts'

/** What was expected of a device and what was found: one row for each sort, the packet filter's tools together where one says it all. */
export const coverageOf = (host: Host, unread: readonly Unread[]): readonly CoverageRow[] =>
  SORTS.map((row) => rowOf(host, row, unread)).filter((row) => isWorthSaying(row))

/** A command that no verdict needs and that was not run says nothing. */
const isWorthSaying = (row: CoverageRow): boolean => row.needed || row.status !== 'missing'

function rowOf(host: Host, { sort, command, cells }: SortRow, all: readonly Unread[]): CoverageRow {
  const pieces = host.facts.pieces.filter((piece) => piece.sort === sort)
  const files = [...new Set(pieces.map((piece) => piece.artifact.path))]
  const unread = all.filter(({ at }) => files.includes(at.file)).length
  return {
    device: host.id,
    sort,
    command,
    status: statusOf(pieces, unread),
    files,
    unread,
    cells,
    needed: isNeeded(host, sort),
  }
}

function statusOf(pieces: readonly Piece[], unread: number): CoverageRow['status'] {
  const good = pieces.filter((piece) => piece.refused !== true)
  if (pieces.length === 0) return 'missing'
  if (good.length === 0) return 'refused'
  return unread > 0 || good.some((piece) => piece.truncated === true) ? 'partial' : 'read'
}

/** Hosts that others' packets go through need all of it; of a machine at the edge its interfaces, addresses, routes and rules. */
function isNeeded(host: Host, sort: Sort): boolean {
  const has = (other: Sort): boolean =>
    host.facts.pieces.some((p) => p.sort === other && p.refused !== true && p.truncated !== true)
  const isSwitch = host.interfaces.some((i) => ['bridge', 'vrf', 'bond', 'openvswitch'].includes(kindOf(i) ?? ''))
  const isAware = host.interfaces.some((i) => numberIn(i.link.linkinfo?.info_data, 'vlan_filtering') === 1)
  switch (sort) {
    case 'ip-link':
    case 'ip-addr':
    case 'ip-route':
    case 'ip-rule':
      return true
    case 'sysctl':
      return isSwitch
    case 'nft-json':
      return isSwitch && !has('nft-text')
    case 'nft-text':
      return isSwitch && !has('nft-json')
    case 'bridge-vlan':
      return isAware
    case 'bridge-fdb':
    case 'ip-neigh':
      return isSwitch
    default:
      return false
  }
}
