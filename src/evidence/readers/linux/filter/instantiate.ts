import { formatAddress } from '../../../../base/address.ts'
import type { Action, Chain, Rule } from '../../../../cloud/chain.ts'
import type { Match } from '../../../../cloud/match.ts'
import type { FilterChain, FilterRule, FilterTable } from './ir.ts'
import { bothMatches, isNever } from './match-algebra.ts'
import { matchAt, type View } from './view.ts'

export interface RedirectTarget {
  readonly interface: string
  readonly address: bigint
}

/** What a copy of a chain for one hook is made with. */
export interface Instantiation {
  readonly prefix: string
  readonly table: FilterTable
  readonly view: View
  /** Addresses to which `redirect` leads, by the interface that a packet came in by. */
  readonly redirects: readonly RedirectTarget[]
  /** The action for what cannot be said: a chain that is not there, a jump in a circle. */
  readonly unknown: (what: string, rule: FilterRule) => Action
}

/** The chains that a base chain reaches, itself first, as they stand for one hook. `first` are rules to put before its own. */
export function instantiate(of: Instantiation, base: FilterChain, first: readonly Rule[] = []): readonly Chain[] {
  const made = new Map<string, Chain>()
  const visit = (chain: FilterChain, above: readonly string[]): string => {
    const id = idOf(of, chain)
    if (made.has(id)) return id
    const path = [...above, chain.name]
    made.set(id, { id, name: chain.name, rules: [], end: 'accept', from: chain.from })
    const own = chain.rules.flatMap((rule) => rulesAt(of, rule, (target) => enter(target, path)))
    made.set(id, {
      id,
      name: `${of.table.family} ${of.table.name} ${chain.name}`,
      rules: above.length === 0 ? [...first, ...own] : own,
      end: chain.base?.policy ?? 'accept',
      from: chain.from,
    })
    return id
  }
  const enter = (target: string, path: readonly string[]): string | null => {
    const chain = of.table.chains.get(target)
    return chain === undefined || path.includes(target) || path.length > 64 ? null : visit(chain, path)
  }
  visit(base, [])
  return [...made.values()]
}

const idOf = ({ prefix, table, view }: Instantiation, chain: FilterChain): string =>
  `${prefix}/${table.tool === 'nft' ? '' : `${table.tool}/`}${table.family}/${table.name}/${chain.name}${chain.base === undefined || view.key.includes('~') ? `@${view.key}` : ''}`

function rulesAt(of: Instantiation, rule: FilterRule, enter: (target: string) => string | null): readonly Rule[] {
  const { label, from } = rule
  return rule.conditions.flatMap((condition) => {
    const match = matchAt(of.view, condition)
    if (match === null || isNever(match)) return []
    return actionsAt(of, rule, enter).flatMap(({ also, action }) => {
      const whole = bothMatches(match, also)
      return isNever(whole) ? [] : [{ match: whole, action, ...(label === undefined ? {} : { label }), from }]
    })
  })
}

function actionsAt(
  of: Instantiation,
  rule: FilterRule,
  enter: (target: string) => string | null,
): readonly { readonly also: Match; readonly action: Action }[] {
  const { action } = rule
  if (action.kind === 'jump' || action.kind === 'goto') {
    const chain = enter(action.target)
    return [{ also: {}, action: chain === null ? of.unknown(action.target, rule) : { kind: action.kind, chain } }]
  }
  if (action.kind === 'redirect') return redirected(of, rule, action.ports)
  return [{ also: {}, action }]
}

/** In prerouting to an address of the interface that the packet came in by; in output to the loopback address. */
function redirected(of: Instantiation, rule: FilterRule, ports: readonly { first: number; last: number }[] | null) {
  const { iif } = of.view
  const to = (address: bigint): Action => ({ kind: 'dnat', to: [{ first: address, last: address }], ports })
  if (iif === 'none') return [{ also: {}, action: to(0x7f000001n) }]
  if (iif === 'perhaps') return [{ also: {}, action: of.unknown('redirect', rule) }]
  return of.redirects.map((r) => ({
    also: {
      iif: [r.interface],
      families: [formatAddress(r.address).includes(':') ? ('ip6' as const) : ('ip4' as const)],
    },
    action: to(r.address),
  }))
}
