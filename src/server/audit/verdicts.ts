import type { AuditResult, MatrixCell } from '../../audit/result.ts'
import { controlKey } from '../../isms/control-items.ts'
import { rolesHeld } from '../../isms/isms.ts'
import type { Isms } from '../../isms/isms.ts'
import { applicabilityId, applicabilitySchema } from '../../isms/records/applicability.ts'
import type { Applicability } from '../../isms/records/applicability.ts'
import type { AuditRun } from '../../isms/records/evidence.ts'
import type { Identified } from '../../isms/records/kinds.ts'
import { verdictOf } from '../../isms/verdict.ts'

type Verdict = Applicability['verdicts'][number]
type Run = Identified<'auditRun'>

/** What lists and the dashboard need of a result: cells by verdict, findings that are not notes, and unknowns. */
export const summaryOf = ({ matrix, matrixFolded, findings, open }: AuditResult): NonNullable<AuditRun['summary']> => ({
  // Folded cells are all proved.
  proved: matrix.filter(({ verdict }) => verdict === 'proved').length + matrixFolded,
  refuted: matrix.filter(({ verdict }) => verdict === 'refuted').length,
  undetermined: matrix.filter(({ verdict }) => verdict === 'undetermined').length,
  findings: findings.filter(({ weight }) => weight !== 'note').length,
  open: open.length,
})

const verdictsOf = (run: string, { guides }: AuditResult): readonly Verdict[] =>
  guides.map(({ guide, judgement }) => ({ run, guide, judgement }))

/** The runs of one engagement: only they take each other's place, since what one environment comes to says nothing of another. */
export const runsOf = (runs: readonly Pick<Run, 'id' | 'engagement'>[], engagement: string): ReadonlySet<string> =>
  new Set(runs.filter((run) => run.engagement === engagement).map(({ id }) => id))

/** The verdicts with new ones in the place of older ones of the same guide and engagement. */
const renewed = (verdicts: readonly Verdict[], newer: readonly Verdict[], runs: ReadonlySet<string>): Verdict[] => [
  ...verdicts.filter(({ guide, run }) => !runs.has(run) || !newer.some((one) => one.guide === guide)),
  ...newer,
]

const disagrees = (verdicts: readonly Verdict[], newer: readonly Verdict[]): boolean =>
  verdicts.some(({ guide, judgement }) => newer.some((one) => one.guide === guide && one.judgement !== judgement))

/** The answer with the verdicts of a later run, to be looked at again, where that run disagrees with what its engagement came to before; else null. */
export function contradictions(
  answer: Applicability,
  run: string,
  runs: ReadonlySet<string>,
  result: AuditResult,
): Applicability | null {
  const before = answer.verdicts.filter((one) => runs.has(one.run))
  const newer = verdictsOf(run, result).filter(({ guide }) => before.some((one) => one.guide === guide))
  return disagrees(before, newer) ? { ...answer, verdicts: renewed(answer.verdicts, newer, runs), review: true } : null
}

/** An answer as it becomes when a run is applied to it; `version` is the one that it replaces, null when it is new. */
export interface Applied {
  readonly id: string
  readonly version: number | null
  readonly body: Applicability
}

/** Every control that the run's procedure speaks of, in each role held that the engagement names (none named: all), with the verdicts and the evidence of the run. */
export function appliedVerdicts(
  isms: Isms,
  versions: ReadonlyMap<string, number>,
  run: Pick<Run, 'id' | 'engagement' | 'evidence'>,
  result: AuditResult,
): readonly Applied[] {
  const spoken = new Set(result.procedure.controls.map(controlKey))
  const answers = new Map(isms.records.applicability.map((one) => [one.id, one]))
  const newer = verdictsOf(run.id, result)
  const runs = runsOf(isms.records.auditRun, run.engagement)
  const named = result.engagement.roles
  return isms.controls
    .filter((control) => spoken.has(controlKey(control)))
    .flatMap(({ edition, item, roles }) =>
      rolesHeld(isms)
        .filter((role) => roles.includes(role) && (named.length === 0 || named.includes(role)))
        .map((role) => {
          const reference = { control: { edition, item }, role }
          const id = applicabilityId(reference)
          const { id: _, ...current } = answers.get(id) ?? { ...applicabilitySchema.parse(reference), id }
          return { id, version: versions.get(id) ?? null, body: applied(current, newer, runs, run.evidence) }
        }),
    )
}

function applied(
  answer: Applicability,
  newer: readonly Verdict[],
  runs: ReadonlySet<string>,
  evidence: readonly string[],
): Applicability {
  const verdicts = renewed(answer.verdicts, newer, runs)
  const verdict = verdictOf({ verdicts })
  return {
    ...answer,
    verdicts,
    evidence: [...new Set([...answer.evidence, ...evidence])],
    implementation:
      answer.implementation ?? (verdict === 'proved' ? 'implemented' : verdict === 'refuted' ? 'partial' : null),
    // What a machine began, and what it contradicts, a person looks at.
    review:
      answer.review ||
      answer.implementation === null ||
      disagrees(
        answer.verdicts.filter((one) => runs.has(one.run)),
        newer,
      ) ||
      (verdict === 'refuted' && answer.implementation === 'implemented'),
  }
}

/** The answer without what the runs came to, to be looked at; null where none of them speaks there. */
export const withoutRuns = (answer: Applicability, runs: ReadonlySet<string>): Applicability | null =>
  answer.verdicts.some(({ run }) => runs.has(run))
    ? { ...answer, verdicts: answer.verdicts.filter(({ run }) => !runs.has(run)), review: true }
    : null

/** Cells of who reaches whom whose verdict differs between two runs; null is a pair that one of them did not ask about. */
export interface CellChange {
  readonly from: string
  readonly to: string
  readonly before: MatrixCell['verdict'] | null
  readonly after: MatrixCell['verdict'] | null
}

/** What changed from one run to a later one. A pair that a folded matrix leaves out counts as proved. */
export function comparedCells(before: AuditResult, after: AuditResult): readonly CellChange[] {
  const [older, newer] = [cellsOf(before), cellsOf(after)]
  const keys = [...new Set([...older.keys(), ...newer.keys()])]
  return keys.flatMap((key) => {
    const [from = '', to = ''] = key.split('\n')
    const change = {
      from,
      to,
      before: verdictAt(older, key, before, from, to),
      after: verdictAt(newer, key, after, from, to),
    }
    return change.before === change.after ? [] : [change]
  })
}

const cellsOf = ({ matrix }: AuditResult): ReadonlyMap<string, MatrixCell['verdict']> =>
  new Map(matrix.map(({ from, to, verdict }) => [`${from}\n${to}`, verdict]))

function verdictAt(
  cells: ReadonlyMap<string, MatrixCell['verdict']>,
  key: string,
  { parties, matrixFolded }: AuditResult,
  from: string,
  to: string,
): MatrixCell['verdict'] | null {
  const hasBoth = [from, to].every((id) => parties.some((party) => party.id === id))
  return cells.get(key) ?? (hasBoth && matrixFolded > 0 ? 'proved' : null)
}
