import type { Range } from '../../../../base/ranges.ts'
import { canonical } from '../../../../base/ranges.ts'
import { known, type Knowable } from '../../../../cloud/knowable.ts'
import type { Bridge, BridgePort } from '../../../../cloud/network.ts'
import { kindOf, masterOf, type Host, type HostInterface } from '../host.ts'
import type { BridgeVlan } from '../parse/bridge-vlan.ts'
import { numberIn, textIn, type Details } from '../parse/members.ts'
import { routerId } from './interfaces.ts'
import type { PacketFilters } from './packet-filters.ts'
import { fromSettings, setting } from './sysctl.ts'

/** The bridges of a host: the kernel's own, and masters of other kinds (Open vSwitch, team) whose forwarding is not known. */
export function bridgesOf(host: Host, filters: PacketFilters): readonly Bridge[] {
  const kernel = host.interfaces.filter((i) => kindOf(i) === 'bridge').map((i) => kernelBridge(host, i, filters))
  return [...kernel, ...otherBridges(host, filters)]
}

export const bridgeId = (host: Host, name: string): string => `${host.id}/bridge/${name}`

function kernelBridge(host: Host, bridge: HostInterface, filters: PacketFilters): Bridge {
  const members = host.interfaces.filter((i) => masterOf(host, i)?.master === bridge)
  const aware = vlanAware(host, bridge)
  return {
    id: bridgeId(host, bridge.name),
    device: host.id,
    name: bridge.name,
    vlanAware: aware,
    ports: [bridge, ...members].map((i) => portOf(host, bridge, i, aware)),
    filters: filters.bridge,
    router: routerId(host),
    netfilter: {
      ip4: netfilter(host, bridge, 'iptables'),
      ip6: netfilter(host, bridge, 'ip6tables'),
      tagged: taggedNetfilter(host, bridge),
    },
    from: [bridge.at],
  }
}

const dataAt = (i: HostInterface, member: string) => ({
  ...i.at,
  pointer: `${i.at.pointer ?? ''}/linkinfo/info_data/${member}`,
})

/** A kernel that has no VLAN filtering does not print the setting among the others. */
function vlanAware(host: Host, bridge: HostInterface): Knowable<boolean> {
  const data = bridge.link.linkinfo?.info_data
  const filtering = numberIn(data, 'vlan_filtering')
  if (filtering !== undefined) return known(filtering !== 0, dataAt(bridge, 'vlan_filtering'))
  if (numberIn(data, 'stp_state') !== undefined) return known(false, dataAt(bridge, 'stp_state'))
  return {
    unknown: host.notes.unknown({
      code: 'linux-vlan-filtering',
      device: host.id,
      params: { bridge: bridge.name },
      ask: 'ip -j -d link show',
      from: [bridge.at],
    }),
  }
}

/** Bridge netfilter acts where the global setting or the bridge's own says so. */
function netfilter(host: Host, bridge: HostInterface, tool: 'iptables' | 'ip6tables'): Knowable<boolean> {
  const data = bridge.link.linkinfo?.info_data
  const own = numberIn(data, `nf_call_${tool}`)
  const global = setting(host, `net.bridge.bridge-nf-call-${tool}`)
  if (own === 1) return known(true, dataAt(bridge, `nf_call_${tool}`))
  if (global !== undefined) return fromSettings(host, global.key, [global], global.value !== 0)
  // The kernel prints its own setting of the bridge wherever it has bridge netfilter at all; a full sysctl output names the global one where the module is loaded.
  if (own === undefined && numberIn(data, 'stp_state') !== undefined) return known(false, dataAt(bridge, 'stp_state'))
  if (host.facts.sysctl?.full === true) return { known: false, from: anySysctl(host) }
  return fromSettings<boolean>(host, `net.bridge.bridge-nf-call-${tool}`, [], null)
}

function taggedNetfilter(host: Host, bridge: HostInterface): Knowable<boolean> {
  const found = setting(host, 'net.bridge.bridge-nf-filter-vlan-tagged')
  if (found !== undefined) return fromSettings(host, found.key, [found], found.value !== 0)
  const off = (['iptables', 'ip6tables'] as const).map((tool) => netfilter(host, bridge, tool))
  const first = off[0]
  if (first !== undefined && off.every((k) => 'known' in k && !k.known)) return first
  return fromSettings<boolean>(host, 'net.bridge.bridge-nf-filter-vlan-tagged', [], null)
}

const anySysctl = (host: Host) => [...(host.facts.sysctl?.values.values() ?? [])].slice(0, 1).map((v) => v.at)

function portOf(host: Host, bridge: HostInterface, i: HostInterface, aware: Knowable<boolean>): BridgePort {
  const settings = portSettings(host, i)
  const isSelf = i === bridge
  return {
    interface: i.id,
    self: isSelf,
    ...membership(host, bridge, i, aware),
    isolated: isSelf ? known(false, i.at) : isolated(host, i, settings),
    hairpin: numberIn(settings, 'hairpin') === 1,
    forwarding: isSelf ? known(true, i.at) : passes(host, i, settings),
    // The row that names the port's VLANs comes first: it is the line that decides where a frame may go.
    from: [...(host.facts.bridgeVlans ?? []).filter(({ value }) => value.ifname === i.name).map(({ at }) => at), i.at],
  }
}

/** Settings of a port: from `ip -d link`, else from `bridge -d link`. */
const portSettings = (host: Host, i: HostInterface): Details | undefined =>
  i.link.linkinfo?.info_slave_data ?? host.facts.bridgeLinks.find(({ value }) => value.ifname === i.name)?.value

