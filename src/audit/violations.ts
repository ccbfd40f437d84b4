import type { EndpointId } from '../cloud/ids.ts'
import { NONE, type Set as Headers } from '../proof/bdd.ts'
import type { At } from '../proof/graph.ts'
import type { Spread } from '../proof/spread.ts'
import type { Examination } from './examine.ts'
import type { Party } from './ownership.ts'
import type { Spreads } from './spreads.ts'

/** What of one source gets to one endpoint against the engagement: surely, and possibly. */
export interface Violation {
  readonly from: Party | null
  readonly to: Party
  readonly origin: number
  readonly endpoint: EndpointId
  readonly sure: readonly At[]
  readonly possible: readonly At[]
}

/** The name of a directed pair of parties; '' is nobody. */
export const pairKey = (from: string, to: string): string => JSON.stringify([from, to])

export interface Violations {
  readonly list: readonly Violation[]
  /** Pairs of parties (`pairKey`) with a sure delivery, with a possible one, and with one that is permitted: complete, whatever the list leaves out. */
  readonly sure: ReadonlySet<string>
  readonly possible: ReadonlySet<string>
  readonly permitted: ReadonlySet<string>
  /** Violating pairs of source and endpoint that were not listed, because there are too many. */
  readonly beyond: number
}

/** Violating pairs of source and endpoint that are listed one by one. */
const MOST = 5000

/**
 * Every delivery that the engagement does not permit (V-3, V-6), but what a machine of nobody sends to the world outside; found endpoint by endpoint: the work grows with the endpoints and with what
 * is wrong, never with the pairs.
 */
export function findViolations(spreads: Spreads, { ownership }: Examination): Violations {
  const list: Violation[] = []
  const pairs = { sure: new Set<string>(), possible: new Set<string>(), permitted: new Set<string>() }
  const parties = new Map(ownership.parties.map((p) => [p.id, p]))
  let beyond = 0
  for (const to of ownership.parties)
    for (const endpoint of to.endpoints) {
      const possible = foreign(spreads, spreads.may, to, endpoint)
      if (possible.length === 0) continue
      const sure = foreign(spreads, spreads.must, to, endpoint)
      for (const from of sendersOf(spreads, parties, possible)) {
        if (from === null && to.kind === 'external') continue
        const key = pairKey(from?.id ?? '', to.id)
        const found = between(spreads, from, to, endpoint, possible, sure)
        if (found.permitted) pairs.permitted.add(key)
        for (const violation of found.violations) {
          ;(violation.sure.length > 0 ? pairs.sure : pairs.possible).add(key)
          if (list.length < MOST) list.push(violation)
          else beyond++
        }
      }
    }
  return { list, ...pairs, beyond }
}

/** Whose packets arrive at all: nobody else is looked at. */
function sendersOf(
  { prover, groups }: Spreads,
  parties: ReadonlyMap<string, Party>,
  arrivals: readonly At[],
): Set<Party | null> {
  const ranks = prover.space.ranksIn(prover.space.bdd.any(arrivals.map((a) => a.set)), 'origin')
  return new Set(ranks.map((rank) => parties.get(groups[rank]?.party ?? '') ?? null))
}

/** Deliveries to the endpoint from anybody but its own party. */
function foreign(spreads: Spreads, spread: Spread, to: Party, endpoint: EndpointId): At[] {
  const { bdd } = spreads.prover.space
  return spreads.prover.delivered(spread, endpoint).flatMap(({ node, set }) => {
    const others = bdd.without(set, spreads.originsOf(to.id))
    return others === NONE ? [] : [{ node, set: others }]
  })
}

function between(
  spreads: Spreads,
  from: Party | null,
  to: Party,
  endpoint: EndpointId,
  possible: readonly At[],
  sure: readonly At[],
): { permitted: boolean; violations: Violation[] } {
  const { space } = spreads.prover
  const allowed = from === null ? NONE : spreads.permitted(from, to)
  const origins = spreads.originsOf(from?.id ?? null)
  const mine = limited(spreads, possible, origins)
  if (mine.length === 0) return { permitted: false, violations: [] }
  const open = mine.flatMap((a) => keep(a, space.bdd.without(a.set, allowed)))
  const ranks = space.ranksIn(space.bdd.any(open.map((a) => a.set)), 'origin')
  const surely = limited(spreads, sure, origins).flatMap((a) => keep(a, space.bdd.without(a.set, allowed)))
  const violations = ranks.map((origin): Violation => {
    const one = space.value('origin', origin)
    return { from, to, origin, endpoint, sure: limited(spreads, surely, one), possible: limited(spreads, open, one) }
  })
  return { permitted: open.length < mine.length || open.some((a, i) => a.set !== mine[i]?.set), violations }
}

const keep = (at: At, set: Headers): At[] => (set === NONE ? [] : [{ node: at.node, set }])

const limited = ({ prover }: Spreads, arrivals: readonly At[], set: Headers): At[] =>
  arrivals.flatMap((a) => keep(a, prover.space.bdd.and(a.set, set)))
