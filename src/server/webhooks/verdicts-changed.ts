import type { AuditResult } from '../../audit/result.ts'
import { comparedCells } from '../audit/verdicts.ts'

export interface VerdictCounts {
  readonly opened: number
  readonly closed: number
  readonly undetermined: number
}

/** How many pairs opened, closed and became undetermined from one run to a later one; null when none did. A pair that is new and refuted has opened. */
export function verdictsChanged(before: AuditResult, after: AuditResult): VerdictCounts | null {
  const changes = comparedCells(before, after)
  const counts = {
    opened: changes.filter((cell) => cell.after === 'refuted').length,
    closed: changes.filter((cell) => cell.before === 'refuted' && cell.after === 'proved').length,
    undetermined: changes.filter((cell) => cell.after === 'undetermined').length,
  }
  return counts.opened + counts.closed + counts.undetermined === 0 ? null : counts
}
