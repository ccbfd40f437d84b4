import type { AddressRange } from '../base/address.ts'
import { contains } from '../base/ranges.ts'
import type { EndpointId, UnknownId } from '../cloud/ids.ts'
import { NONE, type Set } from './bdd.ts'
import { connects, type Connection, requests } from './connection.ts'
import { lastSeen, lossIn, type Loss } from './lost.ts'
import { pathOf, type PathStep } from './path.ts'
import type { Prover } from './prover.ts'
import type { Reading } from './reading.ts'
import { Spread } from './spread.ts'
import { trace } from './trace.ts'
import { unknownsOn } from './unknowns.ts'

export type Answer = 'yes' | 'no' | 'unknown'

/** One question: does a packet of `headers` (protocol and port) from one of the sources get to one of the targets; and a connection to one of the `destinations`. */
export interface Question {
  readonly from: readonly EndpointId[]
  readonly to: readonly EndpointId[]
  readonly destinations: readonly AddressRange[]
  readonly headers: Set
}

export interface Reply {
  readonly delivered: Answer
  readonly connected: Answer
  /** The way of the packet, where one is delivered (or may be). */
  readonly path: readonly PathStep[]
  /** Where the way ends when no connection works: of the request, or of the reply to it. */
  readonly blocked: (Loss & { readonly direction: 'request' | 'reply' }) | null
  readonly unknowns: readonly UnknownId[]
}

/** Answers one question by the two bounds (V-1, V-2, V-7, V-8). A machine always reaches itself. */
export function ask(prover: Prover, question: Question): Reply {
  const own = question.to
    .map((id) => prover.endpoint(id))
    .filter((e) => e.addresses.some((a) => contains(question.destinations, a)))
  const devices = new globalThis.Set(own.map((e) => e.device))
  const others = question.from.filter((id) => !devices.has(prover.endpoint(id).device))
  if (others.length < question.from.length)
    return { delivered: 'yes', connected: 'yes', path: [], blocked: null, unknowns: [] }
  const delivery = deliveryOf(prover, question)
  const connection =
    delivery.delivered === 'no' && !mayConnect(prover, question) ? NO_CONNECTION : connectionOf(prover, question)
  if (connection.connected === 'yes')
    return { delivered: 'yes', connected: 'yes', path: connection.path, blocked: null, unknowns: [] }
  return {
    ...delivery,
    connected: connection.connected,
    blocked: connection.connected === 'no' ? (connection.blocked ?? requestLoss(prover, question)) : null,
    unknowns: [...new globalThis.Set([...delivery.unknowns, ...connection.unknowns])],
  }
}

/**
 * What V-1 does not deliver to these endpoints may still be a connection to their addresses: by way of the world outside, which ends every path
 * of V-1 (V-5), or by another attachment of the machine that bears them.
 */
function mayConnect(prover: Prover, question: Question): boolean {
  const headers = requestHeaders(prover, question)
  return question.from.some((source) => connects(prover, 'may', source, headers).works)
}

function deliveryOf(prover: Prover, question: Question): Pick<Reply, 'delivered' | 'path' | 'unknowns'> {
  const sure = find(prover, question, 'must')
  if (sure !== null) return { delivered: 'yes', path: sure.path, unknowns: [] }
  const possible = find(prover, question, 'may')
  if (possible === null) return { delivered: 'no', path: [], unknowns: [] }
  return { delivered: 'unknown', path: possible.path, unknowns: possible.unknowns }
}

/** The first delivery in this reading, preferring one that an ordinary packet makes. */
function find(
  prover: Prover,
  { from, to, headers, destinations }: Question,
  reading: Reading,
): { path: PathStep[]; unknowns: UnknownId[] } | null {
  const { space } = prover
  for (const source of from) {
    const spread = prover.spreadOf(source, reading)
    const own = prover.endpoint(source).addresses.map((a) => ({ first: a, last: a }))
    const wishes = [
      space.addressSet('dst', destinations),
      space.addressSet('src', own),
      space.value('vlan', 0),
      space.protocolSet([6]),
      space.value('tcpFlags', 2),
    ]
    for (const target of to)
      for (const { node, set } of prover.delivered(spread, target)) {
        const arrived = space.bdd.and(set, headers)
        if (arrived === NONE) continue
        const footsteps = trace(spread, node, arrived, wishes)
        if (footsteps === null) continue
        const unknowns = reading === 'may' ? unknownsOn(prover, spread, footsteps) : []
        return { path: pathOf(prover, spread, footsteps), unknowns }
      }
  }
  return null
}

