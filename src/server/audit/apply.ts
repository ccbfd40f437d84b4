import { newestByEngagement } from '../../isms/newest-runs.ts'
import { change } from '../../store/change.ts'
import type { Change } from '../../store/change.ts'
import { lockLedger } from '../../store/ledger.ts'
import type { Actor } from '../../store/ledger.ts'
import { readKind, readRecord } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { ismsOf } from '../isms.ts'
import { heldResult } from './held-results.ts'
import { appliedVerdicts, runsOf, withoutRuns } from './verdicts.ts'

/**
 * Puts the verdicts and the evidence of a run on the controls that its procedure speaks of; gives the ids of the answers. Throws Failure `missing`,
 * `not-finished`, or `superseded` where the same engagement has a newer result: what was refuted since must not be covered by what was proved before.
 */
export async function applyRun(
  context: Context,
  scope: Scope,
  actor: Actor,
  id: string,
  why: string,
): Promise<readonly string[]> {
  // No other run may end between looking which is the newest and writing.
  await lockLedger(scope)
  const run = (await readRecord(scope, 'auditRun', id))?.body
  if (run === undefined) throw new Failure('missing')
  if (run.result === null) throw new Failure('not-finished')
  const runs = (await readKind(scope, 'auditRun')).map(({ body }) => body)
  if (!newestByEngagement(runs).some((newest) => newest.id === id)) throw new Failure('superseded')
  const records = await readKind(scope, 'applicability')
  const versions = new Map(records.map(({ version, body }) => [body.id, version]))
  const result = await heldResult(context.store, scope, run.result)
  const applied = appliedVerdicts(await ismsOf(context, scope), versions, run, result)
  const changes = applied.map(({ id: answer, version, body }): Change => {
    const common = { kind: 'applicability', id: answer, body, why } as const
    return version === null ? { ...common, action: 'create' } : { ...common, action: 'update', version }
  })
  await change(scope, actor, changes)
  return changes.map((one) => one.id)
}

/**
 * Takes what the run's engagement came to off the controls, for an environment that is no more or is audited under another engagement; gives the ids of
 * the answers, which are to be looked at again. Their evidence stays. Throws Failure `missing`.
 */
export async function withdrawRun(scope: Scope, actor: Actor, id: string, why: string): Promise<readonly string[]> {
  await lockLedger(scope)
  const run = (await readRecord(scope, 'auditRun', id))?.body
  if (run === undefined) throw new Failure('missing')
  const all = (await readKind(scope, 'auditRun')).map(({ body }) => body)
  const runs = runsOf(all, run.engagement)
  const changes = (await readKind(scope, 'applicability')).flatMap(({ version, body: { id: answer, ...before } }) => {
    const body = withoutRuns(before, runs)
    return body === null
      ? []
      : [{ action: 'update', kind: 'applicability', id: answer, version, body, why } as const satisfies Change]
  })
  await change(scope, actor, changes)
  return changes.map((one) => one.id)
}
