import type { Cloud } from '../cloud/cloud.ts'
import type { DeviceId, UnknownId } from '../cloud/ids.ts'
import type { Unknown } from '../cloud/knowable.ts'

/**
 * Unknowns that no line of evidence names, because they lie in what the model leaves open of every machine:
 * `inside-not-seen`: only its attachment is in evidence, so that it may pass on what it takes.
 * `addresses-not-sure`: it may take what is sent to an address of another interface of it, to one that the evidence does not list, or, as a proxy, to others.
 * `route-not-sure`: it has several routes that are equally good, or tables that send to each other.
 * `own-tag-not-sure`: a frame of a port's own VLAN may have come with that tag or without; its packet filter treats the two differently.
 */
export const IMPLIED = ['inside-not-seen', 'addresses-not-sure', 'route-not-sure', 'own-tag-not-sure'] as const
export type Implied = (typeof IMPLIED)[number]

export const impliedId = (device: DeviceId, code: Implied): UnknownId => `${device}?${code}`

/** The implied unknown of this id; null for any other id. */
export function impliedUnknown(cloud: Cloud, id: UnknownId): Unknown | null {
  const code = IMPLIED.find((each) => id.endsWith(`?${each}`))
  const device = code === undefined ? undefined : cloud.devices.find((d) => impliedId(d.id, code) === id)
  if (code === undefined || device === undefined) return null
  return { id, code, params: { device: device.name }, ask: 'akashi collect', device: device.id, from: [] }
}
