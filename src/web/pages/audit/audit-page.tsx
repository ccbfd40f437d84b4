import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useRecords, useSummary } from '../../api/hooks.ts'
import type { Recorded } from '../../api/shapes.ts'
import { newestRuns, verdictFacts } from '../../app/verdict-facts.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { Compare } from './compare.tsx'
import { Engagements } from './engagements.tsx'
import { NewRun, searchSchema } from './new-run.tsx'
import { TEXTS } from './texts.ts'

const EngagementPage = lazy(async () => ({
  default: (await import('./engagement/engagement-page.tsx')).EngagementPage,
}))

type Run = Recorded<'auditRun'>

/** The technical audits: begin one, see what they say, compare them, and write engagements. */
export function AuditPage() {
  const t = useTexts(TEXTS)
  const { engagement } = searchSchema.catch({}).parse(useSearch({ strict: false }))
  const runs = useRecords('auditRun')
  if (engagement !== undefined)
    return (
      <Suspense>
        <EngagementPage key={engagement} id={engagement} />
      </Suspense>
    )
  return (
    <Loaded query={runs}>
      {(runs) => (
        <>
          <Head />
          <Permitted needs="runAudit">
            <h2>{t.begin}</h2>
            <NewRun />
          </Permitted>
          <h2>{t.runs}</h2>
          {runs.length === 0 ? <Empty title={t.runs}>{t.noRuns}</Empty> : <Runs runs={runs} />}
          <h2>{t.compare}</h2>
          <Compare runs={latest(runs).filter(({ body }) => body.status === 'done')} />
          <h2>{t.engagements}</h2>
          <Engagements />
        </>
      )}
    </Loaded>
  )
}

const latest = (runs: readonly Run[]): readonly Run[] =>
  runs.toSorted((a, b) => ((a.body.startedAt ?? '9') < (b.body.startedAt ?? '9') ? 1 : -1))

function Head() {
  const t = useTexts(TEXTS)
  const summary = useSummary().data
  const facts = summary === undefined ? null : verdictFacts(summary)
  if (summary === undefined || facts === null) return <PageHead title={t.title} say={t.sayNone} />
  const tone = facts.refuted > 0 ? 'refuted' : facts.undetermined > 0 ? 'undetermined' : 'proved'
  return <PageHead title={t.title} tone={tone} say={fillIn(t.say, { ...facts, count: newestRuns(summary).length })} />
}

function Runs({ runs }: { readonly runs: readonly Run[] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const navigate = useNavigate()
  const columns = [
    { key: 'name', title: t.name, value: ({ id, body }: Run) => body.title || id, width: '36%' },
    { key: 'status', title: t.status, value: ({ body }: Run) => t[body.status], width: '7em' },
    {
      key: 'verdicts',
      title: t.verdicts,
      value: ({ body: { summary } }: Run) =>
        summary === null ? '—' : `● ${summary.proved}　✕ ${summary.refuted}　◐ ${summary.undetermined}`,
    },
    {
      key: 'findings',
      title: t.findings,
      value: ({ body }: Run) => body.summary?.findings ?? '—',
      width: '7em',
      isSecondary: true,
    },
    {
      key: 'ended',
      title: t.ended,
      value: ({ body }: Run) => body.endedAt ?? '',
      show: ({ body }: Run) => momentText(body.endedAt, lang),
      isSecondary: true,
    },
  ]
  return (
    <DataTable
      name={t.runs}
      rows={latest(runs)}
      columns={columns}
      idOf={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: '/audit/$run', params: { run: id } })}
    />
  )
}

/** The way back from one audit to all. */
export function ToAudits() {
  const t = useTexts(TEXTS)
  return <Link to="/audit">{t.all}</Link>
}
