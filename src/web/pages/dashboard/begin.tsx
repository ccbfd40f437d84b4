import { Link } from '@tanstack/react-router'
import type { Summary } from '../../api/shapes.ts'
import { useTexts } from '../../language/language.tsx'
import { TEXTS } from './texts.ts'

type Step = readonly [isDue: (summary: Summary) => boolean, text: keyof typeof TEXTS, path: string]

const STEPS: readonly Step[] = [
  [({ open }) => (open['scope'] ?? 0) > 0, 'nextScope', '/scope'],
  [({ runs }) => runs.every(({ status }) => status !== 'done'), 'nextRun', '/evidence'],
  [({ statement }) => (statement['refuted'] ?? 0) > 0, 'nextRefuted', '/statement'],
  [({ open }) => (open['gap'] ?? 0) > 0, 'nextGap', '/gap'],
  [() => true, 'nextSoa', '/statement'],
]

/** The two or three steps that stand next, in the order of the work. */
export function Begin({ summary }: { readonly summary: Summary }) {
  const t = useTexts(TEXTS)
  const due = STEPS.filter(([isDue]) => isDue(summary)).slice(0, 4)
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
