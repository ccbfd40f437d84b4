import { IMPLEMENTATION } from '../../../isms/records/applicability.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { TEXTS } from './texts.ts'

const FILLS: Readonly<Record<string, string>> = {
  implemented: '#27477d',
  partial: '#7794c5',
  planned: '#bccbe3',
  none: '#8a8f99',
  excluded: '#c9c5b9',
  undecided: 'url(#soa-hatch)',
  unanswered: '#fff',
}

/** The statement as one bar, and as a table beside it. Nothing is green that was not proved. */
export function StatementBar({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const total = counts['total'] ?? 0
  const names: Readonly<Record<string, string>> = {
    ...Object.fromEntries(IMPLEMENTATION.map((code) => [code, ismsWord(code, lang)])),
    excluded: t.excluded,
    undecided: t.undecided,
    unanswered: t.notAnswered,
  }
  const parts = Object.keys(FILLS).map((key) => ({ key, count: counts[key] ?? 0 }))
  let x = 0
  const share = (count: number): string => (total === 0 ? '—' : `${Math.round((100 * count) / total)}%`)
  return (
    <>
      <p>
        {fillIn(t.progressSay, { answered: total - (counts['unanswered'] ?? 0) - (counts['undecided'] ?? 0), total })}
      </p>
      <svg className="bar" style={{ height: 24 }} viewBox="0 0 400 24" preserveAspectRatio="none" aria-hidden="true">
        <defs>
          <pattern id="soa-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" fill="#fff" />
            <rect width="2" height="6" fill="#8a8f99" />
          </pattern>
        </defs>
        {parts.map(({ key, count }) => {
          const width = total === 0 ? 0 : (400 * count) / total
          const at = x
          x += width
          return <rect key={key} x={at} width={width} height="24" fill={FILLS[key]} stroke="#fff" strokeWidth="0.5" />
        })}
      </svg>
      <ul className="soa-key">
        {parts.map(({ key, count }) => (
          <li key={key}>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" fill={FILLS[key]} stroke="#8a8f99" />
            </svg>{' '}
            {names[key]} <b>{count}</b>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t.asTable}</summary>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.count}</th>
              <th scope="col">{t.share}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ key, count }) => (
              <tr key={key}>
                <td>{names[key]}</td>
                <td>{count}</td>
                <td>{share(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
