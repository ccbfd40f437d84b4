import type { Lang } from '../../base/text.ts'
import type { OpenPoint } from '../../isms/open.ts'
import { fill, plain, value, words as wordsOf } from '../sentences/phrase.ts'
import type { Writers } from '../sentences/phrase.ts'
import { open as openEn } from './en/open.ts'
import { threats as threatsEn } from './en/threats.ts'
import { words as wordsEn } from './en/words.ts'
import { open as openJa } from './ja/open.ts'
import { threats as threatsJa } from './ja/threats.ts'
import { words as wordsJa } from './ja/words.ts'

const OPEN = { en: openEn, ja: openJa } as const
const THREATS: Record<Lang, Readonly<Record<string, string>>> = { en: threatsEn, ja: threatsJa }
const WORDS: Record<Lang, Readonly<Record<string, string>>> = { en: wordsEn, ja: wordsJa }
const LANGUAGES: Record<Lang, Record<Lang, string>> = {
  en: { ja: 'Japanese', en: 'English' },
  ja: { ja: '日本語', en: '英語' },
}
const NOBODY: Record<Lang, string> = { en: 'not named', ja: '未定' }

/** What a record is called, by its id; null when there is none. */
export type NameOf = (id: string, lang: Lang) => string | null

/** What a code of a record is called (`confidentiality` → 機密性); a code without a word stands for itself. */
export const ismsWord = (code: string, lang: Lang): string => own(WORDS[lang], code) ?? code

/** A threat of the starter list in words; the organisation's own words stay as they are. */
export const threatText = (threat: string, lang: Lang): string => own(THREATS[lang], threat) ?? threat

/** `2026年11月21日`, `21 November 2026`. */
export function dayText(day: string, lang: Lang): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  return DAYS[lang].format(date)
}

// To make a format takes a hundred times as long as to use it.
const DAYS = {
  ja: new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
} as const

/** One open point as a sentence. */
export const openText = ({ code, params }: OpenPoint, lang: Lang, nameOf: NameOf, editionName: NameOf): string =>
  plain(fill(OPEN[lang][code], params, writers(nameOf, editionName), lang))

const writers = (nameOf: NameOf, editionName: NameOf): Writers => ({
  name: (id, lang) => value(nameOf(String(id), lang) ?? String(id)),
  edition: (id, lang) => wordsOf(editionName(String(id), lang) ?? String(id)),
  word: (code, lang) => wordsOf(ismsWord(String(code), lang)),
  language: (code, lang) => wordsOf(code === 'ja' || code === 'en' ? LANGUAGES[lang][code] : String(code)),
  day: (day, lang) => wordsOf(dayText(String(day), lang)),
  orNobody: (name, lang) => (name === '' ? wordsOf(NOBODY[lang]) : value(String(name))),
})

const own = (table: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(table, code) ? table[code] : undefined
