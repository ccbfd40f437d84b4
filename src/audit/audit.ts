import { formatAddress } from '../base/address.ts'
import type { Examination } from './examine.ts'
import { findingsOf } from './findings.ts'
import { guidesOf, type Strangers } from './guides.ts'
import { hostAddressNotes } from './hostAddresses.ts'
import { matrixOf } from './matrix.ts'
import { mention } from './mentions.ts'
import { opensOf, type Opens } from './open.ts'
import type { Party } from './ownership.ts'
import { impossibleFindings, permissionsOf } from './permissions.ts'
import { quoterOf } from './quotes.ts'
import type { AuditResult, Finding, PartySummary, VerdictKind } from './result.ts'
import { spreadAll, type Spreads } from './spreads.ts'
import type { Tell } from './stage.ts'
import { drawingOf } from './topology/topology.ts'
import { findViolations, pairKey, type Violations } from './violations.ts'

/** The version of the engine that verdicts are bound to (V-10). */
export const ENGINE = '0.1.0'

/** C.8.3.3 and the controls of each edition that it speaks of. */
const PROCEDURE = {
  id: 'C.8.3.3',
  controls: [
    { edition: 'iso27017-2015', item: '13.1.3' },
    { edition: 'iso27017-2015', item: 'CLD.13.1.4' },
    { edition: 'iso27017-2015', item: 'CLD.9.5.1' },
  ],
} as const

/** How many addresses of a party its summary names. */
const NAMED = 50

/** Runs procedure C.8.3.3 on an examined engagement directory. Pure: the same evidence, engagement and engine give the same result (V-10), whoever is told of its stages. */
export function audit(examination: Examination, tell: Tell = () => undefined): AuditResult {
  const { evidence, ownership, engagement } = examination
  const { endpoints } = evidence.cloud
  tell({ stage: 'spreading', counts: { endpoints: endpoints.length, parties: ownership.parties.length } })
  const spreads = spreadAll(examination)
  const quote = quoterOf(examination.artifacts)
  tell({ stage: 'looking', counts: { endpoints: endpoints.length } })
  const violations = findViolations(spreads, examination)
  tell({ stage: 'explaining', counts: { violations: violations.list.length } })
  const drawing = drawingOf(spreads.prover.index, ownership)
  const found = findingsOf(spreads, examination, violations.list, quote, drawing)
  const opens = opensOf(spreads, examination, violations, quote)
  const permissions = permissionsOf(spreads, examination)
  const impossible = impossibleFindings(permissions, found.findings.length)
  const notes = hostAddressNotes(spreads, examination, found.findings.length + impossible.length)
  const findings: Finding[] = [...found.findings, ...impossible, ...notes]
  const { cells, folded } = matrixOf({
    parties: ownership.parties,
    findings: findings.filter((f) => f.kind === 'delivery' || f.kind === 'exposure'),
    openByPair: opens.byPair,
    permitted: violations.permitted,
    rejected: found.rejected,
    refuted: violations.sure,
  })
  const strangers = strangersAt(spreads, violations, opens, found.rejected)
  return {
    format: 'akashi-audit',
    version: 1,
    engine: ENGINE,
    evidence: { sha256: examination.evidenceHash, files: evidence.artifacts },
    engagement: {
      sha256: examination.engagementHash,
      service: engagement.service?.name ?? { ja: '（名称なし）', en: '(unnamed service)' },
      roles: engagement.service?.roles ?? [],
    },
    procedure: PROCEDURE,
    parties: ownership.parties.map((p) => summaryOf(spreads, p)),
    unowned: ownership.unowned.slice(0, 200).map((id) => mention(spreads.prover.endpoint(id), ownership)),
    matrix: cells,
    matrixFolded: folded,
    guides: guidesOf({ parties: ownership.parties, cells, findings, permissions, strangers }),
    findings,
    open: opens.list,
    permissions,
    topology: drawing.picture(findings.map(({ way }) => way ?? [])),
    resources: evidence.cloud.resources,
    coverage: evidence.coverage,
    unread: evidence.unread,
    problems: [...examination.problems, ...found.problems, ...beyondProblem(violations)],
  }
}

/** What machines that the engagement gives to nobody do at a party: proved is that none gets there, as no machine at all proves nothing. */
function strangersAt(
  { groups }: Spreads,
  { sure, possible }: Violations,
  { byPair }: Opens,
  rejected: ReadonlySet<string>,
): (party: string) => Strangers {
  const verdictOf = (key: string): VerdictKind => {
    if (rejected.has(key)) return 'undetermined'
    if (sure.has(key)) return 'refuted'
    return possible.has(key) || groups.length === 0 ? 'undetermined' : 'proved'
  }
  return (party) => {
    const key = pairKey('', party)
    return { verdict: verdictOf(key), open: byPair.get(key) ?? [] }
  }
}

const summaryOf = ({ prover }: Spreads, party: Party): PartySummary => ({
  id: party.id,
  kind: party.kind,
  endpoints: party.endpoints.length,
  addresses: party.endpoints
    .slice(0, NAMED)
    .flatMap((id) => prover.endpoint(id).addresses)
    .slice(0, NAMED)
    .map(formatAddress),
})

const beyondProblem = ({ beyond }: Violations): AuditResult['problems'] =>
  beyond === 0 ? [] : [{ code: 'violations-beyond-list', severity: 'warning', params: { count: beyond } }]

/** The exit status of the contract: 1 a finding, 2 something undetermined, 0 all proved. Notes are not findings. */
export function statusOf(result: AuditResult): 0 | 1 | 2 {
  if (result.findings.some((f) => f.weight !== 'note')) return 1
  const open =
    result.matrix.some((c) => c.verdict === 'undetermined') ||
    result.guides.some((g) => g.judgement !== 'conforms') ||
    result.problems.some((p) => p.code === 'checker-rejected')
  return open ? 2 : 0
}
