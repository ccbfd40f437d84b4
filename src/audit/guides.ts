import type { Party } from './ownership.ts'
import type { Finding, GuideResult, MatrixCell, PermissionResult, Saying, VerdictKind } from './result.ts'

type Claim = GuideResult['claims'][number]

interface Grounds {
  readonly parties: readonly Party[]
  readonly cells: readonly MatrixCell[]
  readonly findings: readonly Finding[]
  readonly permissions: readonly PermissionResult[]
  /** Everything that was possible and not sure between any machine of nobody and a party. */
  readonly strangers: VerdictKind
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

function guide(id: string, claims: readonly Claim[], { findings, cells }: Grounds): GuideResult {
  const verdict = together(claims.map((c) => c.verdict))
  const judgement = (
    { proved: 'conforms', refuted: 'does-not-conform', undetermined: 'cannot-be-determined' } as const
  )[verdict]
  const mine = findings.filter((f) => f.guides.includes(id))
  const concerned = cells.filter((c) => GUIDE_CELLS[id]?.(c) === true)
  return {
    guide: id,
    judgement,
    claims,
    findings: mine.map((f) => f.id),
    open: [...new Set(concerned.flatMap((c) => c.open))],
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

function separation({ cells, parties, strangers }: Grounds): Claim[] {
  const tenants = parties.filter((p) => p.kind === 'tenant')
  const between = cells.filter((c) => isTenant(c.from) && isTenant(c.to))
  const missing = tenants.length < 2 || tenants.some((t) => t.endpoints.length === 0)
  const pairs = (tenants.length * (tenants.length - 1)) / 2
  const judged = together(between.map((c) => c.verdict))
  const verdict = judged === 'proved' && missing ? 'undetermined' : between.length === 0 && !missing ? 'proved' : judged
  return [claim('tenants-isolated', { pairs }, verdict), claim('no-foreign-mac', {}, strangers)]
}

function onlyPermitted({ cells, parties }: Grounds): Claim[] {
  const tenants = parties.filter((p) => p.kind === 'tenant')
  const verdictFor = (party: Party): VerdictKind => {
    if (party.endpoints.length === 0) return 'undetermined'
    const inward = cells.filter((c) => c.to === party.id).map((c) => c.verdict)
    return inward.length === 0 ? 'proved' : together(inward)
  }
  if (tenants.length === 0) return [claim('only-permitted', { to: '' }, 'undetermined')]
  if (tenants.length <= NAMED) return tenants.map((t) => claim('only-permitted', { to: t.id }, verdictFor(t)))
  return [claim('only-permitted-all', { count: tenants.length }, together(tenants.map(verdictFor)))]
}

function management({ cells, parties }: Grounds): Claim[] {
  const own = parties.find((p) => p.kind === 'management')
  if (own === undefined || own.endpoints.length === 0)
    return [
      claim('management-separate', {}, 'undetermined'),
      claim('management-reaches-as-permitted', {}, 'undetermined'),
    ]
  const inward = cells.filter((c) => c.to === 'management').map((c) => c.verdict)
  const outward = cells.filter((c) => c.from === 'management' && isTenant(c.to)).map((c) => c.verdict)
  const judged = (verdicts: readonly VerdictKind[]): VerdictKind =>
    verdicts.length === 0 ? 'undetermined' : together(verdicts)
  return [
    claim('management-separate', {}, judged(inward)),
    claim('management-reaches-as-permitted', {}, judged(outward)),
  ]
}
