import type { Address, AddressRange } from '../base/address.ts'
import type { Range } from '../base/ranges.ts'
import type { Source } from '../base/source.ts'
import type { BridgeId, ChainId, DeviceId, InterfaceId, RouterId, TableId, UnknownId } from './ids.ts'
import type { Knowable } from './knowable.ts'
import type { Match } from './match.ts'

/**
 * A place where frames enter and leave a device.
 *
 * A frame that arrives from the wire (`in`): passes `inFilters` in order; then, if it bears a VLAN tag for which an interface with
 * `vlan: {parent: this, tag}` stands, arrives at that one with the tag taken off (and is lost there when it is down); else, if this is a member of `bond`, arrives there;
 * else, if it is a (non-self) port of a bridge, goes into the bridge; else, if it bears no tag and `router` stands, goes to that router.
 *
 * A frame that leaves (`out`): passes `outFilters` in order; then a `vlan` child puts its tag on (a frame that already bears one is lost:
 * Q-in-Q must be made an unknown by the reader) and leaves by the parent; a bond leaves by each of its members; the self port of a bridge
 * goes into the bridge; any other goes on each of its links, to each other end.
 *
 * In an `inFilter` the interface is `iif` and there is no `oif`, in an `outFilter` the other way round. An interface is the tracker of its filters:
 * a packet comes to them as `new` (or as what they know of it), and what they say of it stays there.
 *
 * Frames neither enter nor leave an interface that is not `up`; on a tenant's machine that counts for V-2 only, since a tenant can raise it (V-2a).
 */
export interface Interface {
  readonly id: InterfaceId
  readonly device: DeviceId
  readonly name: string
  readonly up: Knowable<boolean>
  readonly mac?: string
  readonly vlan?: { readonly parent: InterfaceId; readonly tag: number }
  readonly bond?: InterfaceId
  readonly router?: RouterId
  readonly addresses: readonly InterfaceAddress[]
  readonly inFilters: readonly ChainId[]
  readonly outFilters: readonly ChainId[]
  /** Answers neighbour requests for others' addresses (proxy ARP/NDP): in the may reading takes every packet sent on its segment to a neighbour. */
  readonly proxyNeighbour?: Knowable<boolean>
  readonly from: readonly Source[]
}

export interface InterfaceAddress {
  readonly address: Address
  readonly length: number
  readonly from: readonly Source[]
}

/** A wire, or a tunnel that is as good as one: a frame that leaves by one end arrives at every other end. */
export interface Link {
  readonly ends: readonly InterfaceId[]
  readonly kind: 'cable' | 'tunnel'
  /** A link that is not certain stands only in the may reading. */
  readonly unknown?: UnknownId
  readonly from: readonly Source[]
}

/**
 * A virtual or physical switch.
 * VLAN-aware: at a port, an untagged frame takes the port's `pvid` (none: dropped), a tagged one must be in `tagged` or `untagged`;
 * it leaves by every other port whose `tagged` or `untagged` holds its VLAN (tag taken off when in `untagged`), except from an isolated
 * port to an isolated port, and never by the port it came in by unless `hairpin`. Not aware: every frame leaves unchanged by every other port
 * (isolation and hairpin likewise).
 * Flooding is assumed: where a party chose the destination MAC, the frame may go to each port.
 * Frames that pass from port to port go through `filters` with `portIn` and `portOut` set, iif and oif none. Where `netfilter` holds
 * (bridge netfilter), an IP packet that is bridged between two non-self ports also passes the entries of `router` with iif = oif = the self port's
 * interface: prerouting as it came in from its wire, then forward and postrouting as it goes out on its wire; a frame that bears a tag on that wire
 * (inside it is not the port's `pvid`; on the way out its VLAN is not in `untagged`) passes them only where `netfilter.tagged` holds too, and a frame
 * that did not pass prerouting passes none of them on the way out.
 */
export interface Bridge {
  readonly id: BridgeId
  readonly device: DeviceId
  readonly name: string
  readonly vlanAware: Knowable<boolean>
  readonly ports: readonly BridgePort[]
  readonly filters: readonly ChainId[]
  readonly router?: RouterId
  readonly netfilter: {
    readonly ip4: Knowable<boolean>
    readonly ip6: Knowable<boolean>
    readonly tagged: Knowable<boolean>
  }
  readonly from: readonly Source[]
}

export interface BridgePort {
  readonly interface: InterfaceId
  /** The bridge's own interface: a frame that leaves by it arrives (`in`) at that interface instead of going on a wire. */
  readonly self: boolean
  readonly pvid: number | null
  readonly tagged: readonly Range[]
  readonly untagged: readonly Range[]
  readonly isolated: Knowable<boolean>
  readonly hairpin: boolean
  /** Spanning tree state lets frames through. */
  readonly forwarding: Knowable<boolean>
  /** Membership that was not understood: in the may reading the port is a member of every VLAN, in the must reading of none. */
  readonly unknown?: UnknownId
  readonly from: readonly Source[]
}

