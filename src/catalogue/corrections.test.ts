import { describe, expect, it } from 'vitest'
import { applyCorrections, type Correction } from './corrections.ts'
import { NOTHING_OWN, withOwn } from './own.ts'
import { orderedItems } from './listing.ts'
import type { Edition } from './schema.ts'
import { searchItems } from './search.ts'
import { shippedCatalogue } from './shipped.ts'

const catalogue = shippedCatalogue()
const edition = catalogue.editions.get('iso27002-2013')
if (edition === undefined) throw new Error('iso27002-2013 is not shipped')
const correction: Correction = {
  edition: 'iso27002-2013',
  item: '9.3',
  lang: 'ja',
  title: '利用者の責任（訂正）',
  instead: '利用者の責任',
  by: 'A. Reader',
  at: '2026-11-22',
}
const titleOf = (from: Edition, id: string) => from.items.find((item) => item.id === id)

describe('titles that were not confirmed', () => {
  it('[C-9] are marked', () => {
    expect(edition.items.filter(({ titleConfidence }) => titleConfidence.ja === 'unconfirmed').length).toBeGreaterThan(
      5,
    )
    const cloud = catalogue.editions.get('iso27017-2026')?.items.filter(({ cld }) => cld) ?? []
    expect(cloud.map(({ titleConfidence }) => titleConfidence.ja)).toEqual(['ours', 'ours', 'ours', 'ours'])
  })

  it('[C-9] are corrected by a user, and the correction survives an update of the catalogue', () => {
    const { edition: now, toReview } = applyCorrections(edition, [correction])
    expect(titleOf(now, '9.3')?.title.ja).toBe('利用者の責任（訂正）')
    expect(titleOf(now, '9.3')?.titleConfidence).toEqual({ ja: 'confirmed', en: 'confirmed' })
    expect(toReview).toEqual([])
    const updated = {
      ...edition,
      items: edition.items.map((item) =>
        item.id === '9.3' ? { ...item, title: { ...item.title, ja: '別の題名' } } : item,
      ),
    }
    const later = applyCorrections(updated, [correction])
    expect(titleOf(later.edition, '9.3')?.title.ja).toBe('利用者の責任（訂正）')
    expect(later.toReview).toEqual([correction])
  })

  it('[C-9] a correction whose item is gone is kept and listed', () => {
    const gone = { ...correction, item: '99.1' }
    expect(applyCorrections(edition, [gone]).withoutItem).toEqual([gone])
  })

  it('[C-9] one that was made against another title, or whose item is gone, is named when the catalogue is opened', () => {
    const corrections = [
      { ...correction, instead: 'もとの題名' },
      { ...correction, item: '99.1' },
    ]
    const opened = withOwn(catalogue, { ...NOTHING_OWN, corrections })
    expect(opened.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['correction-outdated', 'warning'],
      ['correction-without-item', 'warning'],
    ])
  })

  it('an unconfirmed edition that a user confirmed counts as confirmed, and our translations stay ours', () => {
    const confirmations = [{ edition: 'iso27017-2026', by: 'A. Reader', at: '2026-11-22' }]
    const opened = withOwn(catalogue, { ...NOTHING_OWN, confirmations }).catalogue.editions.get('iso27017-2026')
    expect(opened?.status).toBe('current')
    expect(titleOf(opened ?? edition, '5.38')).toMatchObject({
      confidence: 'confirmed',
      titleConfidence: { ja: 'ours', en: 'confirmed' },
    })
  })

  it('[C-1] a user’s edition never takes the place of a shipped one, and one with faults is left out and named', () => {
    const mine = { ...edition, items: [] }
    const broken = { ...edition, id: 'mine', base: 'nowhere' }
    const opened = withOwn(catalogue, { ...NOTHING_OWN, editions: [mine, broken] })
    expect(opened.catalogue.editions.get('iso27002-2013')?.items.length).toBeGreaterThan(100)
    expect(opened.catalogue.editions.has('mine')).toBe(false)
    expect(opened.problems.map(({ code }) => code)).toEqual(['id-twice', 'base-missing'])
  })

  it('[C-1] the edition itself is not changed', () => {
    const before = JSON.stringify(edition)
    applyCorrections(edition, [correction])
    expect(JSON.stringify(edition)).toBe(before)
  })
})

describe('searching', () => {
  it('finds by title in both languages, by number, and in full or half width', () => {
    const found = (query: string, only?: string) =>
      searchItems(catalogue, query, only).map(({ edition: id, item }) => `${id} ${item}`)
    expect(found('segregation networks')).toContain('iso27017-2015 13.1.3')
    expect(found('ネットワークの分離')).toContain('iso27002-2013 13.1.3')
    expect(found('ｉｃｔ', 'iso27002-2022').length).toBeGreaterThan(1)
    expect(found('CLD.9.5', 'iso27017-2015')).toEqual(
      expect.arrayContaining(['iso27017-2015 CLD.9.5.1', 'iso27017-2015 CLD.9.5.2']),
    )
    expect(found('   ')).toEqual([])
  })
})

describe('listing', () => {
  it('gives the 44 items of 27017:2015 in standard order, CLD items in their places', () => {
    const cloud = catalogue.editions.get('iso27017-2015')
    const ids = cloud === undefined ? [] : orderedItems(cloud).map(({ id }) => id)
    expect(ids.length).toBe(44)
    expect(ids.slice(0, 8)).toEqual(['5.1.1', '6.1.1', '6.1.3', 'CLD.6.3.1', '7.2.2', '8.1.1', 'CLD.8.1.5', '8.2.2'])
  })
})
