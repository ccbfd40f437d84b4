import type { Source } from '../../../base/source.ts'
import type { Piece } from '../../reader.ts'
import { unreadAt, type Context, type Parsed, type Row } from './door.ts'
import type { Notes } from './notes.ts'
import { parseBridgeFdb, type FdbEntry } from './parse/bridge-fdb.ts'
import { parseBridgeLink, type BridgeLink } from './parse/bridge-link.ts'
import { parseBridgeVlan, type BridgeVlan } from './parse/bridge-vlan.ts'
import { parseIpLink, type IpLink } from './parse/ip-link.ts'
import { parseIpNeigh, type IpNeighbour } from './parse/ip-neigh.ts'
import type { IpRoute } from './parse/ip-route.ts'
import { parseIpRoute } from './parse/ip-route.ts'
import { parseIpRule, type IpRule } from './parse/ip-rule.ts'
import { parseLldp, type LldpNeighbour } from './parse/lldp.ts'
import { parseNetnsListId, type NetnsId } from './parse/netns-list-id.ts'
import { parseSysctl } from './parse/sysctl.ts'
import { splitRoutes, splitRules, type ByFamily } from './families.ts'
import { wholeOutputs } from './narrowed.ts'
import type { Sort } from './sorts.ts'

export interface SysctlFacts {
  readonly values: ReadonlyMap<string, { readonly value: string; readonly at: Source }>
  /** The output was not narrowed: what it does not name does not exist. */
  readonly full: boolean
  /** Settings of which two outputs say different things: they have no value. */
  readonly disputed: ReadonlySet<string>
}

/** All that the evidence says of one device (network namespace). Null: no usable output of that command. */
export interface HostFacts {
  readonly device: string
  readonly pieces: readonly Piece[]
  readonly links: readonly Row<IpLink>[] | null
  readonly addresses: readonly Row<IpLink>[] | null
  readonly routes: ByFamily<readonly Row<IpRoute>[] | null>
  /** Whether routes of all tables were asked for, not only those of `main`. */
  readonly allTables: ByFamily<boolean>
  readonly rules: ByFamily<readonly Row<IpRule>[] | null>
  readonly neighbours: readonly Row<IpNeighbour>[]
  readonly fdb: readonly Row<FdbEntry>[]
  readonly bridgeVlans: readonly Row<BridgeVlan>[] | null
  readonly bridgeLinks: readonly Row<BridgeLink>[]
  readonly namespaces: readonly Row<NetnsId>[]
  readonly lldp: readonly Row<LldpNeighbour>[]
  readonly sysctl: SysctlFacts | null
  /** Sorts of which something may stand beside what is here: only a part was asked for, a row was not understood, or two outputs differ. */
  readonly partial: ReadonlySet<Sort>
}

/** The facts of one device from its pieces. Pieces that are cut short or refused give none: what they would say is not known. */
export function factsOf(device: string, pieces: readonly Piece[], notes: Notes): HostFacts {
  const partial = new Set<Sort>()
  const parse = <T>(
    sort: Sort,
    parser: (piece: Piece) => Parsed<T>,
  ): readonly { piece: Piece; rows: readonly Row<T>[] }[] => {
    const outputs = wholeOutputs(sort, usable(pieces, sort))
    if (outputs.narrowed) partial.add(sort)
    return outputs.pieces.map((piece) => {
      const parsed = piece.text.trim() === '' ? { rows: [], problems: [], unread: [] } : parser(piece)
      parsed.problems.forEach(notes.problem)
      parsed.unread.forEach(notes.unread)
      if (parsed.unread.length > 0) partial.add(sort)
      return { piece, rows: parsed.rows }
    })
  }
  const rowsOf = <T>(sort: Sort, parser: (piece: Piece) => Parsed<T>): readonly Row<T>[] | null => {
    const found = parse(sort, parser)
    return found.length === 0 ? null : found.flatMap((f) => f.rows)
  }
  pieces.filter((p) => p.truncated === true).forEach((p) => noteTruncated(p, notes))
  const routes = parse('ip-route', parseIpRoute)
  const rules = parse('ip-rule', parseIpRule)
  const [routesOf, rulesOf] = [splitRoutes(routes), splitRules(rules)]
  if (routesOf.differ) partial.add('ip-route')
  if (rulesOf.differ) partial.add('ip-rule')
  return {
    device,
    pieces,
    links: rowsOf('ip-link', parseIpLink),
    addresses: rowsOf('ip-addr', parseIpLink),
    routes: routesOf.rows,
    allTables: routesOf.allTables,
    rules: rulesOf.rows,
    neighbours: rowsOf('ip-neigh', parseIpNeigh) ?? [],
    fdb: rowsOf('bridge-fdb', parseBridgeFdb) ?? [],
    bridgeVlans: rowsOf('bridge-vlan', parseBridgeVlan),
    bridgeLinks: rowsOf('bridge-link', parseBridgeLink) ?? [],
    namespaces: rowsOf('netns-list-id', parseNetnsListId) ?? [],
    lldp: rowsOf('lldp', parseLldp) ?? [],
    sysctl: sysctlOf(pieces),
    partial,
  }
}

export const usable = (pieces: readonly Piece[], sort: Sort): readonly Piece[] =>
  pieces.filter((piece) => piece.sort === sort && piece.truncated !== true && piece.refused !== true)

function sysctlOf(pieces: readonly Piece[]): SysctlFacts | null {
  const outputs = usable(pieces, 'sysctl').map((piece) => ({ piece, rows: parseSysctl(piece).rows }))
  const rows = outputs.flatMap((output) => output.rows)
  if (rows.length === 0) return null
  const values = new Map<string, { readonly value: string; readonly at: Source }>()
  const disputed = new Set<string>()
  for (const { value, at } of rows) {
    const before = values.get(value.key)
    if (before !== undefined && before.value !== value.value) disputed.add(value.key)
    values.set(value.key, { value: value.value, at })
  }
  for (const key of disputed) values.delete(key)
  return { values, disputed, full: disputed.size === 0 && outputs.some(isFull) }
}

/** All of `sysctl -a`: by its command, which nothing narrowed away from the bridge's settings, or because it goes on over all subjects. */
function isFull({
  piece,
  rows,
}: {
  readonly piece: Piece
  readonly rows: readonly Row<{ readonly key: string }>[]
}): boolean {
  const command = piece.command ?? ''
  const isUncut = /\bsysctl\s+(?:-a|--all)\b/.test(command) && !/\|/.test(command.replace(/\([^)]*\)/g, ''))
  if (isUncut && (!/--pattern|\s-r\s/.test(command) || command.includes('bridge'))) return rows.length > 10
  return ['kernel.', 'vm.', 'fs.', 'net.core.', 'net.ipv4.'].every((start) =>
    rows.some(({ value }) => value.key.startsWith(start)),
  )
}

const CONTEXTS: Partial<Record<string, Context>> = {
  'nft-json': 'filtering',
  'nft-text': 'filtering',
  'iptables-save': 'filtering',
  'ip6tables-save': 'filtering',
  'ip-neigh': 'other',
  'bridge-fdb': 'other',
  'bridge-mdb': 'other',
  ss: 'other',
  lldp: 'other',
}

function noteTruncated(piece: Piece, notes: Notes): void {
  const at = { file: piece.artifact.path, artifact: piece.artifact.sha256, line: piece.line }
  notes.problem({ code: 'linux-truncated', severity: 'warning', at, params: { sort: piece.sort } })
  notes.unread(unreadAt(at, piece.text.slice(-200), CONTEXTS[piece.sort] ?? 'forwarding'))
}
