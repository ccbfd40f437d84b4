import type { Identified } from './records/kinds.ts'

type Run = Identified<'auditRun'>

/** Runs from the newest to the oldest; those that wait have not begun and come first. */
export const newestFirst = (runs: readonly Run[]): readonly Run[] =>
  runs.toSorted((a, b) => ((a.startedAt ?? '9') < (b.startedAt ?? '9') ? 1 : -1))

/** The newest finished run of each engagement: what is true of every audited environment now. */
export function newestByEngagement(runs: readonly Run[]): readonly Run[] {
  const newest = new Map<string, Run>()
  for (const run of newestFirst(runs))
    if (run.status === 'done' && !newest.has(run.engagement)) newest.set(run.engagement, run)
  return [...newest.values()]
}
