import { checkWitness } from '../checker/checkWitness.ts'
import type { Problem } from '../base/problem.ts'
import type { EndpointId } from '../cloud/ids.ts'
import type { Set } from '../proof/bdd.ts'
import { witnessOf } from '../proof/path.ts'
import { causeOf, type Cause } from './cause.ts'
import type { Examination } from './examine.ts'
import { flowsOf, flowText } from './headers.ts'
import { walkOf } from './hops.ts'
import { connectionTo, joined, mention } from './mentions.ts'
import type { Quoter } from './quotes.ts'
import type { EndpointMention, Finding, Saying, Weight } from './result.ts'
import type { Spreads } from './spreads.ts'
import type { Drawing } from './topology/topology.ts'
import { waysOf, type Way } from './trespass.ts'
import { pairKey, type Violation } from './violations.ts'

/** Endpoints of a finding that are named one by one; the rest is counted. */
const NAMED = 20
/** Sources of a group whose connections are tried; the ways of those beyond are left out of the split. */
const LOOKED = 60

interface Group {
  readonly from: string
  readonly to: string
  readonly cause: Cause
  readonly ways: Way[]
  headers: Set
}

export interface Findings {
  readonly findings: readonly Finding[]
  /** Pairs (`pairKey`) whose witness the checker did not believe (V-14): they have no verdict. */
  readonly rejected: ReadonlySet<string>
  readonly problems: readonly Problem[]
}

/** The sure violations as findings: ways with the same cause between the same parties are one. Each witness is replayed by the checker (V-13). */
export function findingsOf(
  spreads: Spreads,
  examination: Examination,
  violations: readonly Violation[],
  quote: Quoter,
  drawing: Drawing,
): Findings {
  const groups = grouped(spreads, examination, violations)
  const rejected = new globalThis.Set<string>()
  const problems: Problem[] = []
  const findings: Finding[] = []
  for (const group of groups) {
    const refusal = refusalOf(examination, group)
    if (refusal !== null) {
      rejected.add(pairKey(group.from, group.to))
      problems.push(refusal)
    } else
      for (const part of byAnswer(spreads, examination, group))
        findings.push(findingOf(spreads, examination, part, quote, drawing))
  }
  const order: Record<Weight, number> = { major: 0, minor: 1, note: 2 }
  const sorted = findings.toSorted((a, b) => order[a.weight] - order[b.weight])
  return { findings: sorted.map((f, i) => ({ ...f, id: `F-${i + 1}` })), rejected, problems }
}

function grouped(spreads: Spreads, { ownership }: Examination, violations: readonly Violation[]): Group[] {
  const groups = new Map<string, Group>()
  for (const { from, to, origin, endpoint, sure } of violations)
    for (const way of waysOf(spreads, origin, endpoint, sure)) {
      const cause = causeOf(spreads, ownership, way)
      if (isSubsumed(spreads, ownership.partyOf, way, to.id)) continue
      const key = JSON.stringify([from?.id ?? '', to.id, cause.id])
      const group = groups.get(key)
      if (group === undefined)
        groups.set(key, { from: from?.id ?? '', to: to.id, cause, ways: [way], headers: way.headers })
      else {
        group.ways.push(way)
        group.headers = spreads.prover.space.bdd.or(group.headers, way.headers)
      }
    }
  return [...groups.values()]
}

/** A way through the destination party's own machine adds nothing to the delivery to that machine. */
function isSubsumed(spreads: Spreads, partyOf: ReadonlyMap<EndpointId, string>, way: Way, to: string): boolean {
  const { index } = spreads.prover
  const target = spreads.prover.endpoint(way.to).device
  return way.path.slice(1, -1).some(({ place }) => {
    if (!('interface' in place)) return false
    const device = index.interface.get(place.interface)?.device
    if (device === undefined || device === target) return false
    return (index.endpointsOf.get(device) ?? []).some((e) => partyOf.get(e.id) === to)
  })
}

function refusalOf({ evidence, ownership }: Examination, { ways, from, to }: Group): Problem | null {
  const way = ways[0] as Way
  const witness = witnessOf(way.path, way.source, way.to)
  if (witness === null) return null
  const check = checkWitness(evidence.cloud, { tenantDevices: ownership.owners.tenants }, witness, { relay: true })
  if (check.accepted) return null
  return {
    code: 'checker-rejected',
    severity: 'error',
    params: {
      from,
      to,
      step: check.step,
      reason: check.reason.code,
      place: JSON.stringify(witness.steps[check.step]?.place ?? null),
    },
  }
}

/** Part of a group whose sources' connections have one answer. */
interface Part extends Group {
  readonly answer: Finding['connected']
  readonly sources: readonly EndpointMention[]
}

