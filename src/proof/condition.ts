import type { InterfaceId } from '../cloud/ids.ts'
import { ICMP_PROTOCOLS, PORT_PROTOCOLS, type Match } from '../cloud/match.ts'
import { ALL, NONE, type Set } from './bdd.ts'
import { NO_INTERFACE, type Space } from './space.ts'

/**
 * Where a condition is looked at, which decides what its interface members speak of.
 * `device`: iif and oif are the packet's own. `bridge`: the packet goes from its `iif` port to `portOut`; iif and oif are `as` (the bridge's own
 * interface, for bridge netfilter) or none.
 */
export type Site =
  | { readonly kind: 'device' }
  | { readonly kind: 'bridge'; readonly portOut: InterfaceId; readonly as: InterfaceId | null }

export const DEVICE: Site = { kind: 'device' }

export const siteKey = (site: Site): string => (site.kind === 'device' ? '' : `${site.portOut} ${site.as ?? ''}`)

/** The packets that the understood members of the condition let match: what it may match at most. */
export function upperSet(space: Space, match: Match, site: Site): Set {
  return space.bdd.all([headerSet(space, match), placeSet(space, match, site)])
}

function placeSet(space: Space, match: Match, site: Site): Set {
  const { bdd } = space
  if (site.kind === 'device') {
    if (match.portIn !== undefined || match.portOut !== undefined) return NONE
    return bdd.and(
      match.iif === undefined ? ALL : space.interfaceSet('iif', match.iif),
      match.oif === undefined ? ALL : space.interfaceSet('oif', match.oif),
    )
  }
  const constant = (ids: readonly InterfaceId[] | undefined, value: InterfaceId | null): Set =>
    ids === undefined || (value !== null && ids.includes(value)) ? ALL : NONE
  return bdd.all([
    constant(match.iif, site.as),
    constant(match.oif, site.as),
    constant(match.portOut, site.portOut),
    match.portIn === undefined ? ALL : space.interfaceSet('iif', match.portIn),
  ])
}

function headerSet(space: Space, match: Match): Set {
  const { bdd } = space
  const parts: Set[] = []
  const packets = bdd.not(space.family('frame'))
  if (match.families !== undefined) parts.push(bdd.any(match.families.map((f) => space.family(f))))
  if (match.src !== undefined) parts.push(packets, space.addressSet('src', match.src))
  if (match.dst !== undefined) parts.push(packets, space.addressSet('dst', match.dst))
  if (match.protocol !== undefined) parts.push(packets, space.numberSet('protocol', match.protocol))
  if (match.sport !== undefined || match.dport !== undefined) parts.push(packets, space.protocolSet(PORT_PROTOCOLS))
  if (match.sport !== undefined) parts.push(space.numberSet('sport', match.sport))
  if (match.dport !== undefined) parts.push(space.numberSet('dport', match.dport))
  if (match.icmp !== undefined)
    parts.push(packets, space.protocolSet(ICMP_PROTOCOLS), space.numberSet('dport', match.icmp))
  if (match.tcpFlags !== undefined) parts.push(packets, space.protocolSet([6]), flagSet(space, match.tcpFlags))
  if (match.states !== undefined) parts.push(bdd.any(match.states.map((s) => space.state(s))))
  if (match.mark !== undefined) parts.push(space.numberSet('mark', match.mark))
  return bdd.all(parts)
}

function flagSet(space: Space, pairs: readonly { readonly mask: number; readonly value: number }[]): Set {
  const fitting = Array.from({ length: 256 }, (_, flags) => flags).filter((flags) =>
    pairs.some(({ mask, value }) => (flags & mask) === value),
  )
  return space.ranks(
    'tcpFlags',
    fitting.map((n) => ({ first: n, last: n })),
  )
}

/** Packets that no interface brought: made by the device itself. */
export const ownPackets = (space: Space): Set => space.value('iif', NO_INTERFACE)
