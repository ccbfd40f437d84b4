import type { AddressRange } from '../base/address.ts'
import type { Range } from '../base/ranges.ts'
import type { InterfaceId, UnknownId } from './ids.ts'

/** `frame` is any layer-2 frame that is neither IPv4 nor IPv6 (ARP, LLDP, …). */
export type Family = 'ip4' | 'ip6' | 'frame'

/**
 * What a connection tracker says of a packet. A first packet is `new`; the reply to a packet that the same tracker let pass is `established`.
 * To the tracker of a router with entries an answer to nothing is `invalid`: an echo reply (code 0), and TCP but for a SYN without ACK, FIN and RST
 * or an ACK without SYN, FIN and RST.
 */
export type FlowState = 'new' | 'established' | 'related' | 'invalid' | 'untracked'

/**
 * A condition on one packet at one place. All members that stand must hold; a member that is absent holds always;
 * an empty list holds never. Negations are resolved by the reader (complement). Sets are canonical (sorted, disjoint, joined).
 *
 * Members on `src`, `dst`, `protocol` … are false for a `frame`. Members on `sport`/`dport` are false unless the protocol
 * carries ports (tcp 6, udp 17, dccp 33, sctp 132, udplite 136). `icmp` is type × 256 + code and false unless the protocol is 1 or 58.
 * `tcpFlags`: any one of the pairs holds when (flags & mask) = value; false unless the protocol is 6.
 *
 * `unknown` are conditions that were not understood (and-ed): in the may reading they hold or do not, whichever delivers more;
 * in the must reading whichever delivers less (V-7).
 */
export interface Match {
  readonly families?: readonly Family[]
  readonly src?: readonly AddressRange[]
  readonly dst?: readonly AddressRange[]
  readonly protocol?: readonly Range[]
  readonly sport?: readonly Range[]
  readonly dport?: readonly Range[]
  readonly icmp?: readonly Range[]
  readonly tcpFlags?: readonly { readonly mask: number; readonly value: number }[]
  readonly states?: readonly FlowState[]
  /** Interface by which the packet came in; for a packet made by the device itself, none. */
  readonly iif?: readonly InterfaceId[]
  /** Interface by which it is to leave (after the routing decision). */
  readonly oif?: readonly InterfaceId[]
  /** Bridge port in and out: known only for a packet that is being bridged. */
  readonly portIn?: readonly InterfaceId[]
  readonly portOut?: readonly InterfaceId[]
  readonly mark?: readonly Range[]
  readonly unknown?: readonly UnknownId[]
}

/** Protocols whose packets carry ports. */
export const PORT_PROTOCOLS = [6, 17, 33, 132, 136] as const
/** ICMP and ICMPv6. */
export const ICMP_PROTOCOLS = [1, 58] as const
