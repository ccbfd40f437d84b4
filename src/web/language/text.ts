import type { Lang, Text } from '../../base/text.ts'
import { fill, plain } from '../../report/sentences/phrase.ts'

/** The sentences of a page: each key in both languages, so that a missing one does not compile. `{n}` is filled by `fillIn`. */
export type Texts = Readonly<Record<string, Text>>

const SAID = new WeakMap<Texts, Map<Lang, unknown>>()

/** The sentences in one language. Kept for each table, which never changes. */
export function inLanguage<T extends Texts>(texts: T, lang: Lang): { readonly [K in keyof T]: string } {
  const known = SAID.get(texts) ?? new Map<Lang, unknown>()
  SAID.set(texts, known)
  const said = known.get(lang) ?? Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text[lang]]))
  known.set(lang, said)
  // Made from the very keys of the table.
  return said as { readonly [K in keyof T]: string }
}

/** The sentence with its places filled as those of reports are (`{n}`, `{n|risk|risks}`), but for the spaces, which stand in it already. */
export const fillIn = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  plain(fill(sentence, values, {}, 'en'))
