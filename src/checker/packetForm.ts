import { familyOf, formatAddress, parseAddress } from '../base/address.ts'
import type { Address } from '../base/address.ts'
import { ICMP_PROTOCOLS, PORT_PROTOCOLS } from '../cloud/match.ts'
import type { Header, State } from './state.ts'
import type { Packet, Step } from './witness.ts'

const TCP = 6
const carriesPorts: ReadonlySet<number> = new Set(PORT_PROTOCOLS)
const carriesTypes: ReadonlySet<number> = new Set(ICMP_PROTOCOLS)

/** The header that the packet's text says, or null where it is no packet: a wrong family, a number out of bounds, a member too many or too few. */
export function readPacket(packet: Packet): Header | null {
  const header: Header = {
    family: packet.family,
    src: readAddress(packet.src),
    dst: readAddress(packet.dst),
    protocol: packet.protocol ?? null,
    sport: packet.sport ?? null,
    dport: packet.dport ?? null,
    icmp: packet.icmp ?? null,
    tcpFlags: packet.tcpFlags ?? null,
    state: packet.state,
    mark: packet.mark,
  }
  return isPacket(header) ? header : null
}

const readAddress = (text: string | undefined): Address | null => (text === undefined ? null : parseAddress(text))

/** Whether every member that must stand stands within its bounds, and no other does. */
export function isPacket(h: Header): boolean {
  if (!within(h.mark, 0xffffffff)) return false
  if (h.family === 'frame')
    return [h.src, h.dst, h.protocol, h.sport, h.dport, h.icmp, h.tcpFlags].every((m) => m === null)
  const { protocol } = h
  return (
    isOf(h.family, h.src) &&
    isOf(h.family, h.dst) &&
    protocol !== null &&
    within(protocol, 255) &&
    stands(h.sport, carriesPorts.has(protocol), 0xffff) &&
    stands(h.dport, carriesPorts.has(protocol), 0xffff) &&
    stands(h.icmp, carriesTypes.has(protocol), 0xffff) &&
    stands(h.tcpFlags, protocol === TCP, 0xff)
  )
}

const isOf = (family: 'ip4' | 'ip6', address: Address | null) => address !== null && familyOf(address) === family
const within = (n: number, last: number) => Number.isInteger(n) && n >= 0 && n <= last
const stands = (n: number | null, must: boolean, last: number) => (must ? n !== null && within(n, last) : n === null)

/** The step as numbers, or null where its packet, its tag or its gateway is not one. */
export function readStep(step: Step): State | null {
  const header = readPacket(step.packet)
  const via = typeof step.via === 'string' ? step.via : parseAddress(step.via.gateway)
  if (header === null || via === null) return null
  if (step.vlan !== null && !within(step.vlan, 4095)) return null
  return { place: step.place, header, vlan: step.vlan, iif: step.iif, via }
}

/** The packet as people write it. */
export function writePacket(h: Header): Packet {
  return {
    family: h.family,
    ...(h.src === null ? {} : { src: formatAddress(h.src) }),
    ...(h.dst === null ? {} : { dst: formatAddress(h.dst) }),
    ...(h.protocol === null ? {} : { protocol: h.protocol }),
    ...(h.sport === null ? {} : { sport: h.sport }),
    ...(h.dport === null ? {} : { dport: h.dport }),
    ...(h.icmp === null ? {} : { icmp: h.icmp }),
    ...(h.tcpFlags === null ? {} : { tcpFlags: h.tcpFlags }),
    state: h.state,
    mark: h.mark,
  }
}

/** The state as a step of a witness, without its reasons. */
export function writeStep(state: State): Step {
  const via = typeof state.via === 'bigint' ? { gateway: formatAddress(state.via) } : state.via
  return { place: state.place, packet: writePacket(state.header), vlan: state.vlan, iif: state.iif, via, because: [] }
}
