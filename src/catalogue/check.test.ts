import { describe, expect, it } from 'vitest'
import type { Catalogue } from './catalogue.ts'
import { checkEdition } from './check-edition.ts'
import { checkCatalogue } from './check.ts'
import { sayProblem } from './messages.ts'
import type { Edition, Item } from './schema.ts'
import { shippedCatalogue } from './shipped.ts'

const catalogue = shippedCatalogue()
const edition = (id: string): Edition => {
  const found = catalogue.editions.get(id)
  if (found === undefined) throw new Error(`edition ${id} is not shipped`)
  return found
}
/** What the checks say of the edition with these items added. */
const withItems = (id: string, ...items: Item[]): readonly string[] => {
  const changed = { ...edition(id), items: [...edition(id).items, ...items] }
  const among: Pick<Catalogue, 'editions'> = { editions: new Map([...catalogue.editions, [id, changed]]) }
  return checkEdition(among, changed).map(({ code }) => code)
}
const detailed: Item = {
  id: '5.1.1.24.P',
  kind: 'detailedControl',
  parent: '5.1.1',
  title: { ja: '例', en: 'example' },
  titleConfidence: { ja: 'ours', en: 'ours' },
  roles: { customer: false, provider: true },
  guidance: 'none',
  cld: false,
  objective: '5.1',
  obligation: 'choice',
  supplement: false,
  confidence: 'ours',
}

describe('the shipped catalogue', () => {
  it('[C-2][C-3][C-4][C-7] has nothing wrong with it', () =>
    expect(checkCatalogue(catalogue).map((problem) => sayProblem(problem).en)).toEqual([]))

  it('holds the editions of the table', () =>
    expect([...catalogue.editions.keys()]).toEqual([
      'cism',
      'ism-2016',
      'iso27001-2013',
      'iso27001-2022',
      'iso27002-2013',
      'iso27002-2022',
      'iso27017-2015',
      'iso27017-2026',
      'jip-isms517-1.0',
    ]))
})

describe('an edition is refused', () => {
  it('[C-2] when a number stands twice, whatever its suffix', () => {
    expect(withItems('cism', detailed)).toEqual([])
    expect(withItems('cism', detailed, { ...detailed, id: '5.1.1.24' })).toEqual(['item-twice'])
  })

  it('[C-2] when a retired number comes back', () =>
    expect(withItems('cism', { ...detailed, retired: true }, detailed)).toEqual(['number-reused']))

  it('[C-3] when it copies an item of its base, or does not number on from it', () => {
    expect(withItems('cism', { ...detailed, id: '5.1.1', parent: '5.1' })).toEqual(['base-item-copied'])
    expect(withItems('iso27017-2026', { ...detailed, id: '5.1', parent: '5', objective: null })).toContain('item-twice')
    expect(withItems('cism', { ...detailed, id: '5.1.0', parent: '5.1' })).toEqual(['number-not-on-from-base'])
  })

  it('[C-3] when a suffix was never defined', () =>
    expect(withItems('cism', { ...detailed, id: '5.1.1.24.Q' })).toEqual(['suffix-unknown']))

  it('[C-4] when a CLD item stands elsewhere than under the objective that it extends', () => {
    const cld: Item = { ...detailed, id: 'CLD.8.1.6', kind: 'control', parent: '8.1', cld: true, objective: '8.1' }
    expect(withItems('iso27017-2015', cld)).toEqual([])
    expect(withItems('iso27017-2015', { ...cld, parent: '8.2' })).toEqual(['number-not-under-parent', 'cld-misplaced'])
    expect(
      withItems('iso27017-2015', { ...cld, id: 'CLD.7.4', kind: 'objective', parent: '7', objective: null }),
    ).toEqual(['cld-misplaced'])
  })

  it('when its parents go round in a circle', () =>
    expect(
      withItems(
        'cism',
        { ...detailed, id: 'X', parent: 'Y', objective: null },
        { ...detailed, id: 'Y', parent: 'X', objective: null },
      ),
    ).toEqual(['parent-cycle', 'parent-cycle']))
})
