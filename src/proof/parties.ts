import type { Endpoint } from '../cloud/cloud.ts'
import type { DeviceId, InterfaceId } from '../cloud/ids.ts'
import { NONE, type Set } from './bdd.ts'
import type { Engine } from './engine.ts'
import { anyEmission } from './frames.ts'
import type { At } from './graph.ts'
import type { CloudIndex } from './index.ts'
import type { Nodes } from './nodes.ts'
import { receivedBy } from './routers.ts'
import { NO_INTERFACE } from './space.ts'

/** Whose the machines are, as far as the prover needs to know: by device. Devices of neither kind are the provider's own fabric and hosts. */
export interface Owners {
  /** Machines of tenants, whose inside counts for nothing in V-1 (V-2a); and hosts of the provider of whose inside nothing is in evidence. */
  readonly tenants: ReadonlySet<DeviceId>
  /** Machines of management and shared services: delivery to them is past their input filter. */
  readonly hosts: ReadonlySet<DeviceId>
}

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

/** What an endpoint can emit (V-1): any header at its wires; a host that is nobody's, through its own output rules. */
export function emissionsOf(engine: Engine, nodes: Nodes, owners: Owners, endpoint: Endpoint): At[] {
  const { index, reading } = engine
  const kind = index.device.get(endpoint.device)?.kind
  if (kind === 'unseen' && reading === 'must') return []
  const router = index.routerOf.get(endpoint.device)
  const owned = owners.tenants.has(endpoint.device) || owners.hosts.has(endpoint.device)
  if (owned || router === undefined || kind === 'external' || kind === 'unseen')
    return wiresOf(index, endpoint).flatMap((id) => seed(nodes.out(id), anyEmission(engine)))
  return seed(nodes.router(router.id, 'own'), inAnyContext(engine, endpoint.device))
}

const seed = (node: number | null, set: Set): At[] => (node === null || set === NONE ? [] : [{ node, set }])

/** Any packet that a program on the device sends, in any VRF that it can bind to. */
function inAnyContext(engine: Engine, device: DeviceId): Set {
  const { space, index } = engine
  const own = (index.interfacesOf.get(device) ?? []).filter((i) => i.router !== undefined).map((i) => i.id)
  const contexts = space.bdd.or(space.value('iif', NO_INTERFACE), space.interfaceSet('iif', own))
  const packets = space.bdd.without(space.forget(anyEmission(engine), 'iif'), space.family('frame'))
  return space.bdd.all([packets, space.value('vlan', 0), contexts])
}

/** Where packets count as delivered to the endpoint, and which. */
export function deliveriesTo(engine: Engine, nodes: Nodes, owners: Owners, endpoint: Endpoint): At[] {
  const { index, space, reading } = engine
  const kind = index.device.get(endpoint.device)?.kind
  if (kind === 'unseen' && reading === 'must') return []
  const wires = wiresOf(index, endpoint)
  if (kind === 'external' || kind === 'unseen') return wires.flatMap((id) => seed(nodes.in(id), space.valid))
  const router = index.routerOf.get(endpoint.device)
  const ends = router === undefined || (owners.tenants.has(endpoint.device) && engine.cut.inside !== 'as-evidence')
  if (ends) return wires.flatMap((id) => seed(nodes.in(id), arrivalSet(engine, endpoint, id)))
  const local = seed(nodes.router(router.id, 'local'), localSet(engine, endpoint))
  if (!owners.hosts.has(endpoint.device)) return local
  const frames = wires.flatMap((id) =>
    seed(nodes.in(id), space.bdd.and(arrivalSet(engine, endpoint, id), space.family('frame'))),
  )
  return [...local, ...frames]
}

/** Frames and packets that the endpoint takes from its wire: under its VLAN, and sent to anybody or to an address that it bears. */
function arrivalSet(engine: Engine, endpoint: Endpoint, wire: InterfaceId): Set {
  const { space, reading } = engine
  const anything = !endpoint.addressesComplete && reading === 'may'
  const received = anything ? space.valid : receivedBy(space, endpoint.addresses)
  return space.bdd.all([received, vlanSet(engine, endpoint, wire), space.valid])
}

/** A VLAN child takes its tag; the base interface takes whatever no child of it takes. */
function vlanSet(engine: Engine, endpoint: Endpoint, wire: InterfaceId): Set {
  const { space, index } = engine
  const own = index.interface.get(endpoint.interface)?.vlan?.tag
  if (own !== undefined) return space.value('vlan', space.vlan(own))
  const withEndpoint = new Set((index.endpointsOf.get(endpoint.device) ?? []).map((e) => e.interface))
  const taken = (index.children.get(wire) ?? [])
    .filter((c) => withEndpoint.has(c.id))
    .map((c) => space.vlan(c.vlan?.tag ?? 0))
  return space.bdd.not(
    space.ranks(
      'vlan',
      taken.map((rank) => ({ first: rank, last: rank })),
    ),
  )
}

/** Past the input entries: to one of the endpoint's addresses, or to none of the device's (broadcast) by the endpoint's interface. */
function localSet(engine: Engine, endpoint: Endpoint): Set {
  const { space, index } = engine
  const { bdd } = space
  const points = (addresses: readonly bigint[]): Set =>
    space.addressSet(
      'dst',
      addresses.map((a) => ({ first: a, last: a })),
    )
  const all = (index.endpointsOf.get(endpoint.device) ?? []).flatMap((e) => e.addresses)
  const broadcast = bdd.without(space.interfaceSet('iif', [endpoint.interface]), points(all))
  return bdd.or(points(endpoint.addresses), broadcast)
}
