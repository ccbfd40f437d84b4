import { familyOf, parsePrefix, type AddressRange } from '../base/address.ts'
import { contains } from '../base/ranges.ts'
import type { Endpoint } from '../cloud/cloud.ts'
import { ALL, type Set } from './bdd.ts'
import type { Prover } from './prover.ts'
import { ECHOES } from './tracking.ts'

const LINK_LOCAL = [parsePrefix('fe80::/10') as AddressRange]

/** First packets as programs send them (V-2), whatever they ask for: their ports, flags and kind of source address. */
export const ordinaryRequests = (prover: Prover, source: Endpoint): Set =>
  prover.space.bdd.and(ordinaryHeaders(prover), ordinarySource(prover, source))

/** An address of the link is used towards addresses of the link only, unless there is no other (RFC 6724, 5, rule 2). */
function ordinarySource({ space }: Prover, source: Endpoint): Set {
  const { bdd } = space
  const wider = source.addresses.some((a) => familyOf(a) === 'ip6' && !contains(LINK_LOCAL, a))
  if (!wider) return ALL
  return bdd.not(bdd.without(space.addressSet('src', LINK_LOCAL), space.addressSet('dst', LINK_LOCAL)))
}

/** Ephemeral source ports (IANA and Linux defaults), echo requests, TCP's SYN. */
function ordinaryHeaders({ space }: Prover): Set {
  const { bdd } = space
  const echo = ECHOES.map((e) =>
    bdd.and(space.protocolSet([e.protocol]), space.value('dport', space.ports.rankOf(e.request * 256))),
  )
  const icmp = space.protocolSet(ECHOES.map((e) => e.protocol))
  const ported = space.bdd.and(
    space.protocolSet([6, 17, 33, 132, 136]),
    space.numberSet('sport', [{ first: 32768, last: 60999 }]),
  )
  const bare = bdd.without(bdd.not(space.protocolSet([6, 17, 33, 132, 136])), icmp)
  const syn = bdd.or(bdd.not(space.protocolSet([6])), space.value('tcpFlags', 2))
  return bdd.all([bdd.any([...echo, ported, bare]), syn, bdd.not(space.family('frame'))])
}
