import type { Endpoint } from '../cloud/cloud.ts'
import type { DeviceId, InterfaceId } from '../cloud/ids.ts'
import { isKnown } from '../cloud/knowable.ts'
import type { Interface } from '../cloud/network.ts'
import type { Set as PacketSet } from './bdd.ts'
import type { Engine } from './engine.ts'
import type { CloudIndex } from './index.ts'
import { receivedBy } from './routers.ts'

/** The interfaces on wires through which an endpoint's packets come and go: itself, its parent, a bond's members, the ports of its own bridge. */
export function wiresOf(index: CloudIndex, endpoint: Endpoint): InterfaceId[] {
  return [...new Set(wiresBelow(index, index.baseOf(endpoint.interface), 0))]
}

function wiresBelow(index: CloudIndex, id: InterfaceId, depth: number): InterfaceId[] {
  if (depth > 4) return []
  const members = index.bondMembers.get(id) ?? []
  if (members.length > 0) return members.flatMap((m) => wiresBelow(index, m.id, depth + 1))
  const port = index.port.get(id)
  if (port?.port.self !== true) return [id]
  return port.bridge.ports
    .filter((p) => !p.self)
    .flatMap((p) => wiresBelow(index, index.baseOf(p.interface), depth + 1))
}

/** Frames that come to an endpoint by one of its machine's wires. */
export interface ArrivalBy {
  readonly wire: InterfaceId
  readonly set: PacketSet
}

/**
 * Which frames count as come to the endpoint, by wire. A VLAN interface has its tag, the endpoint of the wire itself every tag that is no other's.
 * What comes by a tag or a wire of nobody is the whole machine's, so that nothing that comes to a machine is nobody's.
 */
export function arrivalsAt({ index, space }: Engine, endpoint: Endpoint): ArrivalBy[] {
  const endpoints = (index.endpointsOf.get(endpoint.device) ?? []).map((e) => ({ e, wires: wiresOf(index, e) }))
  return machineWires(index, endpoint.device).flatMap((wire) => {
    const here = endpoints.filter(({ wires }) => wires.includes(wire)).map(({ e }) => e)
    if (here.length === 0) return [{ wire, set: space.valid }]
    if (!here.some((e) => e.id === endpoint.id)) return []
    const tags = here.flatMap((e) => tagOf(index, e) ?? [])
    const own = tagOf(index, endpoint)
    const rest = space.bdd.without(space.valid, tagged(space, tags))
    const heirs = here.filter((e) => tagOf(index, e) === undefined)
    const inherits = heirs.length === 0 || own === undefined
    return [{ wire, set: space.bdd.or(own === undefined ? rest : tagged(space, [own]), inherits ? rest : 0) }]
  })
}

const tagOf = (index: CloudIndex, endpoint: Endpoint): number | undefined =>
  index.interface.get(endpoint.interface)?.vlan?.tag

const tagged = (space: Engine['space'], tags: readonly number[]): PacketSet =>
  space.ranks(
    'vlan',
    tags.map((tag) => ({ first: space.vlan(tag), last: space.vlan(tag) })),
  )

/** The machine's interfaces that have a wire of their own. */
const machineWires = (index: CloudIndex, device: DeviceId): InterfaceId[] =>
  (index.interfacesOf.get(device) ?? []).filter((i) => isWire(index, i)).map((i) => i.id)

const isWire = (index: CloudIndex, i: Interface): boolean =>
  i.vlan === undefined && !index.bondMembers.has(i.id) && index.port.get(i.id)?.port.self !== true

/** What a machine takes from one of its wires: sent to anybody, or to an address that it bears there; may: to any that it bears or may bear. */
export function takenAt(engine: Engine, device: DeviceId, wire: InterfaceId): PacketSet {
  const { index, space, reading } = engine
  const faces = index.interfacesOf.get(device) ?? []
  const endpoints = index.endpointsOf.get(device) ?? []
  if (reading === 'may') {
    const open = endpoints.some((e) => !e.addressesComplete) || faces.some((i) => isProxy(i))
    return open ? space.valid : space.bdd.and(space.valid, receivedBy(space, borneBy(faces, endpoints)))
  }
  const heads = faces.filter((i) => wiresBelow(index, index.baseOf(i.id), 0).includes(wire))
  const parts = heads.map((head) => {
    const borne = borneBy(
      [head],
      endpoints.filter((e) => e.interface === head.id),
    )
    return space.bdd.and(tagged(space, [head.vlan?.tag ?? 0]), receivedBy(space, borne))
  })
  return space.bdd.and(space.valid, space.bdd.any([receivedBy(space, []), ...parts]))
}

const isProxy = ({ proxyNeighbour: proxy }: Interface): boolean =>
  proxy !== undefined && (!isKnown(proxy) || proxy.known)

const borneBy = (faces: readonly Interface[], endpoints: readonly Endpoint[]): bigint[] => [
  ...faces.flatMap((i) => i.addresses.map((a) => a.address)),
  ...endpoints.flatMap((e) => e.addresses),
]
