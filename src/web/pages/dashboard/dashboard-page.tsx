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
import { RiskPlot } from '../risks/risk-plot.tsx'
import { Begin } from './begin.tsx'
import { Cards } from './cards.tsx'
import { CoveragePlot } from './coverage-plot.tsx'
import './dashboard.css'
import { StatementBar } from './statement-bar.tsx'
import { TEXTS } from './texts.ts'
import { VerdictTrend } from './verdict-trend.tsx'

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
  const sentence = refuted > 0 ? t.sayRefuted : total === 0 ? t.sayEmpty : t[withoutRefuted(summary)]
  return (
    <>
      <PageHead title={t.title} tone={tone} say={fillIn(sentence, { refuted, answered: answered(summary), total })}>
        <p>{fillIn(t.sayRest, { answered: answered(summary), total, open: openCount(summary) })}</p>
      </PageHead>
      <Cards summary={summary} />
      <Runs summary={summary} />
      <div className="two">
        <Begin summary={summary} />
        <section aria-labelledby="due">
          <h2 id="due">{t.due}</h2>
          {summary.dates.length === 0 ? <p className="note">{t.nothingDue}</p> : <PointList points={summary.dates} />}
        </section>
      </div>
      <div className="plots">
        <section aria-labelledby="trend">
          <h2 id="trend">{t.trend}</h2>
          <VerdictTrend summary={summary} />
        </section>
        <section aria-labelledby="progress">
          <h2 id="progress">{t.progress}</h2>
          <StatementBar counts={statement} />
        </section>
        <section aria-labelledby="risk-matrix">
          <h2 id="risk-matrix">{t.riskMatrix}</h2>
          <p>
            {fillIn(t.riskSay, {
              total: summary.risks.total,
              above: summary.risks.above,
              accepted: summary.risks.accepted,
            })}
          </p>
          <RiskPlot />
        </section>
        <section aria-labelledby="coverage">
          <h2 id="coverage">{t.coverage}</h2>
          <CoveragePlot />
        </section>
      </div>
    </>
  )
}

/** That nothing is refuted says something only where something was audited, and everything only where nothing is unknown. */
function withoutRefuted(summary: Summary): 'noRun' | 'sayAgainst' | 'sayUnknown' | 'sayFine' {
  const facts = verdictFacts(summary)
  if (facts === null) return 'noRun'
  if (facts.refuted > 0) return 'sayAgainst'
  return facts.undetermined > 0 ? 'sayUnknown' : 'sayFine'
}

const openCount = ({ open }: Summary): number => Object.values(open).reduce((sum, count) => sum + count, 0)

/** Which audits the verdicts are of. */
function Runs({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const newest = newestRuns(summary)
  if (newest.length === 0)
    return (
      <p className="note">
        {isAuditing(summary) ? t.auditing : t.noRun} <Link to="/audit">{t.toAudit}</Link>
      </p>
    )
  return (
    <p className="note">
      {t.ofAudits}{' '}
      {newest.slice(0, 6).map((run) => (
        <span key={run.id}>
          <Link to="/audit/$run" params={{ run: run.id }}>
            {run.title || t.toAudit}
          </Link>{' '}
          ({momentText(run.endedAt, lang)}){' '}
        </span>
      ))}
      {newest.length > 6 ? `+${newest.length - 6}` : ''}
    </p>
  )
}
