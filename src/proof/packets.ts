import { V4_LAST, formatAddress, type Address, type AddressRange } from '../base/address.ts'
import type { Packet, Step, Via } from '../checker/witness.ts'
import { FAMILIES, STATES, VIA_ANY, VIA_ONLINK, type Point, type Space } from './space.ts'

/** The point as a packet that a person can send: one value of each atom, the plainest there is. */
export function packetOf(space: Space, point: Point): Packet {
  const family = FAMILIES[point.family] ?? 'frame'
  const mark = space.marks.interval(point.mark).first
  const state = STATES[point.state] ?? 'new'
  if (family === 'frame') return { family, state, mark }
  const protocol = space.protocols.interval(point.protocol).first
  return {
    family,
    src: addressText(space, point.src),
    dst: addressText(space, point.dst),
    protocol,
    ...transportOf(space, point, protocol),
    state,
    mark,
  }
}

function transportOf(space: Space, point: Point, protocol: number): Partial<Packet> {
  const sport = space.ports.interval(point.sport).first
  const dport = space.ports.interval(point.dport).first
  if (protocol === 1 || protocol === 58) return { icmp: dport }
  if (![6, 17, 33, 132, 136].includes(protocol)) return {}
  return { sport, dport, ...(protocol === 6 ? { tcpFlags: point.tcpFlags } : {}) }
}

/** The plainest address of the atom, as text. */
export const addressText = (space: Space, rank: number): string =>
  formatAddress(plainest(space.addresses.interval(rank)))

/** Within an atom any address will do; one that does not look like a network's own reads better. */
function plainest({ first, last }: AddressRange): Address {
  if (first === last) return first
  if (first === V4_LAST + 1n || first === 0n) return last
  return (first & 255n) === 0n ? first + 1n : first
}

export const vlanOf = (space: Space, point: Point): number | null => {
  const tag = space.vlans.interval(point.vlan).first
  return tag === 0 ? null : tag
}

export function viaOf(space: Space, point: Point): Via {
  if (point.via === VIA_ANY) return 'any'
  if (point.via === VIA_ONLINK) return 'onlink'
  return { gateway: formatAddress(space.gateways[point.via - 2] as Address) }
}

/** What a step of a path says besides its place and its reasons. */
export function stepOf(space: Space, point: Point): Omit<Step, 'place' | 'because'> {
  return {
    packet: packetOf(space, point),
    vlan: vlanOf(space, point),
    iif: space.interfaces[point.iif - 2] ?? null,
    via: viaOf(space, point),
  }
}
