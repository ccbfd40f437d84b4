import type { Open } from '../../../audit/result.ts'
import { labelsOf, say, sayPlain } from '../../../report/sentences/say.ts'
import { useLanguage } from '../../language/language.tsx'
import { PhraseText } from '../../parts/audit/phrase.tsx'
import { VerdictShape } from '../../parts/verdict-mark.tsx'

const SHOWN = 200

/** What keeps verdicts from being given, and the evidence to ask for. */
export function OpenQuestions({ open }: { readonly open: readonly Open[] }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  if (open.length === 0) return <p className="note">{labels.noOpen}</p>
  return (
    <ul className="open-list">
      {open.slice(0, SHOWN).map((one) => (
        <li key={one.unknown}>
          <span style={{ color: 'var(--un)' }}>
            <VerdictShape verdict="undetermined" />
          </span>
          <span className="text">
            <PhraseText phrase={say('unknowns', one.saying, lang)} />
            <br />
            <span className="soft">
              {labels.askFor}: {sayPlain('asks', { code: one.ask, params: {} }, lang)}
            </span>
          </span>
        </li>
      ))}
      {open.length > SHOWN ? <li>… +{open.length - SHOWN}</li> : null}
    </ul>
  )
}
