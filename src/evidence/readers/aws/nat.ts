import type { Source } from '../../../base/source.ts'
import { familyOf } from '../../../base/address.ts'
import { ALL_V4, addRoute, forward, peer } from './draft.ts'
import type { Node } from './draft.ts'
import type { NatGateway, NetworkInterface } from './facts.ts'
import type { Owner } from './interfaces.ts'
import type { World } from './world.ts'

/** The interface of a NAT gateway; null when nobody tells of it. */
export const natInterface = (world: World, gateway: NatGateway): NetworkInterface | null =>
  gateway.interfaces.map((id) => world.facts.interfaces.get(id)).find((eni) => eni !== undefined) ?? null

/**
 * [W-60] A NAT gateway: what is routed to it leaves again by its own interface under its own address (TCP, UDP and ICMP only);
 * replies come back through it; whatever else is sent to its own address ends there.
 */
export function natOwner(world: World, gateway: NatGateway, eni: NetworkInterface): Owner {
  const { draft } = world
  const { from } = gateway
  const name = gateway.name === '' ? gateway.id : `${gateway.name} (${gateway.id})`
  const device = draft.device(
    gateway.id,
    `NAT ${name}`,
    'fabric',
    [gateway.id, gateway.name].filter((n) => n !== ''),
    from,
  )
  const node = draft.node(device, name, from)
  draft.once(`nat ${gateway.id}`, () => {
    routes(node, eni, from)
    entries(world, node, gateway, eni)
    return true
  })
  return { device, router: node }
}

function routes(node: Node, eni: NetworkInterface, from: readonly Source[]): void {
  addRoute(node, ALL_V4, forward([peer(eni.id)]), from)
  for (const { address } of eni.addresses) addRoute(node, { first: address, last: address }, { kind: 'local' }, from)
}

function entries(world: World, node: Node, gateway: NatGateway, eni: NetworkInterface): void {
  const { draft } = world
  const { from } = gateway
  const own = eni.addresses
    .filter(({ address }) => familyOf(address) === 'ip4')
    .map(({ address }) => ({ first: address, last: address }))
  const translatable = [
    { first: 1, last: 1 },
    { first: 6, last: 6 },
    { first: 17, last: 17 },
  ]
  const chain = draft.chain
  const input = chain(`${gateway.id}/input`, `${gateway.id} itself`, () => [], 'drop', from)
  const pass = chain(
    `${gateway.id}/forward`,
    `${gateway.id} forwards`,
    () => [{ match: { protocol: translatable }, action: { kind: 'accept' }, from }],
    'drop',
    from,
  )
  const translate = chain(
    `${gateway.id}/translate`,
    `${gateway.id} translates`,
    () => [{ match: {}, action: { kind: 'snat', to: own, ports: null }, label: gateway.id, from }],
    'drop',
    from,
  )
  node.entries.push(
    { hook: 'input', families: ['ip4', 'ip6'], chain: input },
    { hook: 'forward', families: ['ip4', 'ip6'], chain: pass },
    { hook: 'postrouting', families: ['ip4'], chain: translate },
  )
}
