import type { Chain } from '../../../../cloud/chain.ts'
import type { Bridge, Interface } from '../../../../cloud/network.ts'
import { known } from '../../../../cloud/knowable.ts'
import { kindOf, type Host, type HostInterface } from '../host.ts'
import { textIn } from '../parse/members.ts'
import { bridgeId } from './bridges.ts'

/** Interfaces that share one parent's wire (macvlan, macvtap, ipvlan at layer 2), as a small switch between them. */
export interface Macvlans {
  readonly wireOf: (name: string) => string
  readonly interfaces: (plain: readonly Interface[]) => readonly Interface[]
  readonly bridges: readonly Bridge[]
  readonly chains: readonly Chain[]
}

const KINDS: readonly string[] = ['macvlan', 'macvtap', 'ipvlan']

/** Whether the interface is one that this file models: a child in the same namespace as its parent, at layer 2. */
export function macvlanParent(host: Host, i: HostInterface): HostInterface | null {
  const parent = i.link.link === undefined || i.link.link === null ? undefined : host.byName.get(i.link.link)
  if (!KINDS.includes(kindOf(i) ?? '') || parent === undefined || kindOf(parent) === 'bridge') return null
  return kindOf(i) === 'ipvlan' && textIn(i.link.linkinfo?.info_data, 'mode') !== 'l2' ? null : parent
}

export function macvlans(host: Host): Macvlans {
  const groups = new Map<string, HostInterface[]>()
  for (const i of host.interfaces) {
    const parent = macvlanParent(host, i)
    if (parent !== null) groups.set(parent.name, [...(groups.get(parent.name) ?? []), i])
  }
  const wireOf = (name: string): string => (groups.has(name) ? `${host.id}:${name}/wire` : `${host.id}:${name}`)
  const made = [...groups].flatMap(([name, children]) => {
    const parent = host.byName.get(name)
    return parent === undefined ? [] : [groupOf(host, parent, children, wireOf(name))]
  })
  return {
    wireOf,
    interfaces: (plain) => plain.flatMap((i) => (groups.has(i.name) ? split(i, wireOf(i.name)) : [tapOnly(host, i)])),
    bridges: made.map((m) => m.bridge),
    chains: made.map((m) => m.chain),
  }
}

/** The parent in two: the part that has the wire, and the part that is the host's own interface. */
function split(i: Interface, wire: string): readonly Interface[] {
  const { router, vlan, bond, addresses, proxyNeighbour, ...rest } = i
  const own = {
    ...rest,
    ...(router === undefined ? {} : { router }),
    addresses,
    ...(proxyNeighbour === undefined ? {} : { proxyNeighbour }),
  }
  return [
    { ...own, inFilters: [], outFilters: [] },
    {
      ...rest,
      id: wire,
      name: `${i.name} (wire)`,
      addresses: [],
      ...(vlan === undefined ? {} : { vlan }),
      ...(bond === undefined ? {} : { bond }),
    },
  ]
}

/** A macvtap's frames go to the machine behind it, not to the host. */
function tapOnly(host: Host, i: Interface): Interface {
  const own = host.byName.get(i.name)
  if (own === undefined || kindOf(own) !== 'macvtap') return i
  const { router: _router, ...rest } = i
  return rest
}

const modeOf = (i: HostInterface): string =>
  kindOf(i) === 'ipvlan'
    ? (textIn(i.link.linkinfo?.info_data, 'flags') ?? 'bridge')
    : (textIn(i.link.linkinfo?.info_data, 'mode') ?? 'vepa')

function groupOf(
  host: Host,
  parent: HostInterface,
  children: readonly HostInterface[],
  wire: string,
): { bridge: Bridge; chain: Chain } {
  const chain = separation(host, parent, children)
  const port = (id: string, self: boolean, from: HostInterface): Bridge['ports'][number] => ({
    interface: id,
    self,
    pvid: null,
    tagged: [],
    untagged: [],
    isolated: known(false, from.at),
    hairpin: false,
    forwarding: known(true, from.at),
    from: [from.at],
  })
  const bridge: Bridge = {
    id: bridgeId(host, `${parent.name}/macvlan`),
    device: host.id,
    name: `${parent.name} macvlan`,
    vlanAware: known(false, parent.at),
    ports: [
      port(wire, false, parent),
      port(parent.id, true, parent),
      ...children.map((i) => port(i.id, kindOf(i) !== 'macvtap', i)),
    ],
    filters: [chain.id],
    netfilter: { ip4: known(false, parent.at), ip6: known(false, parent.at), tagged: known(false, parent.at) },
    from: children.map((i) => i.at),
  }
  return { bridge, chain }
}

/** Children never speak with their parent's own stack, and with each other only where both are in bridge mode. */
function separation(host: Host, parent: HostInterface, children: readonly HostInterface[]): Chain {
  const all = children.map((i) => i.id)
  const apart = children.filter((i) => modeOf(i) !== 'bridge').map((i) => i.id)
  const from = children.map((i) => i.at)
  const drop = (portIn: readonly string[], portOut: readonly string[]): Chain['rules'] =>
    portIn.length === 0 || portOut.length === 0 ? [] : [{ match: { portIn, portOut }, action: { kind: 'drop' }, from }]
  return {
    id: `${host.id}/macvlan/${parent.name}`,
    name: `${parent.name} macvlan`,
    rules: [...drop(all, [parent.id]), ...drop([parent.id], all), ...drop(apart, all), ...drop(all, apart)],
    end: 'accept',
    from,
  }
}
