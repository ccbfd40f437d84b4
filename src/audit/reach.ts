import { z } from 'zod'
import { parseAddress, type Address } from '../base/address.ts'
import type { Decision } from '../checker/witness.ts'
import { ALL, type Set } from '../proof/bdd.ts'
import { impliedUnknown } from '../proof/implied.ts'
import { ask, type Answer, type Reply } from '../proof/ask.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { EndpointId } from '../cloud/ids.ts'
import type { Unknown } from '../cloud/knowable.ts'
import type { PathStep } from '../proof/path.ts'
import type { Extra } from '../proof/boundaries.ts'
import { Prover } from '../proof/prover.ts'
import type { Space } from '../proof/space.ts'
import type { Examination } from './examine.ts'
import { isOutside, resolveName, type NameError } from './names.ts'

/** One line of a file of questions. What other programs write is taken as it is meant: `null` for what is left out, `TCP`, and `"22"`. */
export const querySchema = z.object({
  id: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((id) => id ?? undefined),
  from: z.string(),
  to: z.string(),
  proto: z
    .string()
    .nullish()
    .transform((proto) => (proto ?? 'any').toLowerCase())
    .pipe(z.enum(['tcp', 'udp', 'icmp', 'any'])),
  port: z
    .union([
      z.number(),
      z
        .string()
        .regex(/^\d{1,5}$/)
        .transform(Number),
    ])
    .nullish()
    .transform((port) => port ?? undefined)
    .pipe(z.number().int().min(0).max(65535).optional()),
})

/** One question. `proto` any with a port means TCP and UDP. */
export interface Query {
  readonly id?: string | number | undefined
  readonly from: string
  readonly to: string
  readonly proto: 'tcp' | 'udp' | 'icmp' | 'any'
  readonly port?: number | undefined
}

/** The answer to one question, or why it cannot be asked. */
export type ReachAnswer = ReachReply | { readonly id: string | number | null; readonly error: NameError }

export interface ReachReply {
  readonly id: string | number | null
  readonly delivered: Answer
  readonly connected: Answer
  readonly blockedAt: {
    readonly device: string
    readonly direction: 'request' | 'reply'
    readonly decision: Decision
  } | null
  readonly path: readonly ReachStep[]
  /** What is not known, and what would settle it: ids of the cloud's unknowns. */
  readonly why: readonly string[]
  /** The same unknowns with what they are about. */
  readonly unknowns: readonly Unknown[]
}

/** One step of the way: whose device, which interface, bridge or router of it, and what let the packet go on. */
export interface ReachStep {
  readonly device: string
  readonly what: string
  readonly vlan: number | null
  readonly because: readonly Decision[]
}

/** Many questions over one model: answers in the order of the questions. */
export class Reach {
  private readonly examination: Examination
  private readonly prover: Prover
  private readonly answers = new Map<string, Omit<ReachReply, 'id'>>()

  /** `queries` are the questions that will be asked: their addresses and ports get coordinates of their own. */
  constructor(examination: Examination, queries: readonly Query[]) {
    this.examination = examination
    this.prover = new Prover(examination.evidence.cloud, examination.ownership.owners, 1, extraOf(queries))
  }

  answer(query: Query): ReachAnswer {
    const { evidence, ownership } = this.examination
    const id = query.id ?? null
    const from = resolveName(evidence.cloud, ownership, query.from)
    if ('code' in from) return { id, error: from }
    const to = resolveName(evidence.cloud, ownership, query.to)
    if ('code' in to) return { id, error: to }
    const key = JSON.stringify([query.from, query.to, query.proto, query.port])
    const known = this.answers.get(key)
    if (known !== undefined) return { id, ...known }
    const headers = headersOf(this.prover.space, query)
    const destinations = [...to.destinations, ...(this.isWorld(from.endpoints) ? (to.published ?? []) : [])]
    const reply = ask(this.prover, { from: from.endpoints, to: to.endpoints, destinations, headers })
    const made = replyOf(evidence.cloud, reply)
    this.answers.set(key, made)
    return { id, ...made }
  }

  private isWorld(endpoints: readonly EndpointId[]): boolean {
    return endpoints.every((id) => isOutside(this.examination.evidence.cloud, this.prover.endpoint(id)))
  }
}

const extraOf = (queries: readonly Query[]): Extra => ({
  addresses: addressesIn(queries.flatMap((q) => [q.from, q.to])),
  ports: queries.flatMap((q) => (q.port === undefined ? [] : [{ first: q.port, last: q.port }])),
})

function* addressesIn(names: Iterable<string>): Generator<Address> {
  for (const name of names) {
    const address = parseAddress(name.slice(name.indexOf('/') + 1))
    if (address !== null) yield address
  }
}

const PROTOCOLS = { tcp: [6], udp: [17], any: [] } as const

/** The packets that a question is about: any frame, or those of a protocol and, with ports, to a port. */
export function headersOf(space: Space, { proto, port }: Pick<Query, 'proto' | 'port'>): Set {
  if (proto === 'icmp') return icmpOf(space)
  const numbers = proto === 'any' && port !== undefined ? [6, 17] : PROTOCOLS[proto]
  if (numbers.length === 0) return ALL
  const packets = space.bdd.without(space.protocolSet(numbers), space.family('frame'))
  if (port === undefined) return packets
  return space.bdd.and(packets, space.numberSet('dport', [{ first: port, last: port }]))
}

/** ICMP in IPv4 packets, ICMPv6 in IPv6 packets. */
export const icmpOf = (space: Space): Set =>
  space.bdd.or(
    space.bdd.and(space.family('ip4'), space.protocolSet([1])),
    space.bdd.and(space.family('ip6'), space.protocolSet([58])),
  )

const replyOf = (cloud: Cloud, reply: Reply): Omit<ReachReply, 'id'> => ({
  delivered: reply.delivered,
  connected: reply.connected,
  blockedAt: reply.blocked,
  path: reply.path.map((step) => stepOf(cloud, seen(step))).filter(saysMore),
  why: reply.unknowns,
  unknowns: reply.unknowns.flatMap((id) => cloud.unknowns.find((u) => u.id === id) ?? impliedUnknown(cloud, id) ?? []),
})

/** Without the rules that stand for a filter that is not in evidence: V-2a takes it as ordinary, and there is nothing to show for it. */
const seen = (step: PathStep): PathStep => ({
  ...step,
  because: step.because.filter((d) => d.code !== 'rule-accepts' || d.from.length > 0),
})

/** A step at the same place that tells nothing (a machine's stack, then the machine itself) is left out, but never the last. */
const saysMore = (step: ReachStep, i: number, steps: readonly ReachStep[]): boolean => {
  const next = steps[i + 1]
  return next === undefined || step.because.length > 0 || step.device !== next.device || step.what !== next.what
}

function stepOf(cloud: Cloud, { place, vlan, because }: PathStep): ReachStep {
  if ('interface' in place) {
    const found = cloud.interfaces.find((i) => i.id === place.interface)
    return { device: found?.device ?? '', what: found?.name ?? place.interface, vlan, because }
  }
  const found =
    'bridge' in place
      ? cloud.bridges.find((b) => b.id === place.bridge)
      : cloud.routers.find((r) => r.id === place.router)
  return { device: found?.device ?? '', what: found?.name ?? '', vlan, because }
}
