import type { Address, AddressRange } from '../../../base/address.ts'
import type { Source } from '../../../base/source.ts'
import type { Scope } from './scope.ts'

/** What the answers say, typed; `null` where the member that would say it is missing or was not understood. */
export interface Fact {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  readonly tags: Readonly<Record<string, string>>
  readonly from: readonly Source[]
}

export interface Vpc extends Fact {
  readonly cidrs: readonly AddressRange[] | null
}

export interface Subnet extends Fact {
  readonly vpc: string
  readonly zone: string
  readonly cidrs: readonly AddressRange[] | null
}

/** Where a route leads. `other` is a target that is not modelled; its id names it. */
export interface Target {
  readonly kind:
    | 'local'
    | 'internet'
    | 'egress-only'
    | 'nat'
    | 'interface'
    | 'instance'
    | 'peering'
    | 'transit'
    | 'endpoint'
    | 'other'
  readonly id: string
}

/** `to: null` with a `list` is a prefix list; with none, a destination that was not understood. */
export interface RouteFact {
  readonly to: AddressRange | null
  readonly list: string | null
  readonly target: Target
  readonly blackhole: boolean
  readonly propagated: boolean
  readonly understood: boolean
  readonly from: readonly Source[]
}

export interface RouteTableFact extends Fact {
  readonly vpc: string
  readonly routes: readonly RouteFact[] | null
  readonly main: boolean
  readonly subnets: readonly string[]
  /** Internet or virtual private gateways whose inbound packets this table routes. */
  readonly gateways: readonly string[]
  /** False where the list of associations is missing or was not understood. */
  readonly associated: boolean
}

export interface AclEntry {
  readonly number: number
  readonly egress: boolean
  readonly allow: boolean
  readonly range: AddressRange | null
  readonly protocol: string
  readonly ports: { readonly first: number; readonly last: number } | null
  readonly icmp: { readonly type: number; readonly code: number } | null
  readonly understood: boolean
  readonly from: readonly Source[]
}

export interface Acl extends Fact {
  readonly vpc: string
  readonly isDefault: boolean
  readonly subnets: readonly string[]
  readonly entries: readonly AclEntry[] | null
  readonly associated: boolean
}

export interface Permission {
  readonly protocol: string
  readonly first: number | null
  readonly last: number | null
  readonly ranges: readonly AddressRange[]
  readonly lists: readonly string[]
  readonly groups: readonly string[]
  readonly understood: boolean
  readonly from: readonly Source[]
}

export interface SecurityGroup extends Fact {
  readonly vpc: string
  readonly ingress: readonly Permission[] | null
  readonly egress: readonly Permission[] | null
}

export interface PrivateAddress {
  readonly address: Address
  readonly published: Address | null
}

export interface NetworkInterface extends Fact {
  readonly vpc: string
  readonly subnet: string
  readonly addresses: readonly PrivateAddress[]
  readonly prefixes: readonly AddressRange[]
  readonly addressesUnderstood: boolean
  readonly groups: readonly string[] | null
  readonly sourceCheck: boolean | null
  readonly instance: string | null
  readonly status: string
  readonly type: string
  readonly description: string
  readonly mac: string | null
}

export interface Instance extends Fact {
  readonly state: string
}

export interface InternetGateway extends Fact {
  readonly vpcs: readonly string[]
  readonly egressOnly: boolean
}

export interface NatGateway extends Fact {
  readonly vpc: string
  readonly subnet: string
  readonly state: string
  readonly interfaces: readonly string[]
  readonly addresses: readonly PrivateAddress[]
}

export interface PeeringSide {
  readonly vpc: string
  readonly cidrs: readonly AddressRange[]
}

export interface Peering extends Fact {
  readonly status: string
  readonly sides: readonly PeeringSide[]
}

export interface Transit extends Fact {
  readonly defaultAssociation: string | null
  readonly defaultPropagation: string | null
  readonly described: boolean
}

export interface Attachment extends Fact {
  readonly transit: string
  readonly kind: string
  readonly resource: string
  readonly state: string
  /** Null: not said. `''`: said that there is none. */
  readonly table: string | null
  readonly subnets: readonly string[] | null
  readonly applianceMode: boolean
}

export interface TransitTable extends Fact {
  readonly transit: string
}

export interface TransitRoute {
  readonly table: string
  readonly to: AddressRange | null
  readonly list: string | null
  readonly attachments: readonly string[]
  readonly blackhole: boolean
  readonly propagated: boolean
  readonly understood: boolean
  readonly from: readonly Source[]
}

export interface Propagation {
  readonly table: string
  readonly attachment: string
  readonly from: readonly Source[]
}

export interface ServiceEndpoint extends Fact {
  readonly vpc: string
  readonly kind: string
  readonly service: string
  readonly state: string
  readonly interfaces: readonly string[]
  readonly tables: readonly string[]
}

export interface PrefixList extends Fact {
  readonly ranges: readonly AddressRange[] | null
}
