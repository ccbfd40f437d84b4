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

/** The interface on which the wire is: a VLAN's parent, or the interface itself. */
export function baseOf(index: CloudIndex, id: InterfaceId): Interface | undefined {
  let face = index.interfaces.get(id)
  for (const seen = new Set<InterfaceId>(); face?.vlan !== undefined && !seen.has(face.id);) {
    seen.add(face.id)
    face = index.interfaces.get(face.vlan.parent)
  }
  return face
}

/** Whether the endpoint's party can put this packet here: any fresh packet out of its attachment; the provider's hosts also out of their stack. */
export function canEmit(context: Context, from: Endpoint, state: State): Truth {
  const { header, place, iif } = state
  if (!isPacket(header) || header.state !== 'new' || header.mark !== 0 || iif !== null || state.via !== 'any')
    return false
  const standing = standingOf(context, from.device)
  const sight: Truth = standing === 'unseen' ? 'unknown' : true
  if (place.kind === 'out') {
    const base = baseOf(context.index, from.interface)
    return base?.id === place.interface ? both(standing === 'party' ? true : truthOf(base.up), sight) : false
  }
  if (place.kind !== 'local' || standing !== 'fabric' || state.vlan !== null) return false
  return context.index.routers.get(place.router)?.device === from.device
}

/** Whether the packet, where it is, has come to the endpoint's machine. */
export function hasArrived(context: Context, to: Endpoint, state: State): Truth {
  const { place, iif } = state
  const standing = standingOf(context, to.device)
  if (place.kind === 'local') {
    return standing === 'fabric' && iif !== null && context.index.routers.get(place.router)?.device === to.device
  }
  const face = place.kind === 'in' ? context.index.interfaces.get(place.interface) : undefined
  if (face === undefined || face.device !== to.device || standing === 'fabric') return false
  if (standing === 'party') return isTakenByMachine(context, face, state)
  return standing === 'external' ? true : 'unknown'
}

/** What follows a packet's arrival at a device whose inside does not matter. */
export function afterArrival(context: Context, face: Interface, standing: Standing, state: State): Outcomes<State> {
  if (standing === 'unseen') return perhaps(fanOut(context, unseenInterfaces(context), state))
  if (standing !== 'party' || !context.options.relay) return nothing
  const others = context.index.interfacesOfDevice(face.device).filter((each) => each.id !== face.id && isBase(each))
  const out = choice([fanOut(context, others, state), underOtherTags(context, face, state)])
  const taken = isTakenByMachine(context, face, state)
  return taken === true ? out : taken === false ? nothing : perhaps(out)
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
