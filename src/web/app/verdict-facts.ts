import type { Summary } from '../api/shapes.ts'

type Run = Summary['runs'][number]

/** The newest finished run of each engagement: what is true of every audited environment now. */
export const newestRuns = ({ runs }: Pick<Summary, 'runs'>): readonly Run[] =>
  runs.filter(
    (run, i) =>
      run.summary !== null &&
      !runs.slice(0, i).some((before) => before.summary !== null && before.engagement === run.engagement),
  )

/** Directions by verdict over the newest runs; null where nothing was audited yet. */
export function verdictFacts(summary: Pick<Summary, 'runs'>): {
  readonly proved: number
  readonly refuted: number
  readonly undetermined: number
} | null {
  const newest = newestRuns(summary)
  if (newest.length === 0) return null
  const sum = (of: 'proved' | 'refuted' | 'undetermined'): number =>
    newest.reduce((total, run) => total + (run.summary?.[of] ?? 0), 0)
  return { proved: sum('proved'), refuted: sum('refuted'), undetermined: sum('undetermined') }
}

/** True while an audit waits or runs. */
export const isAuditing = ({ runs }: Pick<Summary, 'runs'>): boolean =>
  runs.some(({ status }) => status === 'waiting' || status === 'running')
