import type { Source } from '../base/source.ts'
import type { EndpointId, InterfaceId, RouterId, BridgeId } from '../cloud/ids.ts'
import type { Family, FlowState } from '../cloud/match.ts'

/**
 * One concrete packet. Addresses are text (RFC 5952); absent members do not apply (a `frame` has none, ICMP has no ports).
 * `icmp` is type × 256 + code.
 */
export interface Packet {
  readonly family: Family
  readonly src?: string
  readonly dst?: string
  readonly protocol?: number
  readonly sport?: number
  readonly dport?: number
  readonly icmp?: number
  readonly tcpFlags?: number
  readonly state: FlowState
  readonly mark: number
}

/** Where the packet is. `in` and `out` are an interface's two sides (see Interface); `local` is past a router's input entries, `own` before its output entries: made by the device itself. */
export type Place =
  | { readonly kind: 'in' | 'out'; readonly interface: InterfaceId }
  | { readonly kind: 'bridge'; readonly bridge: BridgeId }
  | { readonly kind: 'router' | 'local' | 'own'; readonly router: RouterId }

/** How the next receiver on a segment is chosen: `any` (a party chose the MAC, or point to point), `onlink` (who bears the destination), or a gateway's address. */
export type Via = 'any' | 'onlink' | { readonly gateway: string }

/** The packet at one place. `iif` is the interface or bridge port it came in by, where that is remembered (bridge, router, local), at `own` the one that its socket is bound to; `vlan` its tag, null when untagged. */
export interface Step {
  readonly place: Place
  readonly packet: Packet
  readonly vlan: number | null
  readonly iif: InterfaceId | null
  readonly via: Via
  /** What decided that it went on from here to the next step, with the evidence: for people; the checker decides for itself. */
  readonly because: readonly Decision[]
}

/** `code` and `params` make the sentence: `vlan-member`, `rule-accepts`, `route`, `policy-accepts`, `link`, `forwards`, `translated` … */
export interface Decision {
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
  readonly from: readonly Source[]
}

/**
 * V-13: one packet, step by step, from where a party emits it (`out` of an interface, or `own` of a router that the source device runs)
 * to where it is delivered (`in` of an interface of the destination's machine, or `local` of a router).
 */
export interface Witness {
  readonly version: 1
  readonly from: EndpointId
  readonly to: EndpointId
  readonly steps: readonly Step[]
}
