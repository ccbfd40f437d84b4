import { NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { word } from '../../../report/sentences/say.ts'
import { useRecords } from '../../api/hooks.ts'
import type { Summary } from '../../api/shapes.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { momentText } from '../../language/words.ts'
import { VerdictMark } from '../../parts/verdict-mark.tsx'
import { TEXTS } from './texts.ts'
import { TrendPlot } from './trend-plot.tsx'
import { trendsOf, turnOf } from './trend.ts'
import type { Trend } from './trend.ts'

export const VERDICTS = ['proved', 'refuted', 'undetermined'] as const

/** Directions by verdict, audit after audit, of one engagement at a time. */
export function VerdictTrend({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const trends = trendsOf(summary)
  const names = new Map((useRecords('engagement').data ?? []).map(({ id, body }) => [id, body.title]))
  const [chosen, setChosen] = useState<string | null>(null)
  const trend = trends.find(({ engagement }) => engagement === chosen) ?? trends[0]
  if (trend === undefined)
    return (
      <p className="note">
        {t.trendNone} <Link to="/audit">{t.toAudit}</Link>
      </p>
    )
  const turn = turnOf(trend)
  return (
    <>
      <p>{turn === null ? t.trendOnce : fillIn(t[turn.code], { count: turn.count })}</p>
      {trends.length < 2 ? null : (
        <NativeSelect
          size="xs"
          label={t.engagement}
          value={trend.engagement}
          data={trends.map(({ engagement }) => ({ value: engagement, label: names.get(engagement) ?? engagement }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      )}
      <TrendPlot trend={trend} />
      <p className="note">
        {VERDICTS.map((verdict) => (
          <span key={verdict}>
            <VerdictMark verdict={verdict} />{' '}
          </span>
        ))}
      </p>
      <details>
        <summary>{t.asTable}</summary>
        <TrendTable trend={trend} />
      </details>
    </>
  )
}

function TrendTable({ trend }: { readonly trend: Trend }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t.trend}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t.audit}</th>
            <th scope="col">{t.ended}</th>
            {VERDICTS.map((verdict) => (
              <th scope="col" key={verdict}>
                {word(verdict, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trend.runs.toReversed().map(({ id, title, endedAt, ...counts }) => (
            <tr key={id}>
              <td>
                <Link to="/audit/$run" params={{ run: id }}>
                  {title || id}
                </Link>
              </td>
              <td>{momentText(endedAt, lang)}</td>
              {VERDICTS.map((verdict) => (
                <td key={verdict}>{counts[verdict]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
