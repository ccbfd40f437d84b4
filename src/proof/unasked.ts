import { NONE, type Set } from './bdd.ts'
import type { Space } from './space.ts'
import { STATES } from './space.ts'

const INVALID = STATES.indexOf('invalid')
const [FIN, SYN, RST, ACK, URG] = [1, 2, 4, 16, 32] as const

/** Whether a TCP packet with these flags can be the first that a tracker sees of a flow: a SYN, or an ACK of one that began before it looked. */
const begins = (flags: number): boolean =>
  [SYN, SYN | URG, ACK, ACK | URG].includes(flags & (FIN | SYN | RST | ACK | URG))

/** Echo replies: ICMP and ICMPv6. */
const REPLIES = [
  { protocol: 1, type: 0 },
  { protocol: 58, type: 129 },
] as const

const sets = new WeakMap<Space, Set>()

/** Packets that a tracker which does not know their flow calls invalid: answers to nothing (SYN/ACK, RST, FIN, echo replies) and impossible flags. */
function answersOf(space: Space): Set {
  const known = sets.get(space)
  if (known !== undefined) return known
  const { bdd } = space
  const flags = Array.from({ length: 256 }, (_, n) => n).filter((n) => !begins(n))
  const tcp = bdd.and(
    space.protocolSet([6]),
    space.ranks(
      'tcpFlags',
      flags.map((n) => ({ first: n, last: n })),
    ),
  )
  const echoes = REPLIES.map(({ protocol, type }) =>
    bdd.and(space.protocolSet([protocol]), space.value('dport', space.ports.rankOf(type * 256))),
  )
  const made = bdd.all([bdd.or(tcp, bdd.any(echoes)), space.state('new'), bdd.not(space.family('frame'))])
  sets.set(space, made)
  return made
}

/** The packets as a router's tracker takes them up: an answer to nothing that it remembers starts no flow and is `invalid`. */
export function unasked(space: Space, set: Set): Set {
  const { bdd } = space
  const answers = bdd.and(set, answersOf(space))
  return answers === NONE ? set : bdd.or(bdd.without(set, answers), space.assign(answers, 'state', INVALID))
}
