import { Link } from '@tanstack/react-router'
import type { Summary } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { TEXTS } from './texts.ts'

type Step = readonly [isDue: (summary: Summary) => boolean, text: keyof typeof TEXTS, path: string]

const STEPS: readonly Step[] = [
  [({ open }) => (open['scope'] ?? 0) > 0, 'nextScope', '/scope'],
  [({ statement }) => (statement['refuted'] ?? 0) > 0, 'nextRefuted', '/statement'],
  [({ open }) => (open['risk'] ?? 0) > 0, 'nextRisks', '/risks'],
  [({ open }) => (open['treatment'] ?? 0) > 0, 'nextTreatment', '/treatment'],
  [({ runs }) => runs.every(({ status }) => status !== 'done'), 'nextRun', '/evidence'],
  [({ open }) => (open['gap'] ?? 0) > 0, 'nextGap', '/gap'],
  [() => true, 'nextSoa', '/statement'],
]

const MOST = 5

/** The steps that stand next: what a proof speaks against before all, then in the order of the work. */
export function Begin({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const due = STEPS.filter(([isDue]) => isDue(summary)).slice(0, MOST)
  return (
    <section aria-labelledby="next">
      <h2 id="next">{t.next}</h2>
      <ol>
        {due.map(([, text, path]) => (
          <li key={text}>
            <Link to={path}>{t[text]}</Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
