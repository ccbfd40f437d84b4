import type { Cell, Resource } from '../../../../cloud/cloud.ts'
import type { FilterTable } from '../filter/ir.ts'
import { isLoopback, kindOf, type Host, type HostInterface } from '../host.ts'

const cell = (layer: 'physical' | 'function' | 'virtual', kind: 'server' | 'network' | 'storage'): Cell => ({
  layer,
  kind,
})

/** What an interface of each kind is in the model of three layers and three kinds. */
const KINDS: ReadonlyMap<string | undefined, readonly [Cell, string]> = new Map<
  string | undefined,
  readonly [Cell, string]
>([
  [undefined, [cell('physical', 'network'), 'NIC']],
  ['bridge', [cell('function', 'network'), 'bridge']],
  ['openvswitch', [cell('function', 'network'), 'Open vSwitch']],
  ['bond', [cell('function', 'network'), 'bond']],
  ['vrf', [cell('function', 'network'), 'VRF']],
  ['vlan', [cell('virtual', 'network'), 'VLAN']],
  ['vxlan', [cell('virtual', 'network'), 'VXLAN']],
  ['geneve', [cell('virtual', 'network'), 'Geneve']],
  ['veth', [cell('virtual', 'network'), 'veth']],
  ['tun', [cell('virtual', 'network'), 'tap']],
  ['macvlan', [cell('virtual', 'network'), 'macvlan']],
  ['macvtap', [cell('virtual', 'network'), 'macvtap']],
  ['ipvlan', [cell('virtual', 'network'), 'ipvlan']],
  ['wireguard', [cell('virtual', 'network'), 'WireGuard']],
])
const OTHER: readonly [Cell, string] = [cell('virtual', 'network'), 'interface']

/** The things of one host for the map: the machine, its interfaces by kind, and its packet filters. */
export function resourcesOf(host: Host, tables: readonly FilterTable[]): readonly Resource[] {
  const isHypervisor = host.interfaces.some((i) => ['bridge', 'vrf', 'openvswitch'].includes(kindOf(i) ?? ''))
  const machine: Resource = {
    cell: isHypervisor ? cell('physical', 'server') : cell('virtual', 'server'),
    type: isHypervisor ? 'host' : 'machine',
    name: host.id,
    device: host.id,
    from: host.interfaces.slice(0, 1).map((i) => i.at),
  }
  const filters = tables.map((table) => ({
    cell: cell('function', 'network'),
    type: 'packet filter',
    name: `${table.family} ${table.name}`,
    device: host.id,
    from: table.from,
  }))
  return [machine, ...host.interfaces.filter((i) => !isLoopback(i)).map((i) => ofInterface(host, i)), ...filters]
}

function ofInterface(host: Host, i: HostInterface): Resource {
  const [where, type] = KINDS.get(kindOf(i)) ?? OTHER
  return { cell: where, type, name: i.name, device: host.id, interface: i.id, from: [i.at] }
}
