import fc from 'fast-check'
import type { Chain } from '../../src/cloud/chain.ts'
import type { Cloud, Device, Endpoint } from '../../src/cloud/cloud.ts'
import type { DeviceId } from '../../src/cloud/ids.ts'
import type { Bridge, BridgePort, Interface, Link, Router } from '../../src/cloud/network.ts'
import { dice } from './dice.ts'
import type { Dice } from './dice.ts'
import { bridge, cloudOf, device, endpoint, face, link, yes } from './parts.ts'
import { randomChains, randomFilters } from './randomChains.ts'
import { GATEWAYS, HOSTS } from './randomMatch.ts'
import { randomPort } from './randomPorts.ts'
import { randomRouter } from './randomRouter.ts'

export type Party = 'A' | 'B' | 'management'

/** A small cloud and whose its machines are. */
export interface OwnedCloud {
  readonly cloud: Cloud
  /** Machines of tenants only. */
  readonly tenantOf: ReadonlyMap<DeviceId, 'A' | 'B'>
}

/** Numbers for dice; a failing one is a regression test's name. Not shrunk: a nearby number is another cloud altogether. */
export const seed = (): fc.Arbitrary<number> => fc.noShrink(fc.nat(0x7fffffff))

/** Random small clouds with every feature of the model in play, out of a pool of addresses so small that things collide and match. */
export const ownedCloud = (): fc.Arbitrary<OwnedCloud> => seed().map(cloudOfSeed)

export const smallCloud = (): fc.Arbitrary<Cloud> => ownedCloud().map(({ cloud }) => cloud)

/** The small cloud of one seed. */
export const cloudOfSeed = (seed: number): OwnedCloud => build(dice(seed))

/** What is being put together. */
interface Draft {
  readonly devices: Device[]
  readonly interfaces: Interface[]
  readonly links: Link[]
  readonly ports: BridgePort[]
  readonly farPorts: BridgePort[]
  readonly endpoints: Endpoint[]
  readonly tenantOf: Map<DeviceId, 'A' | 'B'>
}

function build(d: Dice): OwnedCloud {
  const chains = randomChains(d)
  const draft: Draft = {
    devices: [device('hv', 'host')],
    interfaces: [],
    links: [],
    ports: [],
    farPorts: [],
    endpoints: [],
    tenantOf: new Map(),
  }
  ownInterfaces(d, draft, chains)
  machine(d, draft, chains, 'a1', 'A')
  machine(d, draft, chains, 'b1', 'B')
  if (d.odds(3)) machine(d, draft, chains, 'a2', 'A')
  if (d.odds(4)) machine(d, draft, chains, 'm1', 'management')
  if (d.odds(3)) secondSwitch(d, draft, chains)
  if (d.odds(5)) stranger(d, draft, chains, 'x1', 'external')
  if (d.odds(5)) [0, 1].forEach(() => stranger(d, draft, chains, 'u1', 'unseen'))
  return { cloud: finish(d, draft, chains), tenantOf: draft.tenantOf }
}

/** The bridge's own interface and its VLAN children, each perhaps with the router r0 or r1. */
function ownInterfaces(d: Dice, draft: Draft, chains: readonly Chain[]): void {
  const routed = (id: string, i: number, members = {}) =>
    face(id, {
      ...members,
      up: d.mostly(yes),
      router: d.odds(2) ? 'hv:r0' : 'hv:r1',
      addresses: [`${GATEWAYS[i % GATEWAYS.length]}/30`],
      ...(d.odds(8) ? { proxyNeighbour: d.knowable() } : {}),
      ...randomFilters(d, chains),
    })
  draft.interfaces.push(routed('hv:br', 0))
  draft.ports.push(randomPort(d, 'hv:br', { self: true }))
  for (const [i, tag] of [10, 20].entries()) {
    if (d.odds(2)) draft.interfaces.push(routed(`hv:br.${tag}`, i + 1, { vlan: { parent: 'hv:br', tag } }))
  }
}

