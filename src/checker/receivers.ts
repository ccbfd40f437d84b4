import type { Address } from '../base/address.ts'
import type { DeviceId, InterfaceId } from '../cloud/ids.ts'
import type { Interface, Router } from '../cloud/network.ts'
import type { CloudIndex } from './cloudIndex.ts'
import type { Context } from './context.ts'
import type { Truth } from './outcomes.ts'
import type { State } from './state.ts'
import { truthOf } from './truth.ts'
import { wiresOf } from './wires.ts'

/** The neighbour that the packet is sent to; null when whoever listens takes it. */
export const neighbourOf = ({ via, header }: State): Address | null =>
  via === 'onlink' ? header.dst : via === 'any' ? null : via

const bears = (face: Interface, address: Address) => face.addresses.some((each) => each.address === address)

/** Whether a router takes in a packet that came to it by this interface. */
export function isTakenBy({ index }: Context, router: Router, iif: InterfaceId, state: State): Truth {
  const face = index.interfaces.get(iif)
  if (face === undefined) return false
  const neighbour = neighbourOf(state)
  if (neighbour === null) return state.via === 'any'
  if (bears(face, neighbour)) return true
  const elsewhere = index.interfacesOfRouter(router.id).some((each) => bears(each, neighbour))
  return elsewhere || truthOf(face.proxyNeighbour) !== false ? 'unknown' : false
}

/** Whether a machine whose inside does not matter takes a packet that came to it by this interface. */
export function isTakenByMachine({ index }: Context, face: Interface, state: State): Truth {
  const neighbour = neighbourOf(state)
  if (neighbour === null) return state.via === 'any'
  if (addressesAt(index, face, state.vlan).includes(neighbour)) return true
  const elsewhere = addressesOf(index, face.device).includes(neighbour)
  const incomplete = index.endpointsOfDevice(face.device).some(({ addressesComplete }) => !addressesComplete)
  const proxy = index.interfacesOfDevice(face.device).some((each) => truthOf(each.proxyNeighbour) !== false)
  return elsewhere || incomplete || proxy ? 'unknown' : false
}

/** The addresses that the machine bears where a frame with this tag comes in: of interfaces above this wire with that tag. */
function addressesAt(index: CloudIndex, face: Interface, tag: number | null): Address[] {
  const heads = index
    .interfacesOfDevice(face.device)
    .filter((head) => (head.vlan?.tag ?? null) === tag && wiresOf(index, head.id).includes(face.id))
  const ids = new Set(heads.map(({ id }) => id))
  const endpoints = index.endpointsOfDevice(face.device).filter((each) => ids.has(each.interface))
  return [
    ...heads.flatMap(({ addresses }) => addresses.map(({ address }) => address)),
    ...endpoints.flatMap((e) => e.addresses),
  ]
}

const addressesOf = (index: CloudIndex, device: DeviceId): Address[] => [
  ...index.interfacesOfDevice(device).flatMap(({ addresses }) => addresses.map(({ address }) => address)),
  ...index.endpointsOfDevice(device).flatMap(({ addresses }) => addresses),
]