interface ConnectionReply {
  readonly connected: Answer
  readonly path: readonly PathStep[]
  readonly blocked: Reply['blocked']
  readonly unknowns: readonly UnknownId[]
}

const NO_CONNECTION: ConnectionReply = { connected: 'no', path: [], blocked: null, unknowns: [] }

function connectionOf(prover: Prover, question: Question): ConnectionReply {
  const headers = requestHeaders(prover, question)
  const sure = attempts(prover, question.from, 'must', headers)
  if (sure.works !== null) return { ...NO_CONNECTION, connected: 'yes', path: requestPath(prover, sure.works) }
  const possible = attempts(prover, question.from, 'may', headers)
  const late = [...possible.failed, ...sure.failed].find((c) => c.reply !== null)
  if (possible.works === null) return { ...NO_CONNECTION, blocked: late === undefined ? null : replyLoss(late) }
  return { ...NO_CONNECTION, connected: 'unknown', unknowns: connectionUnknowns(prover, possible.works) }
}

/** The first source whose connection works, and the failures before it. */
function attempts(
  prover: Prover,
  from: readonly EndpointId[],
  reading: Reading,
  headers: Set,
): { works: Connection | null; failed: Connection[] } {
  const failed: Connection[] = []
  for (const source of from) {
    const tried = connects(prover, reading, source, headers)
    if (tried.works) return { works: tried, failed }
    failed.push(tried)
  }
  return { works: null, failed }
}

const requestPath = (prover: Prover, { request }: Connection): PathStep[] =>
  request === null ? [] : pathOf(prover, request.spread, request.footsteps)

/** What a possible connection leans on, there and back. */
const connectionUnknowns = (prover: Prover, { request, reply }: Connection): UnknownId[] =>
  [request, reply].flatMap((way) =>
    way === null || way.footsteps === null ? [] : unknownsOn(prover, way.spread, way.footsteps),
  )

function requestHeaders(prover: Prover, { destinations, headers }: Question): Set {
  return prover.space.bdd.and(headers, prover.space.addressSet('dst', destinations))
}

function replyLoss(connection: Connection): Reply['blocked'] {
  const loss = connection.reply === null ? null : lossIn(connection.reply.spread)
  return loss === null ? null : { ...loss, direction: 'reply' }
}

/** Where the first source's own, ordinary request is lost: by IPv4 if it has such a request to send, else by IPv6. */
function requestLoss(prover: Prover, question: Question): Reply['blocked'] {
  const graph = prover.graph('may', 'as-evidence')
  const headers = requestHeaders(prover, question)
  const spreads = (['ip4', 'ip6'] as const).flatMap((family) =>
    question.from.flatMap((source) => {
      const wanted = prover.space.bdd.and(headers, prover.space.family(family))
      const sent = requests(prover, graph, prover.endpoint(source), wanted)
      const seeds = sent.map((s) => ({ node: s.node, set: onePacket(prover, s.set) }))
      return seeds.length === 0 ? [] : [new Spread(graph, seeds)]
    }),
  )
  for (const spread of spreads) {
    const loss = lossIn(spread)
    if (loss !== null) return { ...loss, direction: 'request' }
  }
  const last = spreads[0] === undefined ? notSent(prover, question) : lastSeen(spreads[0])
  return last === null ? null : { ...last, direction: 'request' }
}

/** No source sends such a packet at all. */
function notSent(prover: Prover, { from }: Question): Loss | null {
  const device = from[0] === undefined ? undefined : prover.endpoint(from[0]).device
  return device === undefined ? null : { device, decision: { code: 'not-sent', params: {}, from: [] } }
}

const onePacket = (prover: Prover, set: Set): Set => {
  const point = prover.space.pick(set)
  return point === null ? NONE : prover.space.point(point)
}
