import type { Device, Endpoint } from '../cloud/cloud.ts'
import type { DeviceId, InterfaceId } from '../cloud/ids.ts'
import type { Interface } from '../cloud/network.ts'
import type { CloudIndex } from './cloudIndex.ts'
import type { Context } from './context.ts'
import { at } from './sides.ts'
import { both, choice, nothing, perhaps } from './outcomes.ts'
import type { Outcomes, Truth } from './outcomes.ts'
import { isPacket } from './packetForm.ts'
import { isTakenByMachine } from './receivers.ts'
import { baseOf, comesTo, wiresOf } from './wires.ts'
import type { State } from './state.ts'
import { truthOf } from './truth.ts'

/**
 * How a device stands to the search: `party` (a tenant's machine, or a host of which only the attachment is in evidence) takes what is for it
 * and passes nothing on, `external` takes all, `unseen` may pass all on, `fabric` does what the model says of it.
 */
export type Standing = 'party' | 'external' | 'unseen' | 'fabric'

export function standingOf({ index, owners }: Context, id: DeviceId): Standing {
  const device = index.devices.get(id)
  if (device?.kind === 'external' || device?.kind === 'unseen') return device.kind
  if (owners.tenantDevices.has(id)) return 'party'
  return device?.kind === 'host' && isBare(index, device) ? 'party' : 'fabric'
}

const isBare = (index: CloudIndex, { id }: Device) =>
  index.routersOfDevice(id).length === 0 && index.bridgesOfDevice(id).length === 0

/** Whether the endpoint's party can put this packet here: any fresh packet out of its attachment; the provider's hosts also out of their stack. */
export function canEmit(context: Context, from: Endpoint, state: State): Truth {
  const { header, place, iif } = state
  if (!isPacket(header) || header.state !== 'new' || header.mark !== 0 || state.via !== 'any') return false
  const standing = standingOf(context, from.device)
  if (place.kind === 'out') {
    const at =
      standing === 'fabric' ? [baseOf(context.index, from.interface)?.id] : wiresOf(context.index, from.interface)
    if (iif !== null || !at.includes(place.interface)) return false
    const raised = context.owners.tenantDevices.has(from.device)
    const up = raised ? true : truthOf(context.index.interfaces.get(place.interface)?.up)
    return both(up, standing === 'unseen' ? 'unknown' : true)
  }
  if (place.kind !== 'own' || standing !== 'fabric' || state.vlan !== null || header.family === 'frame') return false
  if (context.index.routers.get(place.router)?.device !== from.device) return false
  return iif === null || context.index.interfaces.get(iif)?.router === place.router
}

/** Whether the packet, where it is, has come to the endpoint. */
export function hasArrived(context: Context, to: Endpoint, state: State): Truth {
  const { place } = state
  const standing = standingOf(context, to.device)
  if (place.kind === 'local')
    return standing === 'fabric' && context.index.routers.get(place.router)?.device === to.device
      ? isLocalTo(context.index, to, state)
      : false
  const face = place.kind === 'in' ? context.index.interfaces.get(place.interface) : undefined
  if (face === undefined || face.device !== to.device) return false
  if (standing === 'fabric') return isFrameFor(context.index, to, face.id, state)
  if (!comesTo(context.index, to, face.id, state.vlan)) return false
  if (standing === 'party') return isTakenByMachine(context, face, state)
  return standing === 'external' ? true : 'unknown'
}

/** Whatever is no IP packet has come to a provider's host when it is on its segment. */
const isFrameFor = (index: CloudIndex, to: Endpoint, face: InterfaceId, { header, vlan }: State): boolean => {
  const tag = index.interfaces.get(to.interface)?.vlan?.tag
  return header.family === 'frame' && baseOf(index, to.interface)?.id === face && (tag === undefined || tag === vlan)
}

/** Whose a packet is that a stack has taken in: the endpoint's that bears the destination; of one that none bears, that of the interface it came by. */
function isLocalTo(index: CloudIndex, to: Endpoint, { header, iif }: State): Truth {
  const bears = (e: Endpoint) => header.dst !== null && e.addresses.includes(header.dst)
  const all = index.endpointsOfDevice(to.device)
  const came = iif === to.interface || !all.some((e) => e.interface === iif)
  if (bears(to) || (came && !all.some(bears))) return true
  return to.addressesComplete ? false : 'unknown'
}

/** What follows a packet's arrival at a device whose inside does not matter. */
export function afterArrival(context: Context, face: Interface, standing: Standing, state: State): Outcomes<State> {
  if (standing === 'unseen') return perhaps(fanOut(context, unseenInterfaces(context), state))
  if (standing !== 'party' || !context.options.relay) return nothing
  const sure = context.owners.tenantDevices.has(face.device)
  const others = context.index.interfacesOfDevice(face.device).filter((each) => each.id !== face.id && isBase(each))
  const out = choice([fanOut(context, others, state), underOtherTags(context, face, state)])
  const taken = isTakenByMachine(context, face, state)
  return taken === false ? nothing : taken === true && sure ? out : perhaps(out)
}

/** VLAN interfaces of the machine on the same wire are interfaces of its own: it may pass a packet from one to another. */
function underOtherTags(context: Context, face: Interface, state: State): Outcomes<State> {
  const tags = [
    null,
    ...context.index.interfacesOfDevice(face.device).flatMap((i) => (i.vlan?.parent === face.id ? [i.vlan.tag] : [])),
  ]
  if (!tags.includes(state.vlan)) return nothing
  const fresh: State = { ...state, via: 'any', header: { ...state.header, mark: 0, state: 'new' } }
  return choice(
    tags.filter((vlan) => vlan !== state.vlan).map((vlan) => at(context, 'out', face.id, { ...fresh, vlan })),
  )
}

const isBase = (face: Interface) => face.vlan === undefined && face.bond === undefined

const unseenInterfaces = ({ index }: Context): Interface[] =>
  [...index.interfaces.values()].filter((face) => index.devices.get(face.device)?.kind === 'unseen')

/** Out by each of these, with any tag, to whoever listens; as fresh as when it was first sent. */
function fanOut(context: Context, faces: readonly Interface[], state: State): Outcomes<State> {
  const fresh: State = { ...state, via: 'any', header: { ...state.header, mark: 0, state: 'new' } }
  const tags = [...new Set([...context.options.vlans, state.vlan, null])]
  return choice(faces.flatMap((face) => tags.map((vlan) => at(context, 'out', face.id, { ...fresh, vlan }))))
}
