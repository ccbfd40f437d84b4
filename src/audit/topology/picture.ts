import type { Answer } from '../result.ts'

/**
 * - `machine`: a machine or instance. - `gateway`: what forwards for others: a router of the provider's network, or of a machine that carries others' traffic.
 * - `segment`: who is attached to it reaches each other directly: a VLAN of a bridge, a bridge, a wire with many ends.
 * - `outside`: the world outside. - `unseen`: stands for what is connected and not in evidence.
 */
export type TopologyKind = 'machine' | 'gateway' | 'segment' | 'outside' | 'unseen'

/** One thing of the drawn environment. `id` names it within one result only; a wire with many ends has neither name nor device (''). */
export interface TopologyNode {
  readonly id: string
  readonly kind: TopologyKind
  readonly name: string
  readonly device: string
  /** The VLAN of a segment of a bridge that tells VLANs apart. */
  readonly vlan?: number
  /** Whose endpoints stand on it, as party ids; empty: nobody's. */
  readonly parties: readonly string[]
  /** The first few of its addresses. */
  readonly addresses: readonly string[]
}

/** What joins two nodes. `interfaces` are the names at either end, `''` where an end has none of its own. */
export interface TopologyLink {
  readonly id: string
  readonly ends: readonly [string, string]
  readonly interfaces: readonly [string, string]
  readonly kind: 'cable' | 'tunnel' | 'inside'
  /** The tag that frames bear on it; absent: none, or any. */
  readonly tag?: number
  /** `no`: a port of it is down or blocked. `unknown`: the evidence does not say that it is there, or whether it lets frames through. */
  readonly stands: Answer
}

/** The environment as it can be drawn. `left` counts what is not drawn, because there is too much of it. */
export interface Topology {
  readonly nodes: readonly TopologyNode[]
  readonly links: readonly TopologyLink[]
  readonly left: { readonly nodes: number; readonly links: number }
}

/**
 * One stop of a finding's path on the topology. `by` is the link that it came by (null: the first, or no link of the picture), `hops` are the
 * places in `Finding.hops` that were decided here or on the way here, and `forbidden` says where the hop that should not be there is.
 */
export interface Leg {
  readonly node: string
  readonly by: string | null
  readonly hops: readonly number[]
  readonly forbidden: 'node' | 'link' | null
}
