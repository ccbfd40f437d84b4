import type { Endpoint } from '../cloud/cloud.ts'
import type { DeviceId, EndpointId, InterfaceId } from '../cloud/ids.ts'
import type { Router } from '../cloud/network.ts'
import { arrivalsAt, takenAt, wiresOf } from './arrivals.ts'
import { NONE, type Set as PacketSet } from './bdd.ts'
import type { Engine } from './engine.ts'
import { anyEmission } from './frames.ts'
import type { At } from './graph.ts'
import type { CloudIndex } from './index.ts'
import type { Nodes } from './nodes.ts'
import { holds } from './reading.ts'
import { NO_INTERFACE } from './space.ts'

export { wiresOf } from './arrivals.ts'

/** Whose the machines are, as far as the prover needs to know: by device. Devices of neither kind are the provider's own fabric and hosts. */
export interface Owners {
  /** Machines of tenants, whose inside counts for nothing in V-1 (V-2a); and hosts of the provider of whose inside nothing is in evidence. */
  readonly tenants: ReadonlySet<DeviceId>
  /** Machines of management and shared services: delivery to them is past their input filter. */
  readonly hosts: ReadonlySet<DeviceId>
}

/** What an endpoint can emit (V-1): any header at its wires; a host with a stack also by its routes and output rules, one that is nobody's only so. */
export function emissionsOf(engine: Engine, nodes: Nodes, owners: Owners, endpoint: Endpoint): At[] {
  const { index, reading } = engine
  const kind = index.device.get(endpoint.device)?.kind
  if (kind === 'unseen' && reading === 'must') return []
  const raw = attachmentsOf(index, owners, endpoint).flatMap((id) => seed(nodes.out(id), anyEmission(engine)))
  if (!hasStack(index, owners, endpoint.device)) return raw
  const routers = index.routersOf.get(endpoint.device) ?? []
  const own = routers.flatMap((r) => seed(nodes.router(r.id, 'own'), inAnyContext(engine, r)))
  return owners.hosts.has(endpoint.device) ? [...raw, ...own] : own
}

const seed = (node: number | null, set: PacketSet): At[] => (node === null || set === NONE ? [] : [{ node, set }])

/** Whether what the machine's own stack does is in evidence and counts. */
function hasStack(index: CloudIndex, owners: Owners, device: DeviceId): boolean {
  const kind = index.device.get(device)?.kind
  if (owners.tenants.has(device) || kind === 'external' || kind === 'unseen') return false
  return index.routersOf.has(device)
}

/** Where an endpoint's frames come and go: the wires of a party's machine; of a provider's host the interface itself, since what is below it counts. */
const attachmentsOf = (index: CloudIndex, owners: Owners, endpoint: Endpoint): InterfaceId[] =>
  hasStack(index, owners, endpoint.device) ? [index.baseOf(endpoint.interface)] : wiresOf(index, endpoint)

/** Any packet that a program on the device sends, in any VRF that it can bind to. */
function inAnyContext(engine: Engine, router: Router): PacketSet {
  const { space, index } = engine
  const own = (index.interfacesOfRouter.get(router.id) ?? []).map((i) => i.id)
  const contexts = space.bdd.or(space.value('iif', NO_INTERFACE), space.interfaceSet('iif', own))
  const packets = space.bdd.without(space.forget(anyEmission(engine), 'iif'), space.family('frame'))
  return space.bdd.all([packets, space.value('vlan', 0), contexts])
}

const deliveries = new WeakMap<Engine, Map<EndpointId, readonly At[]>>()

/** Where packets count as delivered to the endpoint, and which. Made once for each engine, which belongs to one prover and its owners. */
export function deliveriesTo(engine: Engine, nodes: Nodes, owners: Owners, endpoint: Endpoint): readonly At[] {
  const all = deliveries.get(engine) ?? new Map<EndpointId, readonly At[]>()
  deliveries.set(engine, all)
  const made = all.get(endpoint.id) ?? deliveriesMade(engine, nodes, owners, endpoint)
  all.set(endpoint.id, made)
  return made
}

function deliveriesMade(engine: Engine, nodes: Nodes, owners: Owners, endpoint: Endpoint): At[] {
  const { index, space, reading } = engine
  const kind = index.device.get(endpoint.device)?.kind
  if (kind === 'unseen' && reading === 'must') return []
  const cut = owners.tenants.has(endpoint.device) && engine.cut.inside !== 'as-evidence'
  const into = (wire: InterfaceId, set: PacketSet): At[] =>
    cut || isUp(engine, wire) ? seed(nodes.in(wire), space.bdd.and(set, space.valid)) : []
  const arrivals = arrivalsAt(engine, endpoint)
  if (kind === 'external' || kind === 'unseen') return arrivals.flatMap((a) => into(a.wire, a.set))
  const routers = index.routersOf.get(endpoint.device) ?? []
  if (cut || routers.length === 0)
    return arrivals.flatMap((a) => into(a.wire, space.bdd.and(a.set, takenAt(engine, endpoint.device, a.wire))))
  const local = routers.flatMap((r) => seed(nodes.router(r.id, 'local'), localSet(engine, endpoint)))
  if (!owners.hosts.has(endpoint.device)) return local
  return [...local, ...into(index.baseOf(endpoint.interface), framesTo(engine, endpoint))]
}

const isUp = ({ index, reading }: Engine, id: InterfaceId): boolean => {
  const face = index.interface.get(id)
  return face !== undefined && holds(face.up, reading)
}

/** A provider's host has whatever is neither IPv4 nor IPv6 as soon as it is on its segment (V-4). */
function framesTo({ index, space }: Engine, endpoint: Endpoint): PacketSet {
  const tag = index.interface.get(endpoint.interface)?.vlan?.tag
  const tagged = tag === undefined ? space.valid : space.value('vlan', space.vlan(tag))
  return space.bdd.and(space.family('frame'), tagged)
}

/** Past the input entries: to one of the endpoint's addresses; to none of the device's (broadcast) by its interface, or by one that is no endpoint's. */
function localSet(engine: Engine, endpoint: Endpoint): PacketSet {
  const { space, index, reading } = engine
  const { bdd } = space
  if (reading === 'may' && !endpoint.addressesComplete) return space.valid
  const points = (addresses: readonly bigint[]): PacketSet =>
    space.addressSet(
      'dst',
      addresses.map((a) => ({ first: a, last: a })),
    )
  const endpoints = index.endpointsOf.get(endpoint.device) ?? []
  const others = new Set(endpoints.map((e) => e.interface))
  others.delete(endpoint.interface)
  const elsewhere = space.interfaceSet('iif', [...others])
  const broadcast = bdd.not(bdd.or(elsewhere, points(endpoints.flatMap((e) => e.addresses))))
  return bdd.or(points(endpoint.addresses), broadcast)
}
