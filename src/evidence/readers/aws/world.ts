import type { AddressRange } from '../../../base/address.ts'
import { canonical } from '../../../base/ranges.ts'
import type { Source } from '../../../base/source.ts'
import type { ChainId, DeviceId, InterfaceId, UnknownId } from '../../../cloud/ids.ts'
import type { NextHop } from '../../../cloud/network.ts'
import { outside } from './outside.ts'
import { peer } from './draft.ts'
import type { Draft, Node } from './draft.ts'
import type { NetworkInterface, Subnet, Vpc } from './facts.ts'
import type { Inventory } from './inventory.ts'
import type { AwsCode } from './codes.ts'

/** A place that packets leave from, with the filters that they pass when they leave it (`out`) and when they come into it (`in`). */
export interface Place {
  readonly node: Node
  readonly in: readonly ChainId[]
  readonly out: readonly ChainId[]
}

/** A subnet's place in the model, and its block. */
export interface SubnetPlace extends Place {
  readonly subnet: Subnet
  readonly cidrs: readonly AddressRange[]
}

export interface VpcPlace {
  readonly vpc: Vpc
  readonly core: Node
  readonly cidrs: readonly AddressRange[]
  readonly subnets: readonly SubnetPlace[]
}

/** Everything that the makers of the model share. */
export interface World {
  readonly draft: Draft
  readonly facts: Inventory
  readonly vpcs: ReadonlyMap<string, VpcPlace>
  readonly subnets: ReadonlyMap<string, SubnetPlace>
  readonly interfacesOf: {
    readonly vpc: (id: string) => readonly NetworkInterface[]
    readonly subnet: (id: string) => readonly NetworkInterface[]
    readonly instance: (id: string) => readonly NetworkInterface[]
    readonly group: (id: string) => readonly NetworkInterface[]
  }
}

/** Groups a list by a key once, so that nobody searches it again and again. */
export function groupBy<T>(list: Iterable<T>, keys: (element: T) => readonly string[]): (key: string) => readonly T[] {
  const by = new Map<string, T[]>()
  for (const element of list)
    for (const key of keys(element)) {
      const found = by.get(key)
      if (found === undefined) by.set(key, [element])
      else found.push(element)
    }
  return (key) => by.get(key) ?? []
}

/** The id of the subnet's side of an interface's wire. */
export const portOf = (subnet: string, eni: string): InterfaceId => `${subnet}:${eni}`

export const ownRanges = (eni: NetworkInterface): readonly AddressRange[] =>
  canonical([...eni.addresses.map(({ address }) => ({ first: address, last: address })), ...eni.prefixes])

/**
 * A wire of its own from one place to another, made once for each `key`. Gives the hop that leads over it and the far end, for rules about
 * what comes in there. `unknown`: the wire is not certain.
 */
export function wire(
  draft: Draft,
  near: Place,
  far: Place,
  key: string,
  from: readonly Source[],
  unknown?: UnknownId,
): { readonly hop: NextHop; readonly far: InterfaceId } {
  return draft.once(`wire ${near.node.id} ${key}`, () => {
    const a = draft.port(
      near.node.device,
      `${near.node.id}:to:${key}`,
      `to ${key}`,
      { router: near.node, in: near.in, out: near.out },
      from,
    )
    const b = draft.port(
      far.node.device,
      `${far.node.id}:from:${near.node.id}:${key}`,
      `from ${near.node.id}`,
      { router: far.node, in: far.in, out: far.out },
      from,
    )
    draft.cable(a, b, from, unknown)
    return { hop: peer(a), far: b }
  })
}

/** What is connected there and is not in evidence: a device that stands for it, and the hop that leads to it. */
export function towardsUnseen(
  draft: Draft,
  near: Place,
  name: string,
  code: AwsCode,
  ask: string,
  from: readonly Source[],
): NextHop {
  const unknown = draft.unknown(code, { name }, ask, from)
  const device = draft.device(`unseen:${name}`, name, 'unseen', [name], from)
  return draft.once(`unseen ${near.node.id} ${name}`, () => {
    const a = draft.port(
      near.node.device,
      `${near.node.id}:to:${name}`,
      `to ${name}`,
      { router: near.node, in: near.in, out: near.out },
      from,
    )
    const b = draft.port(device, `${device}:${near.node.id}`, near.node.id, {}, from)
    draft.cable(a, b, from, unknown)
    leadsOutside(draft, device, unknown, from)
    return peer(a)
  })
}

/** What nobody has seen may be a way to the world outside, too. */
function leadsOutside(draft: Draft, device: DeviceId, unknown: UnknownId, from: readonly Source[]): void {
  draft.once(`outside ${device}`, () => {
    const way = draft.port(device, `${device}:outside`, 'outside', {}, from)
    draft.cable(way, outside(draft, from), from, unknown)
    return true
  })
}
