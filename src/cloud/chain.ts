import type { AddressRange } from '../base/address.ts'
import type { Range } from '../base/ranges.ts'
import type { Source } from '../base/source.ts'
import type { ChainId, UnknownId } from './ids.ts'
import type { Match } from './match.ts'

/**
 * What a rule does with a packet that it matches.
 * - `accept` ends this entry (the next entry of the same hook still sees the packet); `drop` ends everything (reject too).
 * - `jump` comes back after the called chain returns or ends; `goto` does not come back to this chain, only to its caller.
 * - `return` leaves this chain; in the entry chain that means its `end`.
 * - `continue` does nothing (counters, logs).
 * - `dnat`, `snat` set the destination or source and accept. They act on the first packet of a flow (state `new`); later packets and
 *   replies are accepted here and translated by the tracker. A `frame` bears nothing to translate and is accepted. `to` is the set of addresses it may become (one is chosen; null keeps the address), `ports` likewise.
 *   `map: 'offset'` keeps the offset within a range of equal size (NETMAP): then the rule's match bounds that field to one range of the size of the one `to`.
 * - `masquerade` is snat to an address of the outgoing interface of the packet's family.
 * - `mark` sets the mark and goes on. `notrack` makes the state `untracked` and goes on.
 * - `unknown` may be anything at all that a rule can do there: accept, drop, return or go on, set any mark, `notrack`, and in a hook that
 *   translates (prerouting, output: the destination; postrouting: the source) any translation.
 */
export type Action =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'jump'; readonly chain: ChainId }
  | { readonly kind: 'goto'; readonly chain: ChainId }
  | { readonly kind: 'return' }
  | { readonly kind: 'continue' }
  | {
      readonly kind: 'dnat' | 'snat'
      readonly to: readonly AddressRange[] | null
      readonly ports: readonly Range[] | null
      readonly map?: 'offset'
    }
  | { readonly kind: 'masquerade'; readonly ports: readonly Range[] | null }
  | { readonly kind: 'mark'; readonly value: number }
  | { readonly kind: 'notrack' }
  | { readonly kind: 'unknown'; readonly unknown: UnknownId }

export interface Rule {
  readonly match: Match
  readonly action: Action
  /** A person's name for it, as the evidence has it: comment, rule number, handle, SID. */
  readonly label?: string
  readonly from: readonly Source[]
}

/**
 * Rules in order; the first that decides wins.
 * `end` is what happens to a packet that falls out of the bottom when the chain was entered from a hook or an interface (its policy);
 * a chain entered by jump returns instead.
 */
export interface Chain {
  readonly id: ChainId
  readonly name: string
  readonly rules: readonly Rule[]
  readonly end: 'accept' | 'drop'
  readonly from: readonly Source[]
}