/** What works is told apart from what only looks open: the same rule may let one source connect and another only send. */
function byAnswer(spreads: Spreads, examination: Examination, group: Group): Part[] {
  const sources = connected(spreads, examination, group)
  const works = sources.filter((s) => s.connected === 'yes')
  const rest = sources.filter((s) => s.connected !== 'yes')
  return [works, rest].flatMap((some): Part[] => {
    const ways = group.ways.filter((w) => some.some((s) => s.id === w.source))
    if (ways.length === 0) return []
    const headers = spreads.prover.space.bdd.any(ways.map((w) => w.headers))
    const cause = causeOf(spreads, examination.ownership, ways[0] as Way)
    return [{ ...group, cause, ways, headers, sources: some, answer: joined(some.map((s) => s.connected)) }]
  })
}

function findingOf(spreads: Spreads, examination: Examination, group: Part, quote: Quoter, drawing: Drawing): Finding {
  const { prover } = spreads
  const { ownership } = examination
  const { sources, answer } = group
  const flows = flowsOf(prover.space, group.headers)
  const way = group.ways[0] as Way
  const targets = [...new globalThis.Set(group.ways.map((w) => w.to))]
  const walk = walkOf(prover.index, way.path, group.cause, quote)
  const oneWay = answer === 'no' && !flows.some((f) => f.family === 'frame')
  return {
    id: '',
    kind: kindOf(group),
    weight: weightOf(group, oneWay),
    backDoor: group.cause.backDoor,
    guides: guidesOf(group),
    from: group.from,
    to: group.to,
    title: titleOf(group, flowText(flows), oneWay),
    sources: sources.slice(0, NAMED),
    destinations: targets.slice(0, NAMED).map((id) => mention(prover.endpoint(id), ownership)),
    counts: { sources: new globalThis.Set(group.ways.map((w) => w.origin)).size, destinations: targets.length },
    flows,
    connected: answer,
    hops: walk.hops,
    way: drawing.legs(walk.steps),
    witness: witnessOf(way.path, way.source, way.to),
    closes: group.cause.closes,
  }
}

/** The sources, each with whether its own connection to the first target works. */
function connected(spreads: Spreads, { ownership }: Examination, { ways }: Group): EndpointMention[] {
  const { prover } = spreads
  const bySource = new Map<EndpointId, Way>()
  for (const way of ways) if (!bySource.has(way.source)) bySource.set(way.source, way)
  return [...bySource.values()].slice(0, LOOKED).map((way) => {
    const source = prover.endpoint(way.source)
    return {
      ...mention(source, ownership),
      ...connectionTo(prover, source, prover.endpoint(way.to), contentOf(prover, way.headers)),
    }
  })
}

/** What the packets say apart from who emits them and where: destination, protocol and port. */
const contentOf = ({ space }: Spreads['prover'], headers: Set): Set =>
  (['origin', 'oif', 'iif', 'via', 'vlan', 'state', 'mark', 'tcpFlags', 'sport', 'src'] as const).reduce(
    (rest, field) => space.forget(rest, field),
    headers,
  )

const kindOf = ({ cause, from }: Group): Finding['kind'] => {
  if (from === '') return 'foreign-mac'
  return cause.backDoor === 'external-exposure' ? 'exposure' : 'delivery'
}

/** What leaves for the world outside breaks no separation; a packet to which no reply returns is less than a connection. */
function weightOf({ to, from, cause }: Group, oneWay: boolean): Weight {
  if (to === 'external') return 'note'
  if (from === '') return 'minor'
  if (cause.backDoor === 'external-exposure') return to === 'management' ? 'major' : 'minor'
  return oneWay ? 'minor' : 'major'
}

const NOT_TENANTS: ReadonlySet<string> = new globalThis.Set(['management', 'shared', 'external', ''])

/** The guides that a delivery between these parties speaks of. */
function guidesOf({ from, to }: Group): string[] {
  const [fromTenant, toTenant] = [!NOT_TENANTS.has(from), !NOT_TENANTS.has(to)]
  if (to === 'external') return []
  if (from === 'management' || to === 'management') return ['C.8.3.3/1.3', ...(toTenant ? ['C.8.3.3/1.2'] : [])]
  // A machine of nobody in a tenant's network is a back door too (1.1).
  return (fromTenant || from === '') && toTenant ? ['C.8.3.3/1.1', 'C.8.3.3/1.2'] : ['C.8.3.3/1.2']
}

const TITLED = new globalThis.Set(['shared-segment', 'trunk', 'filter-hole', 'leaked-route'])

function titleOf({ from, to, cause }: Group, flow: string, oneWay: boolean): Saying {
  const params = { from, to, flow, vlan: cause.decisive?.params['vlan'] ?? '' }
  if (from === '') return { code: 'unowned-delivery', params }
  if (cause.backDoor === 'external-exposure') return { code: 'exposure', params }
  if (oneWay) return { code: 'delivery-no-return', params }
  if (to === 'management') return { code: 'delivery-to-management', params }
  return { code: TITLED.has(cause.backDoor) ? `delivery-${cause.backDoor}` : 'delivery', params }
}
