import { groupBy } from '../base/group.ts'
import type { Chain } from '../cloud/chain.ts'
import type { Cloud, Device, Endpoint } from '../cloud/cloud.ts'
import type { BridgeId, ChainId, DeviceId, EndpointId, InterfaceId, RouterId, UnknownId } from '../cloud/ids.ts'
import type { Unknown } from '../cloud/knowable.ts'
import type { Bridge, BridgePort, Interface, Link, Router } from '../cloud/network.ts'

/** A cloud with its names looked up: each id once, each relation from both sides. */
export interface CloudIndex {
  readonly cloud: Cloud
  readonly device: ReadonlyMap<DeviceId, Device>
  readonly interface: ReadonlyMap<InterfaceId, Interface>
  readonly interfacesOf: ReadonlyMap<DeviceId, readonly Interface[]>
  readonly bridge: ReadonlyMap<BridgeId, Bridge>
  readonly bridgesOf: ReadonlyMap<DeviceId, readonly Bridge[]>
  readonly router: ReadonlyMap<RouterId, Router>
  readonly routersOf: ReadonlyMap<DeviceId, readonly Router[]>
  readonly interfacesOfRouter: ReadonlyMap<RouterId, readonly Interface[]>
  readonly chain: ReadonlyMap<ChainId, Chain>
  readonly unknown: ReadonlyMap<UnknownId, Unknown>
  readonly endpoint: ReadonlyMap<EndpointId, Endpoint>
  readonly endpointsOf: ReadonlyMap<DeviceId, readonly Endpoint[]>
  /** VLAN children by parent. */
  readonly children: ReadonlyMap<InterfaceId, readonly Interface[]>
  readonly bondMembers: ReadonlyMap<InterfaceId, readonly Interface[]>
  readonly port: ReadonlyMap<InterfaceId, { readonly bridge: Bridge; readonly port: BridgePort }>
  readonly links: ReadonlyMap<InterfaceId, readonly Link[]>
  /** The interface whose wire a (possibly VLAN) interface uses in the end. */
  readonly baseOf: (id: InterfaceId) => InterfaceId
}

export function indexCloud(cloud: Cloud): CloudIndex {
  const interfaces = new Map(cloud.interfaces.map((i) => [i.id, i]))
  const links = new Map<InterfaceId, Link[]>()
  for (const link of cloud.links)
    for (const end of new Set(link.ends)) links.set(end, [...(links.get(end) ?? []), link])
  const baseOf = (id: InterfaceId): InterfaceId => {
    let at = id
    for (let depth = 0; depth < 8; depth++) {
      const parent = interfaces.get(at)?.vlan?.parent
      if (parent === undefined || !interfaces.has(parent)) return at
      at = parent
    }
    return at
  }
  return {
    cloud,
    device: new Map(cloud.devices.map((d) => [d.id, d])),
    interface: interfaces,
    interfacesOf: groupBy(cloud.interfaces, (i) => i.device),
    bridge: new Map(cloud.bridges.map((b) => [b.id, b])),
    bridgesOf: groupBy(cloud.bridges, (b) => b.device),
    router: new Map(cloud.routers.map((r) => [r.id, r])),
    routersOf: groupBy(cloud.routers, (r) => r.device),
    interfacesOfRouter: groupBy(cloud.interfaces, (i) => i.router),
    chain: new Map(cloud.chains.map((c) => [c.id, c])),
    unknown: new Map(cloud.unknowns.map((u) => [u.id, u])),
    endpoint: new Map(cloud.endpoints.map((e) => [e.id, e])),
    endpointsOf: groupBy(cloud.endpoints, (e) => e.device),
    children: groupBy(cloud.interfaces, (i) => i.vlan?.parent),
    bondMembers: groupBy(cloud.interfaces, (i) => i.bond),
    port: new Map(
      cloud.bridges.flatMap((bridge) => bridge.ports.map((port) => [port.interface, { bridge, port }] as const)),
    ),
    links,
    baseOf,
  }
}
