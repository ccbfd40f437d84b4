import type { Problem } from '../../base/problem.ts'
import type { IntakeEntry } from '../../evidence/intake.ts'
import { LIMITS } from '../../evidence/intake/limits.ts'
import type { BodyOf, Identified } from '../../isms/records/kinds.ts'
import { readRecord } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { bytesOf, entriesOf } from './files.ts'

/** What an audit works on, or why it has nothing to work on. */
export type AuditInput =
  { readonly entries: readonly IntakeEntry[]; readonly engagement: string } | { readonly problems: readonly Problem[] }

const refused = (code: string, params: NonNullable<Problem['params']> = {}): AuditInput => ({
  problems: [{ code, severity: 'error', params }],
})

/**
 * The files and the engagement that the run names. What was deleted while it waited is never made up for: without its engagement the one in the files
 * would stand in, and its verdicts would be called those of the other.
 */
export async function auditInput(
  context: Pick<Context, 'store'>,
  scope: Scope,
  run: Pick<BodyOf<'auditRun'>, 'engagement' | 'evidence'>,
): Promise<AuditInput> {
  const engagement = await readRecord(scope, 'engagement', run.engagement)
  if (engagement === null) return refused('intake-engagement-gone')
  const sets: Identified<'evidence'>[] = []
  for (const id of new Set(run.evidence)) {
    const found = await readRecord(scope, 'evidence', id)
    if (found === null) return refused('intake-evidence-gone')
    sets.push(found.body)
  }
  if (sets.reduce((sum, one) => sum + bytesOf(one), 0) > LIMITS.totalBytes)
    return refused('intake-evidence-large', { limit: LIMITS.totalBytes })
  const entries: IntakeEntry[] = []
  for (const one of sets) entries.push(...(await entriesOf(context, scope, one)))
  return { entries, engagement: engagement.body.text }
}
