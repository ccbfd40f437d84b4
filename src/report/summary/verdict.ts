import type { AuditResult, Finding, MatrixCell, VerdictKind, Weight } from '../../audit/result.ts'
import { momentOf } from '../dates.ts'

/**
 * What the whole run comes to. `refuted` when a finding that is more than a note, a cell or a guide says so; `proved` only when something was asked,
 * every cell is proved and every guide conforms: whatever is neither is undetermined, also when nothing was asked at all.
 */
export function overall(result: AuditResult): VerdictKind {
  const cells = judgedCells(result)
  const grave = result.findings.some((f) => f.weight !== 'note')
  if (grave || [...cells, ...guideVerdicts(result)].some((c) => c.verdict === 'refuted')) return 'refuted'
  const asked = cells.length > 0 || result.matrixFolded > 0
  const clean = [...cells, ...guideVerdicts(result)].every((c) => c.verdict === 'proved')
  return asked && result.guides.length > 0 && clean ? 'proved' : 'undetermined'
}

const guideVerdicts = (result: AuditResult): readonly { readonly verdict: VerdictKind }[] =>
  result.guides.map((g) => ({ verdict: JUDGED[g.judgement] }))

/** Cells that speak of separation: what goes out into the world reaches no other party. */
export const judgedCells = (result: AuditResult): readonly MatrixCell[] => {
  const outside = new Set(result.parties.filter((p) => p.kind === 'external').map((p) => p.id))
  return crossing(result).filter((c) => c.verdict !== 'refuted' || !outside.has(c.to))
}

export const JUDGED: Record<AuditResult['guides'][number]['judgement'], VerdictKind> = {
  conforms: 'proved',
  'does-not-conform': 'refuted',
  'cannot-be-determined': 'undetermined',
}

const HEAVY: Record<Weight, number> = { major: 0, minor: 1, note: 2 }

/** Findings by weight, and within a weight as the audit put them. */
export const byWeight = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => HEAVY[a.weight] - HEAVY[b.weight])

/** Cells between two different parties. */
export const crossing = (result: AuditResult): readonly MatrixCell[] => result.matrix.filter((c) => c.from !== c.to)

/** The latest time at which evidence was collected (ISO 8601 as it stands in the manifest), or null where no file says. */
export function evidenceTime(result: AuditResult): string | null {
  const times = result.evidence.files.flatMap((f) => {
    const moment = f.collectedAt === null ? null : momentOf(f.collectedAt)
    return moment === null ? [] : [{ moment, text: f.collectedAt }]
  })
  return (
    times.reduce<(typeof times)[number] | null>((a, b) => (a === null || b.moment > a.moment ? b : a), null)?.text ??
    null
  )
}
