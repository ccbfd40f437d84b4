import type { Address } from '../base/address.ts'
import type { Source } from '../base/source.ts'
import type { Chain } from './chain.ts'
import type { DeviceId, EndpointId, InterfaceId } from './ids.ts'
import type { Unknown } from './knowable.ts'
import type { Bridge, Interface, Link, Router } from './network.ts'

/** The cloud environment model: what the evidence says of one environment, in no vendor's words. */
export interface Cloud {
  readonly devices: readonly Device[]
  readonly interfaces: readonly Interface[]
  readonly links: readonly Link[]
  readonly bridges: readonly Bridge[]
  readonly routers: readonly Router[]
  readonly chains: readonly Chain[]
  readonly endpoints: readonly Endpoint[]
  readonly unknowns: readonly Unknown[]
  readonly resources: readonly Resource[]
}

/**
 * - `host`: a machine (or network namespace) in evidence, or an instance of a cloud; may be anybody's. One without a router or bridge is known by its
 *   attachment only: in the may reading it may pass on what it takes.
 * - `fabric`: belongs to the provider's network whatever the engagement says (switch, VPC router, gateway).
 * - `external`: the world outside. It may emit any packet; what reaches it has left.
 * - `unseen`: stands for what is connected and not in evidence: in the may reading it passes anything on between all unseen interfaces and to its own; in the must reading nothing.
 */
export interface Device {
  readonly id: DeviceId
  readonly name: string
  readonly kind: 'host' | 'fabric' | 'external' | 'unseen'
  /** Other names by which a person may ask for it: instance id, tag Name, host name. */
  readonly aliases: readonly string[]
  readonly from: readonly Source[]
}

/**
 * An interface that a party can own, with its addresses. A machine whose inside is not in evidence (a tap without its guest) has an endpoint too,
 * with the addresses that others know of it and `addressesComplete: false`: then it may bear any other address as well.
 * `published`: addresses outside by which it is reached through translation.
 */
export interface Endpoint {
  readonly id: EndpointId
  readonly device: DeviceId
  readonly interface: InterfaceId
  readonly addresses: readonly Address[]
  readonly addressesComplete: boolean
  readonly published: readonly Address[]
  readonly vrf?: string
  readonly account?: string
  readonly project?: string
  readonly tags: Readonly<Record<string, string>>
  /** Other names for it: eni id, tag Name … */
  readonly aliases: readonly string[]
  readonly from: readonly Source[]
}

export type Layer = 'physical' | 'function' | 'virtual'
export type Kind = 'server' | 'network' | 'storage'
export type Cell = { readonly layer: Layer; readonly kind: Kind } | 'serviceManagement'

/** One thing of the environment in its cell of the model (C.4), for the map and its coverage. */
export interface Resource {
  readonly cell: Cell
  /** The field's word for it: `VM`, `vNIC`, `bridge`, `VRF`, `VPC`, `security group` … */
  readonly type: string
  readonly name: string
  readonly device?: DeviceId
  readonly interface?: InterfaceId
  readonly from: readonly Source[]
}

export const emptyCloud: Cloud = {
  devices: [],
  interfaces: [],
  links: [],
  bridges: [],
  routers: [],
  chains: [],
  endpoints: [],
  unknowns: [],
  resources: [],
}

/** One cloud of several parts. Ids must be unique over all parts. */
export function mergeClouds(parts: readonly Cloud[]): Cloud {
  return {
    devices: parts.flatMap((p) => p.devices),
    interfaces: parts.flatMap((p) => p.interfaces),
    links: parts.flatMap((p) => p.links),
    bridges: parts.flatMap((p) => p.bridges),
    routers: parts.flatMap((p) => p.routers),
    chains: parts.flatMap((p) => p.chains),
    endpoints: parts.flatMap((p) => p.endpoints),
    unknowns: parts.flatMap((p) => p.unknowns),
    resources: parts.flatMap((p) => p.resources),
  }
}
