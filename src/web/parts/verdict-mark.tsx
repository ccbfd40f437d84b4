import type { VerdictKind } from '../../audit/result.ts'
import { word } from '../../report/sentences/say.ts'
import { useLanguage } from '../language/language.tsx'

const SHAPES: Record<VerdictKind, React.ReactNode> = {
  proved: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  refuted: <path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" strokeWidth="2.4" fill="none" />,
  undetermined: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor" />
    </>
  ),
}

/** The shape alone: a word or a label has to stand beside it. */
export const VerdictShape = ({ verdict }: { readonly verdict: VerdictKind }) => (
  <svg className="shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
    {SHAPES[verdict]}
  </svg>
)

/** Shape, word and colour of a verdict, with a note beside the word. */
export function VerdictMark({ verdict, note = '' }: { readonly verdict: VerdictKind; readonly note?: string }) {
  const { lang } = useLanguage()
  return (
    <span className={`v ${verdict}`}>
      <VerdictShape verdict={verdict} />
      {word(verdict, lang)}
      {note === '' ? null : ` ${note}`}
    </span>
  )
}
