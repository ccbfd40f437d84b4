import { Link } from '@tanstack/react-router'
import { useSummary } from '../../api/hooks.ts'
import type { Summary } from '../../api/shapes.ts'
import { answered } from '../../app/stations.ts'
import { isAuditing, newestRuns, verdictFacts } from '../../app/verdict-facts.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { PointList } from '../../parts/open-points.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { VerdictMark, VerdictShape } from '../../parts/verdict-mark.tsx'
import { Begin } from './begin.tsx'
import { StatementBar } from './statement-bar.tsx'
import { TEXTS } from './texts.ts'

/** What is proved, what is refuted, what is unknown, what is due, and how far it is. */
export function DashboardPage() {
  return <Loaded query={useSummary()}>{(summary) => <Dashboard summary={summary} />}</Loaded>
}

function Dashboard({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const { statement } = summary
  const total = statement['total'] ?? 0
  const refuted = statement['refuted'] ?? 0
  const tone = refuted > 0 ? 'refuted' : ''
  const sentence = refuted > 0 ? t.sayRefuted : total === 0 ? t.sayEmpty : t.sayFine
  return (
    <>
      <PageHead title={t.title} tone={tone} say={fillIn(sentence, { refuted, answered: answered(summary), total })}>
        <p>{fillIn(t.sayRest, { answered: answered(summary), total, open: openCount(summary) })}</p>
      </PageHead>
      <Begin summary={summary} />
      <Verdicts summary={summary} />
      <h2>{t.progress}</h2>
      <StatementBar counts={statement} />
      <h2>{t.due}</h2>
      {summary.dates.length === 0 ? <p className="note">{t.nothingDue}</p> : <PointList points={summary.dates} />}
    </>
  )
}

const openCount = ({ open }: Summary): number => Object.values(open).reduce((sum, count) => sum + count, 0)

function Verdicts({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const newest = newestRuns(summary)
  const facts = verdictFacts(summary)
  const cards = [
    ['proved', t.provedAbout],
    ['refuted', t.refutedAbout],
    ['undetermined', t.unknownAbout],
  ] as const
  return (
    <section aria-labelledby="verdicts">
      <h2 id="verdicts">{t.verdicts}</h2>
      {newest.length === 0 ? (
        <p className="note">
          {isAuditing(summary) ? t.auditing : t.noRun} <Link to="/audit">{t.toAudit}</Link>
        </p>
      ) : null}
      {newest.map((run) => (
        <p className="note" key={run.id}>
          <Link to="/audit/$run" params={{ run: run.id }}>
            {run.title || t.toAudit}
          </Link>
          {' ・ '}
          {momentText(run.endedAt, lang)}
        </p>
      ))}
      <div className="cards">
        {cards.map(([verdict, about]) => (
          <div className="card" key={verdict}>
            <h3>
              <VerdictMark verdict={verdict} />
            </h3>
            <div className={`big ${verdict}`}>
              <VerdictShape verdict={verdict} />
              {facts?.[verdict] ?? '—'}
            </div>
            <p>{about}</p>
          </div>
        ))}
        <div className="card">
          <h3>{t.risks}</h3>
          <div className="big">{summary.risks.above}</div>
          <p>{fillIn(t.risksAbout, { total: summary.risks.total, accepted: summary.risks.accepted })}</p>
        </div>
      </div>
    </section>
  )
}
