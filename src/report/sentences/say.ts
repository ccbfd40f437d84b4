import type { Lang } from '../../base/text.ts'
import type { Saying } from '../../audit/result.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { fill, plain, value, words, type Params, type Phrase, type Writers } from './phrase.ts'

export type Family = Exclude<keyof typeof en, 'labels'>
export type Labels = Record<keyof typeof en.labels, string>

const CATALOGUES: Record<Lang, Record<keyof typeof en, Readonly<Record<string, string>>>> = { en, ja }
const LABELS: Record<Lang, Labels> = { en: en.labels, ja: ja.labels }

/** The fixed words of the faces: headings, column heads, buttons. */
export const labelsOf = (lang: Lang): Labels => LABELS[lang]

/**
 * The sentence of a saying, looked up in its family first and then in all others.
 * A code without a sentence still reads: its code and what it holds.
 */
export function say(family: Family, saying: Saying, lang: Lang): Phrase {
  const template = templateOf(family, saying.code, lang)
  if (template === null) return bare(saying, lang)
  const phrase = fill(template, saying.params, WRITERS, lang)
  return lang === 'en' && SENTENCES.has(family) && !saying.code.startsWith('cell-') ? capital(phrase) : phrase
}

/** Families whose sayings are whole sentences; those of the others stand inside one or after a name. */
const SENTENCES: ReadonlySet<Family> = new Set(['headline', 'findings', 'claims', 'unknowns', 'asks', 'problems'])

/** A sentence that begins with our words begins with a capital; a name of the evidence stays as it is. */
const capital = ([first, ...rest]: Phrase): Phrase =>
  first === undefined || first.kind === 'value'
    ? [...(first === undefined ? [] : [first]), ...rest]
    : [words(first.text.slice(0, 1).toUpperCase() + first.text.slice(1)), ...rest]

/** The sentence as one text. */
export const sayPlain = (family: Family, saying: Saying, lang: Lang): string => plain(say(family, saying, lang))

/** Whether a sentence stands for the code, in whatever family. */
export const hasSentence = (code: string): boolean => templateOf('words', code, 'en') !== null

/** A single word of the catalogue; a code that is not in it stands for itself. */
export const word = (code: string, lang: Lang): string => own(CATALOGUES[lang].words, code) ?? code

/** `tenant A`, `management` …; `null` is nobody. A tenant is named by its id, in a permission also `tenant:A`, `tenant:*`. */
export function partyName(id: string | null, lang: Lang): string {
  if (id === null || id === '') return word('nobody', lang)
  if (id === '*' || id === 'tenant:*') return word('every-tenant', lang)
  if (id.startsWith('tenant:')) return partyName(id.slice('tenant:'.length), lang)
  return PARTIES.has(id) ? word(id, lang) : plain(fill(word('tenant', lang), { id }, {}, lang))
}

const PARTIES: ReadonlySet<string> = new Set(['management', 'shared', 'external'])

/** How special values are written in a sentence. */
export const WRITERS: Writers = {
  party: (id, lang) => words(partyName(String(id), lang)),
  word: (code, lang) => words(word(String(code), lang)),
  plain: (text) => words(String(text)),
  value: (text) => value(String(text)),
  /** Ids of tables and chains are paths (`hv/table/1020`); people know the last name. */
  tail: (id) => value(String(id).split('/').at(-1) ?? ''),
}

function templateOf(family: Family, code: string, lang: Lang): string | null {
  const first = own(CATALOGUES[lang][family], code)
  if (first !== null) return first
  for (const other of FAMILIES) {
    const found = own(CATALOGUES[lang][other], code)
    if (found !== null) return found
  }
  return null
}

const FAMILIES = (Object.keys(en) as (keyof typeof en)[]).filter((family) => family !== 'labels')

const own = (catalogue: Readonly<Record<string, string>>, code: string): string | null =>
  Object.hasOwn(catalogue, code) ? (catalogue[code] ?? null) : null

function bare({ code, params }: Saying, lang: Lang): Phrase {
  const entries = Object.entries(params as Params)
  if (entries.length === 0) return [words(code)]
  const list = entries.flatMap(([name, held], i) => [words(`${i === 0 ? '' : ', '}${name} `), value(String(held))])
  return lang === 'ja' ? [words(`${code}（`), ...list, words('）')] : [words(`${code} (`), ...list, words(')')]
}
