import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useOpenPoints, useSummary } from '../api/hooks.ts'
import type { Point, Summary } from '../api/shapes.ts'
import { useLanguage, useTexts } from '../language/language.tsx'
import { fillIn } from '../language/text.ts'
import { Loaded } from './loaded.tsx'

const TEXTS = {
  title: { ja: '未完了の事項', en: 'What is still open' },
  none: { ja: 'この段階に未完了の事項はありません。', en: 'Nothing is open at this station.' },
  notBegun: {
    ja: 'この段階は、まだ始まっていません。始めると、未完了の事項がここに出ます。',
    en: 'This station has not begun. What is open here is listed once it has.',
  },
  more: { ja: 'ほか {count} 件を表示', en: 'Show {count} more' },
  go: { ja: '開く', en: 'Open' },
} as const

const FIRST = 8

/** Where nothing has begun nothing can be open: that must not read as if all were done. Other stations ask for their first record themselves. */
const HAS_BEGUN: Readonly<Record<string, (summary: Summary) => boolean>> = {
  treatment: ({ risks }) => risks.total > 0,
  customers: ({ roles }) => roles.length > 0,
  evidence: ({ evidence }) => evidence > 0,
}

/** What the rules still ask for at a station, each with the rule's id. */
export function OpenPoints({
  station,
  onOpen,
}: {
  readonly station: string
  readonly onOpen?: (point: Point) => void
}) {
  const t = useTexts(TEXTS)
  const summary = useSummary().data
  const hasBegun = summary === undefined || (HAS_BEGUN[station]?.(summary) ?? true)
  return (
    <section aria-labelledby={`open-${station}`}>
      <Loaded query={useOpenPoints(station)}>
        {({ total, points }) => (
          <>
            <h2 id={`open-${station}`}>
              {t.title} <span className="soft">{total}</span>
            </h2>
            {total === 0 ? (
              <p className="note">{hasBegun ? t.none : t.notBegun}</p>
            ) : (
              <PointList points={points} onOpen={onOpen} />
            )}
          </>
        )}
      </Loaded>
    </section>
  )
}

/** Points as a list; the first few, and the rest when asked. */
export function PointList({
  points,
  onOpen,
}: {
  readonly points: readonly Point[]
  readonly onOpen?: ((point: Point) => void) | undefined
}) {
  const { lang } = useLanguage()
  const t = useTexts(TEXTS)
  const [isAll, setAll] = useState(false)
  const shown = isAll ? points : points.slice(0, FIRST)
  return (
    <>
      <ul className="open-list">
        {shown.map((point, i) => (
          <li key={`${point.code}${point.at.id ?? ''}${i}`}>
            <span className="rule">{point.rule}</span>
            <span className="text">{point.text[lang]}</span>
            {onOpen === undefined || point.at.id === null ? null : (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => onOpen(point)}
                aria-label={`${t.go}: ${point.text[lang]}`}
              >
                {t.go}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {points.length > shown.length ? (
        <Button variant="subtle" size="xs" onClick={() => setAll(true)}>
          {fillIn(t.more, { count: points.length - shown.length })}
        </Button>
      ) : null}
    </>
  )
}

/** The page on which a record of the kind is worked on. */
const PLACES: Readonly<Record<string, string>> = {
  profile: '/organisation',
  service: '/organisation',
  scope: '/scope',
  asset: '/assets',
  criteria: '/risks',
  risk: '/risks',
  riskExemption: '/risks',
  necessaryControl: '/treatment',
  applicability: '/statement',
  soa: '/statement',
  responsibility: '/customers',
  information: '/customers',
  evidence: '/evidence',
  engagement: '/audit',
  comment: '/comments',
}

/** The address of the page on which a record of the kind is worked on. */
export const placeOf = (kind: string): string => (Object.hasOwn(PLACES, kind) ? (PLACES[kind] ?? '/') : '/')

/** A point as a link to where it is mended. */
export function PointLink({ point }: { readonly point: Point }) {
  const { lang } = useLanguage()
  return <Link to={placeOf(point.at.kind)}>{point.text[lang]}</Link>
}
