import { familyOf, parseAddress, prefixOf } from '../../../../base/address.ts'
import { complement, type Range } from '../../../../base/ranges.ts'
import type { Match } from '../../../../cloud/match.ts'
import type { PolicyRule } from '../../../../cloud/network.ts'
import type { Row } from '../door.ts'
import type { IpFamily } from '../families.ts'
import { V4, V6 } from '../filter/local-addresses.ts'
import { bothMatches, isNever } from '../filter/match-algebra.ts'
import { marksWith } from '../filter/marks.ts'
import { PROTOCOLS, wordOrNumber } from '../filter/words.ts'
import { isRouted, vrfOf, type Host, type HostInterface } from '../host.ts'
import { oddMembers, type IpRule } from '../parse/ip-rule.ts'
import { bearableMarksOf } from './mark-texts.ts'
import { suppressedId } from './suppress.ts'
import { tableId } from './tables.ts'

/** A packet that arrived, or one that the host makes: rules that name interfaces mean different things for them. */
type Origin = 'arrived' | 'made'

/**
 * The policy of a host, both families. Where rules tell packets that arrived from packets that the host makes (`l3mdev`, `oif`, `iif lo`),
 * the rules for arrived packets stand first, bound to the interfaces and closed by a drop; then come those for packets made here.
 */
export function policyOf(host: Host): readonly PolicyRule[] {
  const arrived = rulesFor(host, 'arrived')
  const made = rulesFor(host, 'made')
  if (JSON.stringify(arrived, plain) === JSON.stringify(made, plain)) return arrived
  const iif = host.interfaces.filter((i) => isRouted(host, i)).map((i) => i.id)
  const bound = arrived
    .map((rule) => ({ ...rule, match: bothMatches(rule.match, { iif }) }))
    .filter(({ match }) => !isNever(match))
  return [...bound, { match: { iif }, action: { kind: 'drop' }, from: [] }, ...made]
}

const plain = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value)

const rulesFor = (host: Host, origin: Origin): readonly PolicyRule[] =>
  host.families.flatMap((family) => {
    const rows = host.facts.rules[family]
    if (rows === null) return [noEvidence(host, family), ...defaults(host, family)]
    const known = rows
      .toSorted((a, b) => a.value.priority - b.value.priority)
      .flatMap((row) => ruleOf(host, row, family, origin))
    return host.facts.partial.has('ip-rule') ? [noEvidence(host, family), ...known] : known
  })

const noEvidence = (host: Host, family: IpFamily): PolicyRule => ({
  match: { families: [family] },
  action: {
    kind: 'unknown',
    unknown: host.notes.unknown({
      code: 'no-evidence-ip-rule',
      device: host.id,
      params: { family: family === 'ip4' ? 'IPv4' : 'IPv6' },
      ask: `ip -j ${family === 'ip6' ? '-6 ' : ''}rule show`,
    }),
  },
  from: [],
})

/** What the kernel starts with (`local`, `main`, and for IPv4 `default`). */
const defaults = (host: Host, family: IpFamily): readonly PolicyRule[] =>
  ['local', 'main', ...(family === 'ip4' ? ['default'] : [])].map((table) => ({
    match: { families: [family] },
    action: { kind: 'lookup', table: tableId(host, table) },
    from: [],
  }))

/** The tables that rules name. */
export const tablesOfRules = (host: Host): readonly string[] =>
  host.families.flatMap((family) => (host.facts.rules[family] ?? []).flatMap(({ value }) => value.table ?? []))

function ruleOf(host: Host, row: Row<IpRule>, family: IpFamily, origin: Origin): readonly PolicyRule[] {
  const { value, at } = row
  if (value.nop === null) return []
  const parts = partsOf(host, row, family, origin)
  const base: Match = { families: [family] }
  const matches = value.not === null ? negated(host, row, parts) : [all(parts)]
  const list = value.l3mdev === null ? vrfRules(host, row, origin) : [{ match: {}, action: actionOf(host, row) }]
  return matches
    .flatMap((match) =>
      list.map((rule) => ({
        match: bothMatches(bothMatches(base, match), rule.match),
        action: rule.action,
        from: [at],
      })),
    )
    .filter(({ match }) => !isNever(match))
}

type PolicyAction = PolicyRule['action']

const all = (parts: readonly Part[]): Match => parts.reduce<Match>((match, part) => bothMatches(match, part.match), {})

/** A `not` rule fits where one of its parts does not. */
const negated = (host: Host, row: Row<IpRule>, parts: readonly Part[]): readonly Match[] =>
  parts.map((part) => part.not ?? { unknown: [unknownPart(host, 'not', row)] })

/** One rule for each VRF: packets of its members use its table. What the host makes is told by the source address. */
function vrfRules(
  host: Host,
  row: Row<IpRule>,
  origin: Origin,
): readonly { readonly match: Match; readonly action: PolicyAction }[] {
  const { action, suppress_prefixlen: suppress, goto } = row.value
  const isPlain = action === undefined && suppress === undefined && goto === undefined
  return [...host.vrfs].map(([vrf, table]) => {
    const members = host.interfaces.filter((i) => vrfOf(host, i) === vrf)
    const device = host.byName.get(vrf)
    const own = [...members, ...(device === undefined ? [] : [device])].flatMap((i) => i.addresses)
    const src = own
      .map(({ address }) => ({ first: address, last: address }))
      .toSorted((a, b) => (a.first < b.first ? -1 : 1))
    return {
      match: origin === 'arrived' ? { iif: members.map((i) => i.id) } : { src },
      action: isPlain ? { kind: 'lookup', table: tableId(host, table) } : actionOf(host, row),
    }
  })
}

