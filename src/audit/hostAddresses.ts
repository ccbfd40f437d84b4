import { NONE } from '../proof/bdd.ts'
import { groupBy } from '../base/group.ts'
import type { Endpoint } from '../cloud/cloud.ts'
import type { Examination } from './examine.ts'
import { flowsOf, flowText } from './headers.ts'
import { mention } from './mentions.ts'
import type { Ownership } from './ownership.ts'
import type { Finding } from './result.ts'
import type { Spreads } from './spreads.ts'

/**
 * Addresses of the provider's own devices that tenants reach, past the input filter: a gateway must be reached, a host's service need not be.
 * They are noted, by tenant and device, for the auditor to look at; no verdict hangs on them.
 */
export function hostAddressNotes(spreads: Spreads, { ownership, evidence }: Examination, after: number): Finding[] {
  const { prover } = spreads
  const isHost = (device: string): boolean => prover.index.device.get(device)?.kind === 'host'
  const unowned = evidence.cloud.endpoints.filter((e) => !ownership.partyOf.has(e.id) && isHost(e.device))
  const byDevice = groupBy(unowned, (e) => e.device)
  const parties = ownership.parties.filter((p) => p.kind === 'tenant' || p.kind === 'external')
  const notes = [...byDevice].flatMap(([device, endpoints]) =>
    parties.flatMap((party) => noteOf(spreads, ownership, party.id, device, endpoints) ?? []),
  )
  return notes.slice(0, MOST).map((note, i) => ({ ...note, id: `F-${after + i + 1}` }))
}

/** Notes beyond this many would hide what matters. */
const MOST = 200

function noteOf(
  spreads: Spreads,
  ownership: Ownership,
  party: string,
  device: string,
  endpoints: readonly Endpoint[],
): Finding | null {
  const { prover, must } = spreads
  const { space } = prover
  const reached = endpoints.flatMap((endpoint) => {
    const packets = space.bdd.without(prover.deliveredSet(must, endpoint.id), space.family('frame'))
    const mine = space.bdd.and(packets, spreads.originsOf(party))
    return mine === NONE ? [] : [{ endpoint, mine }]
  })
  if (reached.length === 0) return null
  const all = space.bdd.any(reached.map((r) => r.mine))
  const flows = flowsOf(space, content(spreads, all))
  return {
    id: '',
    kind: 'host-address',
    weight: 'note',
    backDoor: 'host-address',
    guides: ['C.8.3.3/1.3'],
    from: party,
    to: 'management',
    title: { code: 'host-address', params: { from: party, device, flow: flowText(flows) } },
    sources: [],
    destinations: reached.slice(0, 20).map((r) => mention(r.endpoint, ownership)),
    counts: { sources: space.ranksIn(all, 'origin').length, destinations: reached.length },
    flows,
    connected: 'unknown',
    hops: [],
    witness: null,
    closes: [{ code: 'filter-input', params: { from: party, device } }],
  }
}

/** Without who emitted it, and without its source address, which is anybody's. */
const content = ({ prover }: Spreads, set: number): number =>
  (['origin', 'iif', 'via', 'src'] as const).reduce((rest, field) => prover.space.forget(rest, field), set)
