import type { AddressRange } from '../base/address.ts'
import { contains } from '../base/ranges.ts'
import type { EndpointId, UnknownId } from '../cloud/ids.ts'
import { NONE, type Set } from './bdd.ts'
import { connects, type Connection, requests } from './connection.ts'
import { lossIn, type Loss } from './lost.ts'
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
    delivery.delivered === 'no' && !isPublished(prover, question)
      ? { connected: 'no' as const, blocked: null }
      : connectionOf(prover, question)
  if (connection.connected === 'yes') return { ...delivery, delivered: 'yes', connected: 'yes', blocked: null }
  return { ...delivery, connected: connection.connected, blocked: connection.blocked ?? requestLoss(prover, question) }
}

/** A published address may be reached by way of the world outside, which ends every path of V-1 (V-5). */
const isPublished = (prover: Prover, { to, destinations }: Question): boolean =>
  to.some((id) => prover.endpoint(id).published.some((a) => contains(destinations, a)))

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

function connectionOf(prover: Prover, question: Question): { connected: Answer; blocked: Reply['blocked'] } {
  const headers = requestHeaders(prover, question)
  const tried = question.from.map((source) => connects(prover, 'must', source, headers))
  if (tried.some((c) => c.works)) return { connected: 'yes', blocked: null }
  const possible = question.from.map((source) => connects(prover, 'may', source, headers))
  const connected = possible.some((c) => c.works) ? 'unknown' : 'no'
  const late = [...possible, ...tried].find((c) => c.reply !== null)
  return { connected, blocked: late === undefined ? null : replyLoss(late) }
}

function requestHeaders(prover: Prover, { destinations, headers }: Question): Set {
  return prover.space.bdd.and(headers, prover.space.addressSet('dst', destinations))
}

function replyLoss(connection: Connection): Reply['blocked'] {
  const loss = connection.reply === null ? null : lossIn(connection.reply.spread)
  return loss === null ? null : { ...loss, direction: 'reply' }
}

/** Where the first source's own, ordinary request is lost, if it is. */
function requestLoss(prover: Prover, question: Question): Reply['blocked'] {
  const graph = prover.graph('may', 'as-evidence')
  for (const source of question.from) {
    const seeds = requests(prover, graph, prover.endpoint(source), requestHeaders(prover, question))
    const loss = lossIn(
      new Spread(
        graph,
        seeds.map((s) => ({ node: s.node, set: onePacket(prover, s.set) })),
      ),
    )
    if (loss !== null) return { ...loss, direction: 'request' }
  }
  return null
}

const onePacket = (prover: Prover, set: Set): Set => {
  const point = prover.space.pick(set)
  return point === null ? NONE : prover.space.point(point)
}
