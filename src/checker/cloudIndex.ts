import type { Chain } from '../cloud/chain.ts'
import type { Cloud, Device, Endpoint } from '../cloud/cloud.ts'
import type { BridgeId, ChainId, DeviceId, EndpointId, InterfaceId, RouterId } from '../cloud/ids.ts'
import type { Bridge, BridgePort, Interface, Link, Router } from '../cloud/network.ts'

/** The cloud by id, and by what stands next to what. Lists are empty, never absent. */
export interface CloudIndex {
  readonly cloud: Cloud
  readonly devices: ReadonlyMap<DeviceId, Device>
  readonly interfaces: ReadonlyMap<InterfaceId, Interface>
  readonly bridges: ReadonlyMap<BridgeId, Bridge>
  readonly routers: ReadonlyMap<RouterId, Router>
  readonly chains: ReadonlyMap<ChainId, Chain>
  readonly endpoints: ReadonlyMap<EndpointId, Endpoint>
  readonly linksOf: (id: InterfaceId) => readonly Link[]
  readonly vlanChildrenOf: (id: InterfaceId) => readonly Interface[]
  readonly bondMembersOf: (id: InterfaceId) => readonly Interface[]
  /** The bridges of which it is a port that is not the bridge's own. */
  readonly bridgesOf: (id: InterfaceId) => readonly PortOf[]
  /** The bridges whose own interface it is. */
  readonly ownBridgesOf: (id: InterfaceId) => readonly PortOf[]
  readonly interfacesOfDevice: (id: DeviceId) => readonly Interface[]
  readonly interfacesOfRouter: (id: RouterId) => readonly Interface[]
  readonly routersOfDevice: (id: DeviceId) => readonly Router[]
  readonly bridgesOfDevice: (id: DeviceId) => readonly Bridge[]
  readonly endpointsOfDevice: (id: DeviceId) => readonly Endpoint[]
}

export interface PortOf {
  readonly bridge: Bridge
  readonly port: BridgePort
}

/** Looks the cloud over once. */
export function indexCloud(cloud: Cloud): CloudIndex {
  const ports = cloud.bridges.flatMap((bridge) => bridge.ports.map((port) => ({ bridge, port })))
  const ends = cloud.links.flatMap((link) => [...new Set(link.ends)].map((end) => ({ link, end })))
  const links = group(ends, ({ end }) => end)
  return {
    cloud,
    devices: byId(cloud.devices),
    interfaces: byId(cloud.interfaces),
    bridges: byId(cloud.bridges),
    routers: byId(cloud.routers),
    chains: byId(cloud.chains),
    endpoints: byId(cloud.endpoints),
    linksOf: (id) => links(id).map(({ link }) => link),
    vlanChildrenOf: group(cloud.interfaces, (each) => each.vlan?.parent),
    bondMembersOf: group(cloud.interfaces, (each) => each.bond),
    bridgesOf: group(
      ports.filter(({ port }) => !port.self),
      ({ port }) => port.interface,
    ),
    ownBridgesOf: group(
      ports.filter(({ port }) => port.self),
      ({ port }) => port.interface,
    ),
    interfacesOfDevice: group(cloud.interfaces, (each) => each.device),
    interfacesOfRouter: group(cloud.interfaces, (each) => each.router),
    routersOfDevice: group(cloud.routers, (each) => each.device),
    bridgesOfDevice: group(cloud.bridges, (each) => each.device),
    endpointsOfDevice: group(cloud.endpoints, (each) => each.device),
  }
}

const byId = <K, V extends { readonly id: K }>(all: readonly V[]): ReadonlyMap<K, V> =>
  new Map(all.map((each) => [each.id, each]))

function group<K, V>(all: readonly V[], keyOf: (each: V) => K | undefined): (key: K) => readonly V[] {
  const groups = new Map<K, V[]>()
  for (const each of all) {
    const key = keyOf(each)
    if (key === undefined) continue
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [each])
    else known.push(each)
  }
  return (key) => groups.get(key) ?? []
}
