import type { Source } from '../../../../base/source.ts'
import type { Range } from '../../../../base/ranges.ts'
import type { Action } from '../../../../cloud/chain.ts'
import type { Match } from '../../../../cloud/match.ts'

/** A test on an interface's name: one of the patterns fits (`eth*` is a beginning), or with `not` none does. */
export interface NameTest {
  readonly not: boolean
  readonly patterns: readonly string[]
}

/**
 * One alternative of a rule's match. Interfaces are still names here: which interface a name means depends on the hook
 * (a packet in a VRF comes in by the VRF's device as far as `forward` is concerned).
 */
export interface Condition {
  readonly match: Match
  readonly iif?: readonly NameTest[]
  readonly oif?: readonly NameTest[]
  readonly portIn?: readonly NameTest[]
  readonly portOut?: readonly NameTest[]
}

/** As the model's action, with the name of a chain in place of its id; `redirect` is a dnat to an address of the interface. */
export type RuleAction =
  | Exclude<Action, { kind: 'jump' | 'goto' }>
  | { readonly kind: 'jump'; readonly target: string }
  | { readonly kind: 'goto'; readonly target: string }
  | { readonly kind: 'redirect'; readonly ports: readonly Range[] | null }

/** A rule of a packet filter: it fits when one of its conditions holds. */
export interface FilterRule {
  readonly conditions: readonly Condition[]
  readonly action: RuleAction
  readonly label?: string
  readonly from: readonly Source[]
}

export interface BaseChain {
  readonly hook: string
  readonly priority: number
  readonly type: string
  readonly policy: 'accept' | 'drop'
  readonly devices: readonly string[]
}

export interface FilterChain {
  readonly name: string
  readonly base?: BaseChain
  readonly rules: readonly FilterRule[]
  readonly from: readonly Source[]
}

export type TableFamily = 'ip' | 'ip6' | 'inet' | 'bridge' | 'netdev' | 'arp'

/** One table of nf_tables or one of iptables, in the same form. */
export interface FilterTable {
  readonly family: TableFamily
  readonly name: string
  readonly tool: 'nft' | 'iptables' | 'iptables-legacy'
  readonly chains: ReadonlyMap<string, FilterChain>
  readonly from: readonly Source[]
}
