import { newest, rolesHeld } from '../../isms/isms.ts'
import type { Isms } from '../../isms/isms.ts'
import { newestByEngagement, newestFirst } from '../../isms/newest-runs.ts'
import type { OpenPoint } from '../../isms/open.ts'
import { riskFacts, statementFacts } from '../facts.ts'
import { ismsOf, openOf, remembered } from '../isms.ts'
import { showPoints } from '../names.ts'
import { scoped } from '../route.ts'
import { summarySchema } from '../answers/overview.ts'
import { ORGANISATION } from './common.ts'

/** What the dashboard begins with. */
export const summaryRoute = scoped({
  method: 'get',
  path: `${ORGANISATION}/summary`,
  tag: 'overview',
  summary: 'The facts of the dashboard: what is open, how risks stand, how far the statement is, the latest audits',
  access: 'read',
  answer: summarySchema,
  handle: async ({ context, scope }) => {
    const [isms, open] = [await ismsOf(context, scope), await openOf(context, scope)]
    const { records } = isms
    return {
      open: Object.fromEntries([...open].map(([name, list]) => [name, list.length])),
      roles: rolesHeld(isms),
      services: records.service.length,
      assets: records.asset.length,
      evidence: records.evidence.length,
      risks: await remembered(context, scope, 'risk-facts', riskFacts),
      statement: await remembered(context, scope, 'statement-facts', statementFacts),
      versions: {
        scope: newest(records.scope)?.version ?? null,
        criteria: newest(records.criteria)?.version ?? null,
        soa: newest(records.soa)?.version ?? null,
      },
      runs: shownRuns(records.auditRun).map(({ id, title, engagement, status, endedAt, summary }) => ({
        id,
        title,
        engagement,
        status,
        endedAt,
        summary,
      })),
      dates: await remembered(context, scope, 'dates-told', (all) =>
        showPoints(context, all, nearest(open.get('dates') ?? [])),
      ),
    }
  },
})

/** So many deadlines are told, the earliest first; `open.dates` counts them all. */
const DATES_TOLD = 50

const nearest = (points: readonly OpenPoint[]): readonly OpenPoint[] =>
  points.toSorted((a, b) => (String(a.params['on']) < String(b.params['on']) ? -1 : 1)).slice(0, DATES_TOLD)

/** Enough for a trend; of each engagement the newest finished one in any case. */
const RUNS = 60

function shownRuns(runs: Isms['records']['auditRun']): Isms['records']['auditRun'] {
  const sorted = newestFirst(runs)
  const newest = new Set(newestByEngagement(runs))
  return sorted.filter((run, i) => i < RUNS || newest.has(run))
}