export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting'

/**
 * One network stack that routes.
 *
 * A packet arrives with iif = the interface. It is taken in when it was sent to whoever listens (a source that chose the MAC, or a point-to-point next hop),
 * or to a neighbour address that this interface bears. (May reading: also an address that any interface of the router bears, or proxy.)
 * What comes from or goes to an IPv6 loopback address is dropped. Then: `prerouting` entries → what comes from or now goes to an IPv4 loopback address is
 * dropped (RFC 1122 3.2.1.3) unless `takesLoopback` holds for iif → reverse-path check of iif → routing decision → local: `input` entries, delivered to the device; else, where `forwards`
 * holds for iif and family: `forward` entries → `postrouting` entries → leaves by oif. A packet of the device itself: `output` → routing decision
 * before it and after a dnat (after a mark: perhaps) → `postrouting`; its socket may be bound to an interface, which policy then sees as its iif.
 * Unspecified, multicast, broadcast, loopback and IPv6 link-local addresses (source or destination) are never forwarded.
 *
 * Routing decision: `policy` in order; the first whose match holds looks up its table; a table that has no route, or a `throw` route, goes on with the
 * next. In a table the longest prefix wins, then the lowest `metric`; of several routes with both equal one is used, and which is not known.
 * Tables that look each other up in a circle may do anything. Nothing found: dropped.
 *
 * The mark is the device's own: over a link a packet goes on with mark 0. What a tracker said stays at the tracker: out of a router or bridge a packet is `new`.
 * The router is also the tracker of its entries: it remembers the first packets that passed, gives replies the state `established`, and undoes their translation.
 */
export interface Router {
  readonly id: RouterId
  readonly device: DeviceId
  readonly name: string
  readonly forwards: {
    readonly ip4: Forwarding
    readonly ip6: Forwarding
  }
  readonly policy: readonly PolicyRule[]
  readonly tables: readonly RouteTable[]
  /** In the order in which they are run; within one hook each entry must accept. */
  readonly entries: readonly Entry[]
  /** IPv4 only (RFC 3704): strict wants the answer (new, no mark, as if it came by the same interface) to be routed out by that interface, loose by any. */
  readonly reversePath: Readonly<Record<InterfaceId, Knowable<'off' | 'strict' | 'loose'>>>
  /** Interfaces that take IPv4 packets from and to loopback addresses (Linux `route_localnet`); those that are not named do not. */
  readonly takesLoopback?: Readonly<Record<InterfaceId, Knowable<boolean>>>
  readonly from: readonly Source[]
}

/** Whether packets of a family are forwarded, by the interface that they came in by; `otherwise` for interfaces that are not named. */
export interface Forwarding {
  readonly otherwise: Knowable<boolean>
  readonly byInterface: Readonly<Record<InterfaceId, Knowable<boolean>>>
}

export interface Entry {
  readonly hook: Hook
  readonly families: readonly ('ip4' | 'ip6')[]
  readonly chain: ChainId
}

export interface PolicyRule {
  readonly match: Match
  readonly action:
    | { readonly kind: 'lookup'; readonly table: TableId }
    | { readonly kind: 'drop' }
    | { readonly kind: 'unknown'; readonly unknown: UnknownId }
  readonly from: readonly Source[]
}

export interface RouteTable {
  readonly id: TableId
  readonly routes: readonly Route[]
  /** Something in the table was not read: in the may reading a packet may leave by any interface, in the must reading by none. */
  readonly unknown?: UnknownId
}

export interface Route {
  readonly to: AddressRange
  readonly metric: number
  readonly action:
    | { readonly kind: 'forward'; readonly hops: readonly NextHop[] }
    | { readonly kind: 'local' }
    | { readonly kind: 'drop' }
    | { readonly kind: 'throw' }
    | { readonly kind: 'lookup'; readonly table: TableId }
    | { readonly kind: 'unknown'; readonly unknown: UnknownId }
  /** How it came about, as the evidence says: connected, static, bgp, propagated … */
  readonly origin?: string
  readonly from: readonly Source[]
}

/** Several hops of one route are equal-cost: a flow takes one of them. */
export interface NextHop {
  readonly out: InterfaceId
  /** An address: to the neighbour who bears it. `'onlink'`: to the neighbour who bears the destination. `'peer'`: to whoever is at the other end. */
  readonly to: Address | 'onlink' | 'peer'
}
