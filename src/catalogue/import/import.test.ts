import { describe, expect, it } from 'vitest'
import { resolveProfile } from '../resolve.ts'
import { shippedCatalogue } from '../shipped.ts'
import { importList, type ListOptions } from './items.ts'
import { sheetOf } from './sheet.ts'
import { importTexts, joinTexts } from './texts.ts'

const catalogue = shippedCatalogue()
const options = { lang: 'ja', source: '自社の規格票' } as const
const sheet = (...rows: string[][]) => sheetOf(rows)
const texts = (...rows: string[][]) => importTexts(catalogue, 'iso27017-2015', sheet(...rows), options)
const found = ({
  problems,
}: {
  readonly problems: readonly { code: string; params?: Readonly<Record<string, unknown>> }[]
}) => problems.map(({ code, params }) => [code, params?.['row'] ?? null])

describe('importing the licensed text of a standard', () => {
  it('lays the text on to the items, by role and language', () => {
    const { value, problems, rows } = texts(
      ['項番', '題名', 'クラウドサービスカスタマ', 'クラウドサービスプロバイダ', 'guidance.en'],
      ['13.1.3', 'ネットワークの分離', 'カスタマ向けの例文', 'プロバイダ向けの例文', ''],
      ['', '', '', '', ''],
      ['16.1.7', '', '', '', 'an example sentence'],
    )
    expect([problems, rows]).toEqual([[], 2])
    expect(value?.texts).toEqual([
      { item: '13.1.3', part: 'title', role: 'all', ja: 'ネットワークの分離' },
      { item: '13.1.3', part: 'guidance', role: 'customer', ja: 'カスタマ向けの例文' },
      { item: '13.1.3', part: 'guidance', role: 'provider', ja: 'プロバイダ向けの例文' },
      { item: '16.1.7', part: 'guidance', role: 'all', en: 'an example sentence' },
    ])
  })

  it('names every bad row by its number, and then takes nothing', () => {
    const bad = texts(
      ['項番', '本文'],
      ['5.1.1', '例文'],
      ['99.1', '例文'],
      ['五の一', '例文'],
      ['5.1.1', '例文'],
      ['', '例文'],
      ['6.1.1', ''],
      ['6.1.3', 'あ'.repeat(20_001)],
    )
    expect(bad.value).toBeNull()
    expect(found(bad)).toEqual([
      ['row-without-number', 6],
      ['row-too-long', 8],
      ['row-item-missing', 3],
      ['row-not-a-number', 4],
      ['row-twice', 5],
      ['row-empty', 7],
    ])
  })

  it('a second file adds to the first, and holds where both say the same part', () => {
    const first = texts(['項番', '本文', 'guidance.en'], ['13.1.3', '例文', 'an example'], ['5.1.1', '例文', ''])
    const second = texts(['項番', '本文', 'text.en'], ['13.1.3', '改めた例文', 'changed'])
    if (first.value === null || second.value === null) throw new Error('both are good')
    expect(joinTexts([first.value, { ...first.value, edition: 'another' }], second.value).texts).toEqual([
      { item: '13.1.3', part: 'statement', role: 'all', ja: '改めた例文', en: 'changed' },
      { item: '13.1.3', part: 'guidance', role: 'all', en: 'an example' },
      { item: '5.1.1', part: 'statement', role: 'all', ja: '例文' },
    ])
  })

  it('reads full-width numbers, names columns that it does not use, and refuses one that stands twice', () => {
    const wide = texts(['項番', '本文', '備考'], ['１３．１．３', '例文', 'メモ'])
    expect(wide.value?.texts[0]?.item).toBe('13.1.3')
    expect(found(wide)).toEqual([['column-unknown', null]])
    expect(found(texts(['項番', '本文', 'text'], ['13.1.3', 'a', 'b']))).toEqual([['column-twice', null]])
    expect(found(texts(['本文'], ['例文']))).toEqual([['column-missing', null]])
    expect(found(texts(['項番', '本文']))).toEqual([['nothing-to-import', null]])
    expect(found(importTexts(catalogue, '__proto__', sheet(['id', 'text'], ['5', 'x']), options))[0]).toEqual([
      'edition-missing',
      null,
    ])
  })
})

