import type { InterfaceId } from '../cloud/ids.ts'
import type { Router } from '../cloud/network.ts'
import { NONE, type Set } from './bdd.ts'
import type { CloudIndex } from './index.ts'
import type { Field, Space } from './space.ts'
import { Memory } from './memory.ts'
import { STATES } from './space.ts'
import { unasked } from './unasked.ts'
import type { Spread } from './spread.ts'

/** What trackers remember of one first packet, so that they know its replies: states given, translations undone. */
export interface Tracking {
  /** Replies that the router's tracker knows, as `established`. */
  readonly establish: (router: Router, set: Set) => Set
  /** As `establish`, and with the translation of the source undone in the destination (before the routing decision). */
  readonly before: (router: Router, set: Set) => Set
  /** The translation of the destination undone in the source (on leaving). */
  readonly after: (router: Router, set: Set) => Set
  /** Replies that an interface's own filters know, as `established`. */
  readonly atInterface: (id: InterfaceId, set: Set) => Set
}

const META: readonly Field[] = ['origin', 'oif', 'iif', 'via', 'vlan', 'state', 'mark', 'tcpFlags']
const ESTABLISHED = STATES.indexOf('established')

/** The headers only: addresses, protocol and ports. */
const headersOf = (space: Space, set: Set): Set => META.reduce((rest, field) => space.forget(rest, field), set)

/** Echo requests and the replies that answer them (RFC 792, RFC 4443): protocol, request type, reply type. */
export const ECHOES = [
  { protocol: 1, request: 8, reply: 0 },
  { protocol: 58, request: 128, reply: 129 },
] as const

/** The headers of the replies to these packets: ends exchanged, an echo request answered by an echo reply. */
export function repliesTo(space: Space, set: Set): Set {
  const { bdd } = space
  const headers = headersOf(space, set)
  const echoes = ECHOES.map(({ protocol, reply }) => {
    const asked = bdd.and(headers, space.protocolSet([protocol]))
    return space.assign(space.assign(space.reversed(asked), 'sport', 0), 'dport', space.ports.rankOf(reply * 256))
  })
  const others = bdd.without(headers, space.protocolSet(ECHOES.map((e) => e.protocol)))
  return bdd.any([space.reversed(others), ...echoes])
}

/** The memory of a spread of one packet: which trackers it passed, and as what. */
export function trackingOf(index: CloudIndex, first: Spread): Tracking {
  const { space } = first.graph.engine
  const { nodes } = first.graph
  const memo = new Map<string, Set>()
  const once = (key: string, make: () => Set): Set => {
    const known = memo.get(key)
    if (known !== undefined) return known
    const made = make()
    memo.set(key, made)
    return made
  }
  const memory = new Memory(index, first)
  const left = (router: Router): Set => once(`left ${router.id}`, () => headersOf(space, memory.left(router)))
  const came = (router: Router): Set => once(`came ${router.id}`, () => headersOf(space, memory.came(router)))
  const replies = (router: Router): Set =>
    once(`replies ${router.id}`, () => (memory.untracked(router) ? NONE : repliesTo(space, left(router))))
  const establish = (router: Router, set: Set): Set => {
    const mine = space.bdd.and(set, replies(router))
    const others = unasked(space, space.bdd.without(set, mine))
    return space.bdd.or(others, space.assign(mine, 'state', ESTABLISHED))
  }
  const translates = (router: Router): boolean => came(router) !== NONE && left(router) !== came(router)
  return {
    establish,
    before: (router, set) => {
      const seen = establish(router, set)
      return translates(router) ? undone(space, seen, repliesTo(space, came(router)), 'dst', 'dport') : seen
    },
    after: (router, set) =>
      translates(router) ? undone(space, set, repliesTo(space, came(router)), 'src', 'sport') : set,
    atInterface: (id, set) => {
      const seen = once(`interface ${id}`, () =>
        repliesTo(space, space.bdd.or(first.total(nodes.in(id)), first.total(nodes.out(id)))),
      )
      const mine = space.bdd.and(set, seen)
      return space.bdd.or(space.bdd.without(set, mine), space.assign(mine, 'state', ESTABLISHED))
    },
  }
}

/** Established packets with one end set to what the reply must bear on the other side of the translator. */
function undone(space: Space, set: Set, outside: Set, address: 'src' | 'dst', port: 'sport' | 'dport'): Set {
  const { bdd } = space
  const mine = bdd.and(set, space.value('state', ESTABLISHED))
  if (mine === NONE) return set
  const keep: readonly Field[] = [address, port]
  const wanted = (['family', 'protocol', 'dport', 'sport', 'dst', 'src'] as const)
    .filter((field) => !keep.includes(field))
    .reduce((rest, field) => space.forget(rest, field), outside)
  const changed = bdd.and(space.forget(space.forget(mine, address), port), wanted)
  return bdd.or(bdd.without(set, mine), bdd.and(changed, space.valid))
}
