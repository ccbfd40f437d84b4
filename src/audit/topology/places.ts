import { formatAddress } from '../../base/address.ts'
import type { Device } from '../../cloud/cloud.ts'
import type { BridgeId, InterfaceId, RouterId } from '../../cloud/ids.ts'
import type { CloudIndex } from '../../proof/index.ts'
import type { Ownership } from '../ownership.ts'
import type { TopologyKind, TopologyNode } from './picture.ts'
import { drawnVlans } from './vlans.ts'

const ADDRESSES = 3

/** The nodes of the picture, and on which of them each part of the model stands. */
export interface Places {
  readonly nodes: TopologyNode[]
  /** The node of whatever takes in what arrives at the interface; null for a port of a bridge, which is a place on a link. */
  readonly ofInterface: (id: InterfaceId) => string | null
  readonly ofRouter: (id: RouterId) => string | null
  /** The segment of the VLAN; of a bridge that is drawn as one, that. */
  readonly ofBridge: (id: BridgeId, vlan: number | null) => string | null
  readonly segmentsOf: (id: BridgeId) => ReadonlyMap<number | null, string>
  readonly kindOf: (node: string) => TopologyKind | undefined
  /** Makes one more: for a wire with many ends. */
  readonly add: (node: Omit<TopologyNode, 'id'>) => string
}

/** Machines, gateways and segments: a node for each network stack, and for each VLAN of each bridge. */
export function placesOf(index: CloudIndex, ownership: Ownership): Places {
  const nodes: TopologyNode[] = []
  const kinds = new Map<string, TopologyKind>()
  const add: Places['add'] = (node) => {
    const id = `n${nodes.length + 1}`
    nodes.push({ id, ...node })
    kinds.set(id, node.kind)
    return id
  }
  const stacks = new Map<RouterId, string>()
  const machines = new Map<string, string>()
  const segments = new Map<BridgeId, Map<number | null, string>>()
  for (const device of index.cloud.devices) {
    const routers = index.routersOf.get(device.id) ?? []
    const whose = ownedBy(index, ownership, device)
    const common = { kind: kindOfDevice(device, ownership, routers.length > 0), device: device.id, ...whose }
    if (routers.length > 1)
      for (const router of routers)
        stacks.set(router.id, add({ ...common, name: `${device.name} ${router.name}`, addresses: [] }))
    else {
      const node = add({ ...common, name: device.name })
      machines.set(device.id, node)
      for (const router of routers) stacks.set(router.id, node)
    }
  }
  for (const bridge of index.cloud.bridges) {
    const common = { kind: 'segment', name: bridge.name, device: bridge.device, parties: [], addresses: [] } as const
    const vlans = drawnVlans(index, bridge)
    segments.set(
      bridge.id,
      new Map<number | null, string>(
        vlans.length === 0 ? [[null, add(common)]] : vlans.map((vlan) => [vlan, add({ ...common, vlan })]),
      ),
    )
  }
  const segmentsOf: Places['segmentsOf'] = (id) => segments.get(id) ?? new Map<number | null, string>()
  return {
    nodes,
    add,
    segmentsOf,
    kindOf: (node) => kinds.get(node),
    ofRouter: (id) => stacks.get(id) ?? null,
    ofBridge: (id, vlan) => segmentsOf(id).get(vlan) ?? segmentsOf(id).get(null) ?? null,
    ofInterface: (id) => {
      const found = index.interface.get(id)
      if (found === undefined) return null
      if (found.router !== undefined) return stacks.get(found.router) ?? null
      return index.port.get(id)?.port.self === false ? null : (machines.get(found.device) ?? null)
    },
  }
}

const KINDS: Readonly<Record<Device['kind'], TopologyKind>> = {
  host: 'machine',
  fabric: 'gateway',
  external: 'outside',
  unseen: 'unseen',
}

const kindOfDevice = ({ id, kind }: Device, { carriers }: Ownership, routes: boolean): TopologyKind =>
  kind === 'host' && routes && carriers.has(id) ? 'gateway' : KINDS[kind]

function ownedBy(
  { endpointsOf }: CloudIndex,
  { partyOf }: Ownership,
  device: Device,
): Pick<TopologyNode, 'parties' | 'addresses'> {
  const endpoints = endpointsOf.get(device.id) ?? []
  return {
    parties: [...new Set(endpoints.flatMap((e) => partyOf.get(e.id) ?? []))],
    addresses: endpoints
      .flatMap((e) => e.addresses.map(formatAddress))
      .filter((text) => !text.startsWith('fe80'))
      .slice(0, ADDRESSES),
  }
}