describe('importing an official list in its numbering', () => {
  const list: ListOptions = {
    id: 'my-cism',
    name: '自社のクラウド管理基準',
    publisher: '自社',
    base: 'cism',
    source: '自社の資料',
    lang: 'ja',
  }
  const base = sheet(
    ['項番', '本文', '独自記載'],
    ['4.4.1.1', '方針を定める（例文）。', ''],
    ['4.4.1.2', 'リスクの伝え方を定める（例文）。', '○'],
    ['5.1.1', '方針群を定める（例文）。', ''],
    ...Array.from({ length: 23 }, (_, index) => [`5.1.1.${index + 1}`, `方針群の例 ${index + 1}。`, '']),
  )
  const baseList = importList(catalogue, base, { ...list, id: 'my-ism', base: 'ism-2016' })
  const withBase = {
    editions: new Map([
      ...catalogue.editions,
      ...(baseList.value === null ? [] : [['my-ism', baseList.value.edition] as const]),
    ]),
  }
  const cloud = (...ids: string[]) =>
    importList(withBase, sheet(['項番', '本文'], ...ids.map((id) => [id, `${id} の例文。`])), {
      ...list,
      base: 'my-ism',
    })

  it('[C-2][C-5] sorts its rows into requirements, controls and detailed controls, with what each asks', () => {
    expect(baseList.problems).toEqual([])
    const items = new Map(baseList.value?.edition.items.map((item) => [item.id, item]))
    expect(items.get('4.4.1.1')).toMatchObject({ kind: 'requirement', obligation: 'all', parent: null })
    expect(items.get('5.1.1')).toMatchObject({
      kind: 'control',
      obligation: 'control',
      base: { edition: 'iso27002-2013', relation: 'same' },
    })
    expect(items.get('5.1.1.23')).toMatchObject({
      kind: 'detailedControl',
      obligation: 'choice',
      parent: '5.1.1',
      objective: '5.1',
    })
  })

  it('[C-6] keeps the mark of a supplement', () =>
    expect(baseList.value?.edition.items.filter(({ supplement }) => supplement).map(({ id }) => id)).toEqual([
      '4.4.1.2',
    ]))

  it('[C-3] a cloud list numbers on from its base with the suffix of its role', () => {
    const good = cloud('5.1.1.24.P', '5.1.1.25.PB', 'CLD.6.3', 'CLD.6.3.1', 'CLD.8.1.5')
    expect(good.problems).toEqual([])
    // The suffixes mean here what they mean in the cloud standard, though the list stands on a list of one's own.
    expect(good.value?.edition.suffixes.map(({ suffix, roles }) => [suffix, roles])).toEqual([
      ['P', ['provider']],
      ['PB', ['provider']],
    ])
    expect(good.value?.edition.items[0]?.roles).toEqual({ customer: false, provider: true })
    expect(found(cloud('5.1.1.24.ZZ'))).toEqual([['suffix-added', null]])
    expect(good.value?.edition.items.map(({ id, objective }) => [id, objective])).toEqual([
      ['5.1.1.24.P', '5.1'],
      ['5.1.1.25.PB', '5.1'],
      ['CLD.6.3', null],
      ['CLD.6.3.1', 'CLD.6.3'],
      ['CLD.8.1.5', '8.1'],
    ])
    expect(found(cloud('5.1.1.5.P'))).toContainEqual(['base-item-copied', null])
    expect(cloud('5.1.1.5.P').value).toBeNull()
  })

  it('[C-3] the suffixes of the cloud standard say the role where the list stands on it', () => {
    const { value, problems } = importList(catalogue, sheet(['項番', '本文'], ['5.1.1.24.P', '例文。']), list)
    expect(problems).toEqual([])
    expect(value?.edition.items[0]?.roles).toEqual({ customer: false, provider: true })
    const editions = new Map([...catalogue.editions, ...(value === null ? [] : [[list.id, value.edition] as const])])
    const ids = (role: 'customer' | 'provider') =>
      resolveProfile({ editions }, { edition: list.id, roles: [role] })?.map(({ id }) => id)
    expect(ids('provider')).toContain('5.1.1.24.P')
    expect(ids('customer')).not.toContain('5.1.1.24.P')
  })

  it('is taken whole or not at all', () => {
    const bad = cloud('5.1.1.24.P', 'x y', '5.1.1.24.P')
    expect(bad.value).toBeNull()
    expect(found(bad)).toContainEqual(['row-not-a-number', 3])
    expect(found(bad)).toContainEqual(['row-twice', 4])
  })

  it('rules of one’s own go on from no edition: their numbers and titles stay theirs', () => {
    const rules = importList(
      catalogue,
      sheet(['項番', '題名', '本文'], ['5.1', '利用の申請', '例文。'], ['5.1.1', '', '例文の二。']),
      {
        ...list,
        base: null,
      },
    )
    expect(rules.problems).toEqual([])
    expect(rules.value?.edition.base).toBeNull()
    expect(rules.value?.edition.items.map(({ id, title, base, parent }) => [id, title.ja, base, parent])).toEqual([
      ['5.1', '利用の申請', undefined, null],
      ['5.1.1', '例文の二。', undefined, '5.1'],
    ])
  })

  it('[C-2] a number stands once, whatever its suffix', () => {
    const bad = cloud('5.1.1.24.P', '5.1.1.24.B')
    expect(bad.value).toBeNull()
    expect(found(bad)).toEqual([['row-twice', 3]])
  })
})
