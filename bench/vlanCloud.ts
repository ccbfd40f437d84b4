import { parsePrefix, type Address } from '../src/base/address.ts'
import type { Chain, Rule } from '../src/cloud/chain.ts'
import { emptyCloud, type Cloud, type Device, type Endpoint } from '../src/cloud/cloud.ts'
import { known } from '../src/cloud/knowable.ts'
import type { BridgePort, Interface, Link, Route, Router } from '../src/cloud/network.ts'

/** A cloud of one hypervisor: each tenant has a VLAN with machines on a VLAN-aware bridge, a gateway on the router, and a filter between tenants with a hole for each tenth. */
export function vlanCloud(tenants: number, machines: number): Cloud {
  const numbers = Array.from({ length: tenants }, (_, t) => t)
  const parts = numbers.map((t) => tenantOf(t, machines))
  return {
    ...emptyCloud,
    devices: [host('hv'), ...parts.flatMap((p) => p.devices)],
    interfaces: [face('hv', 'hv:br0', {}), ...parts.flatMap((p) => p.interfaces)],
    links: parts.flatMap((p) => p.links),
    bridges: [
      {
        id: 'hv/br0',
        device: 'hv',
        name: 'br0',
        vlanAware: known(true),
        ports: [selfPort(numbers), ...parts.flatMap((p) => p.ports)],
        filters: [],
        netfilter: { ip4: known(false), ip6: known(false), tagged: known(false) },
        from: [],
      },
    ],
    routers: [router(numbers)],
    chains: [forward(numbers)],
    endpoints: parts.flatMap((p) => p.endpoints),
  }
}

interface Part {
  readonly devices: Device[]
  readonly interfaces: Interface[]
  readonly links: Link[]
  readonly ports: BridgePort[]
  readonly endpoints: Endpoint[]
}

const net = (t: number): string => `10.${t >> 8}.${t & 255}`
const addressOf = (text: string): Address => (parsePrefix(text) ?? { first: 0n }).first
const tagOf = (t: number): number => t + 2

function tenantOf(t: number, machines: number): Part {
  const gateway = face('hv', `hv:br0.${tagOf(t)}`, {
    vlan: { parent: 'hv:br0', tag: tagOf(t) },
    router: 'hv/router',
    addresses: [{ address: addressOf(`${net(t)}.1`), length: 24, from: [] }],
  })
  const part: Part = { devices: [], interfaces: [gateway], links: [], ports: [], endpoints: [] }
  for (let m = 0; m < machines; m++) addMachine(part, t, m)
  return part
}

function addMachine(part: Part, t: number, m: number): void {
  const id = `t${t}-${m}`
  const address = addressOf(`${net(t)}.${m + 10}`)
  part.devices.push(host(id))
  part.interfaces.push(
    face(id, `${id}:eth0`, { addresses: [{ address, length: 24, from: [] }] }),
    face('hv', `hv:tap-${id}`, {}),
  )
  part.links.push({ ends: [`${id}:eth0`, `hv:tap-${id}`], kind: 'cable', from: [] })
  const vlan = { first: tagOf(t), last: tagOf(t) }
  part.ports.push({
    ...selfPort([]),
    interface: `hv:tap-${id}`,
    self: false,
    pvid: tagOf(t),
    tagged: [],
    untagged: [vlan],
  })
  part.endpoints.push({
    id: `e:${id}`,
    device: id,
    interface: `${id}:eth0`,
    addresses: [address],
    addressesComplete: true,
    published: [],
    project: `t${t}`,
    tags: {},
    aliases: [],
    from: [],
  })
}

const host = (id: string): Device => ({ id, name: id, kind: 'host', aliases: [], from: [] })

const face = (device: string, id: string, members: Partial<Interface>): Interface => ({
  id,
  device,
  name: id.slice(id.indexOf(':') + 1),
  up: known(true),
  addresses: [],
  inFilters: [],
  outFilters: [],
  from: [],
  ...members,
})

const selfPort = (numbers: readonly number[]): BridgePort => ({
  interface: 'hv:br0',
  self: true,
  pvid: null,
  tagged: numbers.length === 0 ? [] : [{ first: tagOf(0), last: tagOf(numbers.length - 1) }],
  untagged: [],
  isolated: known(false),
  hairpin: false,
  forwarding: known(true),
  from: [],
})

const range = (text: string) => parsePrefix(text) ?? { first: 0n, last: 0n }

function router(numbers: readonly number[]): Router {
  const routes = numbers.flatMap((t): Route[] => [
    { to: range(`${net(t)}.1`), metric: 0, action: { kind: 'local' }, from: [] },
    {
      to: range(`${net(t)}.0/24`),
      metric: 0,
      action: { kind: 'forward', hops: [{ out: `hv:br0.${tagOf(t)}`, to: 'onlink' }] },
      from: [],
    },
  ])
  const on = { otherwise: known(true), byInterface: {} }
  return {
    id: 'hv/router',
    device: 'hv',
    name: 'hv',
    forwards: { ip4: on, ip6: on },
    policy: [{ match: {}, action: { kind: 'lookup', table: 'main' }, from: [] }],
    tables: [{ id: 'main', routes }],
    entries: [{ hook: 'forward', families: ['ip4', 'ip6'], chain: 'fw/forward' }],
    reversePath: Object.fromEntries(numbers.map((t) => [`hv:br0.${tagOf(t)}`, known('strict' as const)])),
    from: [],
  }
}

/** Replies pass; within a tenant everything; from each tenth tenant to the next one SSH. */
function forward(numbers: readonly number[]): Chain {
  const own = numbers.map((t): Rule => ({
    match: { src: [range(`${net(t)}.0/24`)], dst: [range(`${net(t)}.0/24`)] },
    action: { kind: 'accept' },
    from: [],
  }))
  const holes = numbers
    .filter((t) => t % 10 === 0 && t + 1 < numbers.length)
    .map((t): Rule => ({
      match: {
        src: [range(`${net(t)}.0/24`)],
        dst: [range(`${net(t + 1)}.0/24`)],
        protocol: [{ first: 6, last: 6 }],
        dport: [{ first: 22, last: 22 }],
      },
      action: { kind: 'accept' },
      from: [],
    }))
  const replies: Rule = { match: { states: ['established', 'related'] }, action: { kind: 'accept' }, from: [] }
  return { id: 'fw/forward', name: 'forward', rules: [replies, ...own, ...holes], end: 'drop', from: [] }
}
