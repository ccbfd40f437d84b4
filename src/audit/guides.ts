import type { UnknownId } from '../cloud/ids.ts'
import type { Party } from './ownership.ts'
import type { Finding, GuideResult, MatrixCell, PermissionResult, Saying, VerdictKind } from './result.ts'

type Claim = GuideResult['claims'][number]

/** What machines of nobody do at a party: proved is that none gets there; else what would have to be known. */
export interface Strangers {
  readonly verdict: VerdictKind
  readonly open: readonly UnknownId[]
}

interface Grounds {
  readonly parties: readonly Party[]
  readonly cells: readonly MatrixCell[]
  readonly findings: readonly Finding[]
  readonly permissions: readonly PermissionResult[]
  /** What machines of nobody do at a party, by its id. */
  readonly strangers: (party: string) => Strangers
}

/** Tenants of which a guide speaks one by one; beyond, of all together. */
const NAMED = 40

/** The judgement of each guide of C.8.3.3 from the verdicts. A party without endpoints in evidence leaves its claims open. */
export function guidesOf(grounds: Grounds): GuideResult[] {
  return [
    guide('C.8.3.3/1.1', separation(grounds), grounds),
    guide('C.8.3.3/1.2', onlyPermitted(grounds), grounds),
    guide('C.8.3.3/1.3', management(grounds), grounds),
  ]
}

const claim = (code: string, params: Saying['params'], verdict: VerdictKind): Claim => ({
  saying: { code, params },
  verdict,
})

/** One verdict for many: refuted if any is, proved only if all are; nothing to judge is not proved. */
export const together = (verdicts: readonly VerdictKind[]): VerdictKind => {
  if (verdicts.includes('refuted')) return 'refuted'
  return verdicts.length > 0 && verdicts.every((v) => v === 'proved') ? 'proved' : 'undetermined'
}

function guide(id: string, claims: readonly Claim[], grounds: Grounds): GuideResult {
  const { findings, cells, parties, strangers } = grounds
  const verdict = together(claims.map((c) => c.verdict))
  const judgement = (
    { proved: 'conforms', refuted: 'does-not-conform', undetermined: 'cannot-be-determined' } as const
  )[verdict]
  const mine = findings.filter((f) => f.guides.includes(id))
  const isConcerned = GUIDE_PARTIES[id] ?? (() => false)
  const strange = parties.filter((p) => seen(p) && isConcerned(p)).flatMap((p) => strangers(p.id).open)
  const concerned = cells.filter((c) => GUIDE_CELLS[id]?.(c) === true)
  return {
    guide: id,
    judgement,
    claims,
    findings: mine.map((f) => f.id),
    open: [...new Set([...concerned.flatMap((c) => c.open), ...strange])],
  }
}

const OTHERS = new Set(['management', 'shared', 'external'])
const isTenant = (id: string): boolean => !OTHERS.has(id)

/** The cells whose unknowns concern a guide. */
const GUIDE_CELLS: Readonly<Record<string, (cell: MatrixCell) => boolean>> = {
  'C.8.3.3/1.1': (c) => isTenant(c.from) && isTenant(c.to),
  'C.8.3.3/1.2': (c) => isTenant(c.to),
  'C.8.3.3/1.3': (c) => c.to === 'management' || (c.from === 'management' && isTenant(c.to)),
}

const seen = ({ endpoints }: Party): boolean => endpoints.length > 0
const tenantsOf = (parties: readonly Party[]): readonly Party[] => parties.filter((p) => p.kind === 'tenant')

/** What was proved of the endpoints in evidence, where each party has some; else only that: a party that is not in evidence could be anywhere. */
const ofAll = (verdict: VerdictKind, parties: readonly Party[]): VerdictKind =>
  verdict === 'proved' && parties.some((p) => p.named && !seen(p)) ? 'undetermined' : verdict

/** The parties at whom machines of nobody concern a guide. */
const GUIDE_PARTIES: Readonly<Record<string, (party: Party) => boolean>> = {
  'C.8.3.3/1.1': ({ kind }) => kind === 'tenant',
  'C.8.3.3/1.2': ({ kind }) => kind === 'tenant',
  'C.8.3.3/1.3': ({ kind }) => kind === 'management',
}

function separation({ cells, parties, strangers }: Grounds): Claim[] {
  const tenants = tenantsOf(parties)
  const between = cells.filter((c) => isTenant(c.from) && isTenant(c.to)).map((c) => c.verdict)
  const pairs = (tenants.length * (tenants.length - 1)) / 2
  // Of many parties, cells that have nothing to say are folded.
  const judged = tenants.filter(seen).length < 2 ? 'undetermined' : together(['proved', ...between])
  return [
    claim('tenants-isolated', { pairs }, ofAll(judged, tenants)),
    claim('no-foreign-mac', {}, together(tenants.filter(seen).map((t) => strangers(t.id).verdict))),
  ]
}

/** What gets at a party against the engagement: from every other one, and from machines of nobody. */
function inward({ cells, parties, strangers }: Grounds, party: Party): VerdictKind {
  if (!seen(party)) return 'undetermined'
  const verdicts = cells.filter((c) => c.to === party.id).map((c) => c.verdict)
  return ofAll(together([strangers(party.id).verdict, ...verdicts]), parties)
}

function onlyPermitted(grounds: Grounds): Claim[] {
  const tenants = tenantsOf(grounds.parties)
  if (tenants.length === 0) return [claim('only-permitted', { to: '' }, 'undetermined')]
  if (tenants.length <= NAMED) return tenants.map((t) => claim('only-permitted', { to: t.id }, inward(grounds, t)))
  return [claim('only-permitted-all', { count: tenants.length }, together(tenants.map((t) => inward(grounds, t))))]
}

function management(grounds: Grounds): Claim[] {
  const { cells, parties } = grounds
  const own = parties.find((p) => p.kind === 'management')
  const hasOthers = parties.some((p) => p.kind !== 'management' && seen(p))
  const outward = cells.filter((c) => c.from === 'management' && isTenant(c.to)).map((c) => c.verdict)
  const hasBoth = own !== undefined && seen(own) && tenantsOf(parties).some(seen)
  return [
    claim('management-separate', {}, own === undefined || !hasOthers ? 'undetermined' : inward(grounds, own)),
    claim(
      'management-reaches-as-permitted',
      {},
      hasBoth ? ofAll(together(['proved', ...outward]), parties) : 'undetermined',
    ),
  ]
}