const DROPS: readonly string[] = ['blackhole', 'unreachable', 'prohibit']

function actionOf(host: Host, row: Row<IpRule>): PolicyAction {
  const { value } = row
  if (DROPS.includes(value.action ?? '')) return { kind: 'drop' }
  const odd = (['goto', 'suppress_ifgroup', 'nat_gateway', 'masquerade'] as const).find(
    (key) => value[key] !== undefined,
  )
  if (odd !== undefined || value.action !== undefined || value.table === undefined)
    return { kind: 'unknown', unknown: unknownPart(host, odd ?? value.action ?? 'action', row) }
  const suppress = value.suppress_prefixlen
  return {
    kind: 'lookup',
    table:
      suppress === undefined || suppress < 0
        ? tableId(host, value.table)
        : suppressedId(tableId(host, value.table), suppress),
  }
}

/** One condition of a rule, and its contrary where that can be said. */
interface Part {
  readonly match: Match
  readonly not?: Match
}

const unknownPart = (host: Host, what: string, { at }: Row<IpRule>): string =>
  host.notes.unknown({
    code: 'linux-rule-unread',
    device: host.id,
    params: { what },
    ask: 'ip -j rule show',
    from: [at],
  })

function partsOf(host: Host, row: Row<IpRule>, family: IpFamily, origin: Origin): readonly Part[] {
  const { value } = row
  return [
    ...prefix('src', value.src, value.srclen, family, () => unknownPart(host, 'from', row)),
    ...prefix('dst', value.dst, value.dstlen, family, () => unknownPart(host, 'to', row)),
    ...numbers(value),
    ...mark(host, row),
    ...iif(host, value.iif, value.iif_detached, origin),
    ...oif(host, row, origin),
    ...[
      ...(['tos', 'dsfield', 'tun_id', 'uid_start'] as const).filter((key) => value[key] !== undefined),
      ...oddMembers(value),
    ].map((key) => ({ match: { unknown: [unknownPart(host, key.slice(0, 40), row)] } })),
  ]
}

function prefix(
  key: 'src' | 'dst',
  text: string | undefined,
  length: number | undefined,
  family: IpFamily,
  unknown: () => string,
): readonly Part[] {
  if (text === undefined || text === 'all') return []
  const [base, inline] = text.split('/')
  const address = parseAddress(base ?? '')
  const bits = family === 'ip4' ? 32 : 128
  const range =
    address === null || familyOf(address) !== family
      ? null
      : prefixOf(address, length ?? (inline === undefined ? bits : Number(inline)))
  if (range === null) return [{ match: { unknown: [unknown()] } }]
  return [{ match: { [key]: [range] }, not: { [key]: complement([range], [family === 'ip4' ? V4 : V6]) } }]
}

const UNIVERSE: Readonly<Record<'protocol' | 'sport' | 'dport', Range>> = {
  protocol: { first: 0, last: 255 },
  sport: { first: 0, last: 65535 },
  dport: { first: 0, last: 65535 },
}

function numbers(rule: IpRule): readonly Part[] {
  const proto = rule.ipproto === undefined ? null : wordOrNumber(PROTOCOLS, String(rule.ipproto))
  const part = (
    key: 'protocol' | 'sport' | 'dport',
    first: number | undefined,
    last: number | undefined,
  ): readonly Part[] =>
    first === undefined || last === undefined
      ? []
      : [
          {
            match: { [key]: [{ first, last }] },
            ...(key === 'protocol' ? { not: { protocol: complement([{ first, last }], [UNIVERSE[key]]) } } : {}),
          },
        ]
  return [
    ...part('protocol', proto ?? undefined, proto ?? undefined),
    ...part('sport', rule.sport ?? rule.sport_start, rule.sport ?? rule.sport_end),
    ...part('dport', rule.dport ?? rule.dport_start, rule.dport ?? rule.dport_end),
  ]
}

function mark(host: Host, row: Row<IpRule>): readonly Part[] {
  const { fwmark, fwmask } = row.value
  if (fwmark === undefined) return []
  const bearable = bearableMarksOf(host)
  const [set, not] = [false, true].map((negated) =>
    marksWith(Number(fwmask ?? 0xffffffff), Number(fwmark), negated, bearable),
  )
  if (set === null || set === undefined) return [{ match: { unknown: [unknownPart(host, 'fwmark', row)] } }]
  return [{ match: { mark: set }, ...(not === null || not === undefined ? {} : { not: { mark: not } }) }]
}

const NEVER: Match = { families: [] }

/** `iif lo` is what the host makes itself; a VRF device stands for its members. */
function iif(host: Host, name: string | undefined, detached: null | undefined, origin: Origin): readonly Part[] {
  if (name === undefined) return []
  if (name === 'lo') return [origin === 'made' ? { match: {}, not: NEVER } : { match: NEVER, not: {} }]
  if (origin === 'made' || detached === null) return [{ match: NEVER, not: {} }]
  const routed = host.interfaces.filter((i) => isRouted(host, i))
  const named = routed.filter((i) => i.name === name || vrfOf(host, i) === name).map((i) => i.id)
  return [
    { match: { iif: named }, not: { iif: routed.map((i: HostInterface) => i.id).filter((id) => !named.includes(id)) } },
  ]
}

/** A packet that arrived has no outgoing interface before it is routed; a packet made here has one only where its program asked for it. */
function oif(host: Host, row: Row<IpRule>, origin: Origin): readonly Part[] {
  if (row.value.oif === undefined) return []
  return [origin === 'arrived' ? { match: NEVER, not: {} } : { match: { unknown: [unknownPart(host, 'oif', row)] } }]
}
