import { useRef } from 'react'
import type { Problem } from '../../../../base/problem.ts'
import { sayPlain } from '../../../../report/sentences/say.ts'
import { useLanguage, useTexts } from '../../../language/language.tsx'
import { fillIn } from '../../../language/text.ts'
import { VerdictShape } from '../../../parts/verdict-mark.tsx'
import { TEXTS } from './texts.ts'

interface Props {
  readonly text: string
  readonly onText: (text: string) => void
  readonly problems: readonly Problem[]
}

/** The text with its lines numbered, and beneath it what is wrong, each with its line: choosing one goes there. */
export function TextSide({ text, onText, problems }: Props) {
  const t = useTexts(TEXTS)
  const { lang } = useLanguage()
  const area = useRef<HTMLTextAreaElement>(null)
  const numbers = useRef<HTMLPreElement>(null)
  const lines = text.split('\n')
  const wrong = new Set(problems.flatMap(({ at }) => at?.line ?? []))
  const go = (line: number): void => {
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    area.current?.focus()
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
    if (area.current !== null) area.current.scrollTop = Math.max(0, (line - 4) * LINE)
  }
  return (
    <section>
      <div className="source">
        <pre ref={numbers} aria-hidden="true">
          {lines.map((_, i) => (
            <span key={i} className={wrong.has(i + 1) ? 'wrong' : ''}>
              {wrong.has(i + 1) ? '▸' : ''}
              {i + 1}
              {'\n'}
            </span>
          ))}
        </pre>
        <textarea
          ref={area}
          aria-label={t.text}
          spellCheck={false}
          wrap="off"
          value={text}
          rows={Math.min(34, Math.max(14, lines.length + 1))}
          onChange={(event) => onText(event.currentTarget.value)}
          onScroll={({ currentTarget }) => {
            if (numbers.current !== null) numbers.current.style.transform = `translateY(${-currentTarget.scrollTop}px)`
          }}
        />
      </div>
      <div aria-live="polite">
        <h3>{t.problems}</h3>
        {problems.length === 0 ? (
          <p className="note">{t.noProblems}</p>
        ) : (
          <ul className="open-list">
            {problems.slice(0, 50).map(({ code, params = {}, severity, at }, i) => (
              <li key={i} className={severity}>
                <VerdictShape verdict={severity === 'error' ? 'refuted' : 'undetermined'} />
                <span className="text">{sayPlain('problems', { code, params }, lang)}</span>
                {at?.line === undefined ? null : (
                  <button type="button" className="row-link" onClick={() => go(at.line ?? 1)}>
                    {fillIn(t.line, { line: at.line })}
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

/** The height of a line, as the style has it. */
const LINE = 20
