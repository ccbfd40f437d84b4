import { useTexts } from '../language/language.tsx'

const TEXTS = { saved: { ja: '保存しました。', en: 'Saved.' } } as const

/** Says that a form was saved, also to those who do not see it. It is told from outside: the form itself begins anew with what was saved. */
export function SavedNote({ isSaved }: { readonly isSaved: boolean }) {
  const t = useTexts(TEXTS)
  return <div role="status">{isSaved ? <p className="done-note">{t.saved}</p> : null}</div>
}
