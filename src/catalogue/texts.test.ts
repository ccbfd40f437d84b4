import { describe, expect, it } from 'vitest'
import { findItem } from './catalogue.ts'
import type { Questions } from './schema.ts'
import { shippedCatalogue } from './shipped.ts'

interface Said {
  readonly at: string
  readonly ja: string
  readonly en: string
}

const catalogue = shippedCatalogue()
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

const questionsOf = (edition: string): Questions => {
  const found = catalogue.questions.get(edition)
  if (found === undefined) throw new Error(`no questions for ${edition}`)
  return found
}

/** Every `{ja, en}` in a value, with the path to it. */
function textsIn(value: unknown, at: string): readonly Said[] {
  if (typeof value !== 'object' || value === null) return []
  if ('ja' in value && 'en' in value) return [{ at, ja: String(value.ja), en: String(value.en) }]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${at}/${key}`))
}

const twice = (texts: readonly string[]) => texts.filter((text, index) => texts.indexOf(text) !== index)
const all = [...catalogue.questions.values(), ...catalogue.chapters].flatMap((file) =>
  textsIn(file, 'edition' in file ? file.edition : file.id),
)

describe('our own texts', () => {
  it('speak Japanese in ja and never in en', () => {
    expect(all.length).toBeGreaterThan(1500)
    expect(all.filter(({ ja }) => !JAPANESE.test(ja))).toEqual([])
    expect(all.filter(({ en }) => JAPANESE.test(en))).toEqual([])
  })

  it('carry no mark-up and no stray spaces', () => {
    const untidy = /^\s|\s$| {2}|<\/?[a-z]+>|。。|\.\.$/
    expect(all.filter(({ ja, en }) => untidy.test(ja) || untidy.test(en))).toEqual([])
  })

  it('cover every item of 27017:2015 for each role that has guidance, and no other', () => {
    const { items } = catalogue.editions.get('iso27017-2015') ?? { items: [] }
    const wanted = items
      .filter(({ guidance }) => guidance !== 'none')
      .flatMap(({ id, guidance, roles }) => {
        if (guidance === 'shared') return [`${id} all`]
        return (['customer', 'provider'] as const).filter((role) => roles[role]).map((role) => `${id} ${role}`)
      })
    const written = questionsOf('iso27017-2015').entries.map(({ item, role }) => `${item} ${role}`)
    expect(wanted.length).toBe(77)
    expect(written.toSorted()).toEqual(wanted.toSorted())
  })

  it.each(['iso27001-2013', 'iso27001-2022', 'jip-isms517-1.0'])('cover every lowest requirement of %s', (edition) => {
    const { items } = catalogue.editions.get(edition) ?? { items: [] }
    const parents = new Set(items.map(({ parent }) => parent))
    const lowest = items.filter(({ kind, id }) => kind === 'requirement' && !parents.has(id)).map(({ id }) => id)
    const written = new Set(questionsOf(edition).entries.map(({ item }) => item))
    expect(lowest.length).toBeGreaterThan(8)
    expect(lowest.filter((id) => !written.has(id))).toEqual([])
  })

  it('ask as questions, numbered after their item and role, and none twice in an edition', () => {
    for (const { edition, entries } of catalogue.questions.values()) {
      const asked = entries.flatMap(({ item, role, questions }) =>
        questions.map(({ id, text }, index) => {
          expect(id).toBe(`${item}/${role}/${index + 1}`)
          expect(text.ja, id).toMatch(/か(（.+）)?。$/u)
          expect(text.en, id).toMatch(/\?$/)
          return text.ja
        }),
      )
      expect(twice(asked), edition).toEqual([])
    }
  })

  it('give each entry at least two questions, and three for the items of 27017', () => {
    for (const { edition, entries } of catalogue.questions.values()) {
      const least = edition === 'iso27017-2015' ? 3 : 2
      expect(entries.filter(({ questions }) => questions.length < least).map(({ item }) => item)).toEqual([])
    }
  })

  it('say nothing twice about the items of one edition', () => {
    for (const { entries } of catalogue.questions.values()) {
      const prose = entries.flatMap(({ explanation, have, shows }) => [explanation, have, shows])
      expect(twice(prose.map(({ ja }) => ja))).toEqual([])
      expect(twice(prose.map(({ en }) => en))).toEqual([])
    }
  })

  it('name only items that the edition has', () => {
    for (const { edition, entries } of catalogue.questions.values())
      for (const { item } of entries) expect(findItem(catalogue, edition, item), `${edition} ${item}`).not.toBeNull()
  })
})