/** A machine with one or two interfaces; a tenant's has nothing inside, the management's may be a plain host with a stack. */
function machine(d: Dice, draft: Draft, chains: readonly Chain[], name: string, party: Party): void {
  draft.devices.push(device(name, 'host'))
  if (party !== 'management') draft.tenantOf.set(name, party)
  const count = d.odds(4) ? 2 : 1
  for (let i = 0; i < count; i += 1) {
    const id = `${name}:e${i}`
    const on = d.odds(6) ? `${id}.10` : id
    const address = d.pick(HOSTS)
    const known = !d.odds(5)
    draft.interfaces.push(face(id, { up: d.mostly(yes), addresses: on === id ? [`${address}/30`] : [] }))
    if (on !== id) draft.interfaces.push(face(on, { vlan: { parent: id, tag: 10 }, addresses: [`${address}/30`] }))
    draft.endpoints.push(endpoint(on, known ? [address] : [], { addressesComplete: known }))
    attach(d, draft, chains, id)
  }
}

/** Wires an interface to a port of a bridge, or straight to a router's interface. */
function attach(d: Dice, draft: Draft, chains: readonly Chain[], id: string): void {
  const near = `hv:p-${id}`
  const straight = d.odds(4)
  const members = straight ? { router: d.pick(['hv:r0', 'hv:r1']), addresses: [`${d.pick(GATEWAYS)}/30`] } : {}
  draft.interfaces.push(face(near, { up: d.mostly(yes), ...members, ...randomFilters(d, chains) }))
  draft.links.push({ ...link(id, near), ...(d.odds(12) ? { unknown: 'u' } : {}) })
  if (!straight) (d.odds(3) ? draft.farPorts : draft.ports).push(randomPort(d, near))
}

/** A second bridge behind a trunk, which may be a bond of two wires. */
function secondSwitch(d: Dice, draft: Draft, chains: readonly Chain[]): void {
  const bonded = d.odds(2)
  const ends = (side: string) => (bonded ? [`${side}-1`, `${side}-2`] : [side])
  for (const side of ['hv:up', 'hv:down']) {
    draft.interfaces.push(face(side, { up: d.mostly(yes), ...randomFilters(d, chains) }))
    if (bonded) ends(side).forEach((id) => draft.interfaces.push(face(id, { bond: side, up: d.mostly(yes) })))
  }
  ends('hv:up').forEach((id, i) => draft.links.push(link(id, ends('hv:down')[i] ?? id)))
  draft.ports.push(randomPort(d, 'hv:up', {}, true))
  draft.farPorts.push(randomPort(d, 'hv:down', {}, true))
}

function stranger(d: Dice, draft: Draft, chains: readonly Chain[], name: string, kind: 'external' | 'unseen'): void {
  const id = `${name}:e${draft.interfaces.length}`
  if (!draft.devices.some((each) => each.id === name)) draft.devices.push(device(name, kind))
  draft.interfaces.push(face(id))
  if (kind === 'external') draft.endpoints.push(endpoint(id))
  attach(d, draft, chains, id)
}

function finish(d: Dice, draft: Draft, chains: readonly Chain[]): Cloud {
  const routers = ['hv:r0', 'hv:r1'].map((id) => randomRouter(d, id, draft.interfaces, chains))
  const bridges = [randomBridge(d, 'hv:b0', draft.ports, chains), randomBridge(d, 'hv:b1', draft.farPorts, chains)]
  const { devices, interfaces, links } = draft
  const own: Router | undefined = d.odds(3) ? routers[0] : undefined
  const endpoints = own === undefined ? draft.endpoints : [...draft.endpoints, endpoint('hv:br', [GATEWAYS[0] ?? ''])]
  return cloudOf({ devices, interfaces, links, bridges, routers, chains, endpoints })
}

const randomBridge = (d: Dice, id: string, ports: readonly BridgePort[], chains: readonly Chain[]): Bridge =>
  bridge(id, ports, {
    vlanAware: d.knowable(),
    filters: d.odds(4) && chains.length > 0 ? [d.pick(chains).id] : [],
    router: 'hv:r0',
    netfilter: { ip4: d.rarely(), ip6: d.rarely(), tagged: d.knowable() },
  })
