import { Link } from '@tanstack/react-router'
import type { Applicability } from '../../../isms/records/applicability.ts'
import { hasSentence, sayPlain } from '../../../report/sentences/say.ts'
import { JUDGED } from '../../../report/summary/verdict.ts'
import { useLanguage, useTexts } from '../../language/language.tsx'
import { VerdictMark } from '../../parts/verdict-mark.tsx'
import { TEXTS } from './texts.ts'

/** What the technical audit says of the control, each verdict one click away from its run. */
export function AnswerVerdicts({ verdicts }: { readonly verdicts: Applicability['verdicts'] }) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  if (verdicts.length === 0) return null
  return (
    <ul className="open-list" aria-label={t.verdicts}>
      {verdicts.map(({ run, guide, judgement }) => (
        <li key={guide}>
          <VerdictMark verdict={JUDGED[judgement]} />
          <span className="text">
            <Link to="/audit/$run" params={{ run }}>
              {guide} {hasSentence(guide) ? sayPlain('claims', { code: guide, params: {} }, lang) : ''}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  )
}
