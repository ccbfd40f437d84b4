import type { Summary } from '../../api/shapes.ts'

type Run = Summary['runs'][number]

/** One finished audit in the trend of an engagement. */
export interface TrendRun {
  readonly id: string
  readonly title: string
  readonly endedAt: string
  readonly proved: number
  readonly refuted: number
  readonly undetermined: number
}

/** Audits of one engagement, oldest first. */
export interface Trend {
  readonly engagement: string
  readonly runs: readonly TrendRun[]
}

/** More than this many runs are not told apart in a plot. */
const SHOWN = 24

/** The trends of all engagements, the one with most to say first: refuted ones, then those audited most often. */
export function trendsOf({ runs }: Pick<Summary, 'runs'>): readonly Trend[] {
  const byEngagement = new Map<string, TrendRun[]>()
  for (const run of runs) {
    const one = trendRun(run)
    if (one !== null) byEngagement.set(run.engagement, [one, ...(byEngagement.get(run.engagement) ?? [])])
  }
  const last = ({ runs: own }: Trend): number => own.at(-1)?.refuted ?? 0
  return [...byEngagement]
    .map(([engagement, own]) => ({ engagement, runs: own.slice(-SHOWN) }))
    .toSorted((a, b) => last(b) - last(a) || b.runs.length - a.runs.length)
}

const trendRun = ({ id, title, endedAt, summary }: Run): TrendRun | null =>
  summary === null || endedAt === null
    ? null
    : {
        id,
        title,
        endedAt,
        proved: summary.proved,
        refuted: summary.refuted,
        undetermined: summary.undetermined,
      }

/** What became of the refuted directions from the run before to the last one; null where there is none to compare with. */
export function turnOf({ runs }: Trend): { readonly code: 'better' | 'worse' | 'same'; readonly count: number } | null {
  const [before, after] = [runs.at(-2), runs.at(-1)]
  if (before === undefined || after === undefined) return null
  const count = after.refuted - before.refuted
  return { code: count < 0 ? 'better' : count > 0 ? 'worse' : 'same', count: Math.abs(count) }
}
