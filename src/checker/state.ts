import type { Address } from '../base/address.ts'
import type { InterfaceId } from '../cloud/ids.ts'
import type { Family, FlowState } from '../cloud/match.ts'
import type { Place } from './witness.ts'

/** A packet's header with numbers for addresses; null where a member does not apply. */
export interface Header {
  readonly family: Family
  readonly src: Address | null
  readonly dst: Address | null
  readonly protocol: number | null
  readonly sport: number | null
  readonly dport: number | null
  readonly icmp: number | null
  readonly tcpFlags: number | null
  readonly state: FlowState
  readonly mark: number
}

/** Who on the segment takes the packet: whoever listens, who bears the destination, or who bears this address. */
export type Receiver = 'any' | 'onlink' | Address

/** One packet at one place: a step of a witness, read. */
export interface State {
  readonly place: Place
  readonly header: Header
  readonly vlan: number | null
  readonly iif: InterfaceId | null
  readonly via: Receiver
}

/** The header as whoever tracks next sees it: what one tracker said stays with it. */
export const asNew = (header: Header): Header => ({ ...header, state: 'new' })

const [FIN, SYN, RST, ACK] = [1, 2, 4, 16] as const

/** Whether a TCP packet may be the first of a flow: a SYN alone, or an ACK alone (of a flow from before the tracker looked). */
const beginsFlow = (flags: number): boolean =>
  (flags & (FIN | RST)) === 0 && ((flags & SYN) !== 0) !== ((flags & ACK) !== 0)

const isEchoReply = ({ protocol, icmp }: Header): boolean =>
  (protocol === 1 && icmp === 0) || (protocol === 58 && icmp === 129 * 256)

/** The header as a tracker takes it up that knows nothing of its flow: an answer to nothing is invalid. */
export function asTracked(header: Header): Header {
  const { protocol, tcpFlags, state } = header
  if (state !== 'new') return header
  const answers = protocol === 6 ? !beginsFlow(tcpFlags ?? 0) : isEchoReply(header)
  return answers ? { ...header, state: 'invalid' } : header
}

/** Equal text for equal headers. */
export const headerKey = (h: Header): string =>
  `${h.family},${h.src},${h.dst},${h.protocol},${h.sport},${h.dport},${h.icmp},${h.tcpFlags},${h.state},${h.mark}`

/** Equal text for equal places. */
export function placeKey(place: Place): string {
  const id = 'interface' in place ? place.interface : place.kind === 'bridge' ? place.bridge : place.router
  return `${place.kind}:${sized(id)}`
}

/** The length in front keeps ids with strange letters apart. */
const sized = (id: string | null): string => (id === null ? '-' : `${id.length}:${id}`)

/** Equal text for equal states. */
export const stateKey = (s: State): string =>
  `${placeKey(s.place)}${headerKey(s.header)};${s.vlan};${sized(s.iif)}${s.via}`
