import type { Lang } from '../../base/text.ts'
import { ismsWord } from '../../report/isms/sentences.ts'
import type { Option } from '../parts/fields.tsx'

/** Codes of records as choices, named in the language. */
export const wordOptions = (codes: readonly string[], lang: Lang): readonly Option[] =>
  codes.map((code) => ({ value: code, label: ismsWord(code, lang) }))

/** `2026年11月21日 9:05`, in the reader's own time. */
export function momentText(at: string | null, lang: Lang): string {
  if (at === null) return '—'
  const moment = new Date(at)
  if (Number.isNaN(moment.getTime())) return at
  return moment.toLocaleString(lang === 'ja' ? 'ja-JP' : 'en-GB', { dateStyle: 'long', timeStyle: 'short' })
}

/** Words in a row: `機密性・完全性`, `confidentiality, integrity`. */
export const wordList = (words: readonly string[], lang: Lang): string => words.join(lang === 'ja' ? '・' : ', ')

/** Names in a row, which may hold a `・` themselves: `甲、乙`, `A, B`. */
export const nameList = (names: readonly string[], lang: Lang): string => names.join(lang === 'ja' ? '、' : ', ')