const unreadPort = (host: Host, i: HostInterface, setting: string): { unknown: string } => ({
  unknown: host.notes.unknown({
    code: 'linux-port-setting',
    device: host.id,
    params: { port: i.name, setting },
    ask: 'ip -j -d link show',
    from: [i.at],
  }),
})

/** Kernels before 4.18 have no isolation and do not print it: any other setting of the port tells that the settings were printed. */
function isolated(host: Host, i: HostInterface, settings: Details | undefined): Knowable<boolean> {
  const value = numberIn(settings, 'isolated')
  if (value !== undefined) return known(value !== 0, slaveAt(i, 'isolated'))
  return numberIn(settings, 'hairpin') === undefined ? unreadPort(host, i, 'isolated') : known(false, i.at)
}

const slaveAt = (i: HostInterface, member: string) =>
  i.link.linkinfo?.info_slave_data === undefined
    ? i.at
    : { ...i.at, pointer: `${i.at.pointer ?? ''}/linkinfo/info_slave_data/${member}` }

/** The spanning tree state, as it was when the evidence was taken. A locked port lets in only MAC addresses that were authorised. */
function passes(host: Host, i: HostInterface, settings: Details | undefined): Knowable<boolean> {
  const state = textIn(settings, 'state') ?? numberIn(settings, 'state')
  if (numberIn(settings, 'locked') === 1) return unreadPort(host, i, 'locked')
  // A port without carrier is disabled until its machine runs, and nobody has to change a setting to start one.
  const isAsleep = (state === 'disabled' || state === 0) && i.link.flags.includes('NO-CARRIER')
  if (state === undefined || isAsleep || isMultiple(i, host)) return unreadPort(host, i, 'state')
  return known(state === 'forwarding' || state === 3, slaveAt(i, 'state'))
}

/** With a spanning tree for each group of VLANs (MST) the state of the port says nothing of single VLANs. */
const isMultiple = (i: HostInterface, host: Host): boolean =>
  numberIn(masterOf(host, i)?.master.link.linkinfo?.info_data, 'mst_enabled') === 1

type Membership = Pick<BridgePort, 'pvid' | 'tagged' | 'untagged' | 'unknown'>
const NONE: Membership = { pvid: null, tagged: [], untagged: [] }

function membership(host: Host, bridge: HostInterface, i: HostInterface, aware: Knowable<boolean>): Membership {
  if ('known' in aware && !aware.known) return NONE
  const rows = host.facts.bridgeVlans
  const own = (rows ?? []).filter(({ value }) => value.ifname === i.name)
  const [row] = own
  const isDisputed = new Set(own.map(({ value }) => JSON.stringify(value.vlans))).size > 1
  const isPlain = (textIn(bridge.link.linkinfo?.info_data, 'vlan_protocol') ?? '802.1Q') === '802.1Q'
  // Output that names none of a VLAN-aware bridge's ports is not about them (it was filtered, or taken elsewhere).
  if (rows === null || !isPlain || rows.length === 0 || isDisputed || host.facts.partial.has('bridge-vlan'))
    return {
      ...NONE,
      unknown: host.notes.unknown({
        code: 'linux-bridge-vlan',
        device: host.id,
        params: { port: i.name },
        ask: 'bridge -j vlan show',
        from: [i.at],
      }),
    }
  return row === undefined ? NONE : membersOf(row.value)
}

function membersOf({ vlans }: BridgeVlan): Membership {
  const ranges = (isUntagged: boolean): Range[] =>
    canonical(
      vlans
        .filter(({ flags }) => flags.includes('Egress Untagged') === isUntagged)
        .map(({ vlan, vlanEnd }) => ({ first: vlan, last: vlanEnd ?? vlan })),
    )
  const pvid = vlans.find(({ flags }) => flags.includes('PVID'))?.vlan ?? null
  return { pvid, tagged: ranges(false), untagged: ranges(true) }
}

/** Masters that are switches of another make: which port passes what on to which is not in the evidence. */
function otherBridges(host: Host, filters: PacketFilters): readonly Bridge[] {
  const groups = new Map<string, HostInterface[]>()
  const put = (name: string, i: HostInterface): void => void groups.set(name, [...(groups.get(name) ?? []), i])
  for (const i of host.interfaces) {
    const master = masterOf(host, i)
    if (kindOf(i) === 'openvswitch') put('openvswitch', i)
    else if (master !== null && !['bridge', 'bond', 'vrf'].includes(master.kind))
      put(master.kind === 'openvswitch' ? 'openvswitch' : master.master.name, i)
  }
  for (const [name, members] of groups) {
    const own = host.byName.get(name)
    if (own !== undefined && !members.includes(own)) members.push(own)
  }
  return [...groups].map(([name, members]) => otherBridge(host, name, members, filters))
}

function otherBridge(host: Host, name: string, members: readonly HostInterface[], filters: PacketFilters): Bridge {
  const unknown = host.notes.unknown({
    code: 'linux-switch-unread',
    device: host.id,
    params: { switch: name },
    ask: 'ovs-vsctl show; ovs-ofctl dump-flows',
    from: members.map((i) => i.at),
  })
  const off: Knowable<boolean> = { unknown }
  return {
    id: bridgeId(host, name),
    device: host.id,
    name,
    vlanAware: { known: true, from: [] },
    ports: members.map((i) => ({
      interface: i.id,
      self: kindOf(i) === 'openvswitch' || i.name === name,
      ...NONE,
      unknown,
      isolated: { unknown },
      hairpin: false,
      forwarding: { unknown },
      from: [i.at],
    })),
    filters: filters.bridge,
    netfilter: { ip4: off, ip6: off, tagged: off },
    from: members.map((i) => i.at),
  }
}
