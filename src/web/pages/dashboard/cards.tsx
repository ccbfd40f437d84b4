import { Link } from '@tanstack/react-router'
import type { Summary } from '../../api/shapes.ts'
import { STATIONS, answered } from '../../app/stations.ts'
import { newestRuns, verdictFacts } from '../../app/verdict-facts.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { VerdictMark, VerdictShape } from '../../parts/verdict-mark.tsx'
import { TEXTS } from './texts.ts'

/** The five answers: what is proved, refuted and unknown, what is due, and how far it is to certification. */
export function Cards({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const facts = verdictFacts(summary)
  const verdicts = [
    ['proved', t.provedAbout],
    ['refuted', t.refutedAbout],
    ['undetermined', t.unknownAbout],
  ] as const
  return (
    <div className="cards five">
      {verdicts.map(([verdict, about]) => (
        <div className="card" key={verdict}>
          <h2>
            <VerdictMark verdict={verdict} />
          </h2>
          <div className={`big ${verdict}`}>
            <VerdictShape verdict={verdict} />
            {facts?.[verdict] ?? '—'}
          </div>
          <p>
            <Where summary={summary} verdict={verdict}>
              {about}
            </Where>
          </p>
        </div>
      ))}
      <Due summary={summary} />
      <Distance summary={summary} />
    </div>
  )
}

/** What is said of a verdict, as a link to the audit that says most of it. */
function Where({
  summary,
  verdict,
  children,
}: {
  readonly summary: Summary
  readonly verdict: 'proved' | 'refuted' | 'undetermined'
  readonly children: string
}) {
  const [most] = newestRuns(summary).toSorted((a, b) => (b.summary?.[verdict] ?? 0) - (a.summary?.[verdict] ?? 0))
  if (most === undefined || (most.summary?.[verdict] ?? 0) === 0) return children
  return (
    <Link to="/audit/$run" params={{ run: most.id }}>
      {children}
    </Link>
  )
}

function Due({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const count = summary.open['dates'] ?? 0
  const first = summary.dates[0]
  return (
    <div className="card">
      <h2>{t.due}</h2>
      <div className="big">{count}</div>
      <p>{first === undefined ? t.nothingDue : first.text[lang]}</p>
    </div>
  )
}

/** Stations that stand beside the way, not on it. */
const BESIDE: ReadonlySet<string> = new Set(['/comments', '/ledger'])

function Distance({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const way = STATIONS.filter(({ path }) => !BESIDE.has(path)).map(({ path, name, about }) => ({
    path,
    name: name[lang],
    isDone: about(summary).standing === 'done',
  }))
  const done = way.filter(({ isDone }) => isDone).length
  return (
    <div className="card">
      <h2>{t.distance}</h2>
      <div className="big">
        {done}
        <small className="soft">/ {way.length}</small>
      </div>
      <svg className="way-bar" viewBox={`0 0 ${way.length * 14} 12`} aria-hidden="true">
        {way.map(({ path, isDone }, i) => (
          <circle key={path} className={isDone ? 'done' : ''} cx={i * 14 + 6} cy="6" r="4.5" />
        ))}
      </svg>
      <p>
        {fillIn(t.distanceAbout, {
          done,
          total: way.length,
          answered: answered(summary),
          questions: summary.statement['total'] ?? 0,
        })}
      </p>
    </div>
  )
}
