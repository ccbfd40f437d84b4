import type { Text } from '../base/text.ts'
import type { Catalogue } from './catalogue.ts'
import { compareItemIds } from './numbering.ts'

/** A place where the words stand. `where` is the title, or our own text of that part. */
export interface Hit {
  readonly edition: string
  readonly item: string
  readonly title: Text
  readonly where: 'id' | 'title' | 'explanation' | 'have' | 'shows' | 'question'
  readonly text: Text
}

/** Upper and lower case, full and half width, kana forms and 、 or ，: one letter for searching. */
export const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(',', '、')

/** Items whose id, title or our own texts hold every word, in edition and standard order; the id and the title before our texts. */
export function searchItems(catalogue: Catalogue, query: string, edition?: string): readonly Hit[] {
  const words = fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, 10)
  if (words.length === 0) return []
  const holds = (text: string): boolean => words.every((word) => fold(text).includes(word))
  return [...places(catalogue, edition)].filter(({ where, item, text }) =>
    where === 'id' ? words.length === 1 && fold(item).startsWith(words[0] ?? '') : holds(text.ja) || holds(text.en),
  )
}

function* places(catalogue: Catalogue, only: string | undefined): Generator<Hit> {
  for (const edition of catalogue.editions.values()) {
    if (only !== undefined && edition.id !== only) continue
    const titles = new Map(edition.items.map(({ id, title }) => [id, title]))
    for (const { id, title } of edition.items.toSorted((a, b) => compareItemIds(a.id, b.id))) {
      yield { edition: edition.id, item: id, title, where: 'id', text: title }
      yield { edition: edition.id, item: id, title, where: 'title', text: title }
    }
    for (const entry of catalogue.questions.get(edition.id)?.entries ?? []) {
      const at = { edition: edition.id, item: entry.item, title: titles.get(entry.item) ?? { ja: '', en: '' } }
      for (const where of ['explanation', 'have', 'shows'] as const) yield { ...at, where, text: entry[where] }
      for (const { text } of entry.questions) yield { ...at, where: 'question', text }
    }
  }
}
