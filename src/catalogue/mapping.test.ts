import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, carryAnswers } from './carry.ts'
import { diffEditions } from './diff.ts'
import { checkMapping, findMapping, invertMapping } from './mapping.ts'
import type { Mapping } from './schema.ts'
import { shippedCatalogue } from './shipped.ts'

const catalogue = shippedCatalogue()
const mapping = (from: string, to: string): Mapping => {
  const found = findMapping(catalogue, from, to)
  if (found === null) throw new Error(`no mapping from ${from} to ${to}`)
  return found
}
const published = mapping('iso27002-2013', 'iso27002-2022')
const codes = (changed: Mapping) => checkMapping(catalogue, changed).map(({ code }) => code)

describe('mappings', () => {
  it('[C-7] inverting twice gives the same rows', () => {
    expect(catalogue.mappings.length).toBeGreaterThan(3)
    for (const each of catalogue.mappings) expect(invertMapping(invertMapping(each)).pairs).toEqual(each.pairs)
  })

  it('[C-7] a published inverse pair agrees with the derived one, and a difference is found', () => {
    expect(published.publishedInverse?.length).toBeGreaterThan(110)
    expect(codes(published)).toEqual([])
    expect(codes({ ...published, publishedInverse: published.publishedInverse?.slice(1) ?? [] })).toEqual([
      'mapping-inverse',
    ])
    expect(
      codes({ ...published, publishedInverse: [...(published.publishedInverse ?? []), { from: '8.1', to: '5.1.1' }] }),
    ).toEqual(['mapping-inverse'])
  })

  it('[C-7] subset and superset change places in the inverse', () => {
    const back = findMapping(catalogue, 'iso27002-2022', 'iso27002-2013')
    const pair = published.pairs.find(({ relation }) => relation === 'subset')
    expect(back?.pairs.find(({ from, to }) => from === pair?.to && to === pair?.from)?.relation).toBe('superset')
  })

  it('[C-7] a row twice, a target of “none”, or an item that does not exist is found', () => {
    const row = published.pairs[0]
    if (row === undefined) throw new Error('the mapping is empty')
    const alone = { ...published, publishedInverse: undefined }
    const { publishedInverse: _, ...plain } = alone
    expect(codes({ ...plain, pairs: [row, row] })).toEqual(['mapping-pair-twice'])
    expect(codes({ ...plain, pairs: [{ ...row, relation: 'none' }] })).toEqual(['mapping-shape'])
    expect(codes({ ...plain, pairs: [{ ...row, to: null }] })).toEqual(['mapping-shape'])
    expect(codes({ ...plain, pairs: [{ ...row, to: '99.9' }] })).toEqual(['item-missing'])
    expect(codes({ ...plain, to: 'nowhere' })).toEqual(['edition-missing'])
  })

  it('[C-7] every relation of the unconfirmed edition is marked unconfirmed, and none claims to be equal', () => {
    const { pairs } = mapping('iso27017-2015', 'iso27017-2026')
    expect(pairs.length).toBeGreaterThan(44)
    expect(pairs.every(({ confidence, relation }) => confidence === 'unconfirmed' && relation !== 'equal')).toBe(true)
  })

  it('every item of the older edition stands in its mapping', () => {
    for (const each of catalogue.mappings) {
      const mapped = new Set(each.pairs.map(({ from }) => from))
      const asking = catalogue.editions.get(each.from)?.items.filter(({ obligation }) => obligation !== 'none') ?? []
      expect(asking.filter(({ id }) => !mapped.has(id)).map(({ id }) => id)).toEqual([])
    }
  })
})

describe('carrying answers', () => {
  const answers = (each: Mapping): fc.Arbitrary<readonly Answer<string>[]> => {
    const known = [...new Set(each.pairs.flatMap(({ from }) => (from === null ? [] : [from])))]
    return fc
      .uniqueArray(fc.constantFrom(...known, '99.1', 'X.1'))
      .map((items) => items.map((item) => ({ item, answer: `answer to ${item}` })))
  }

  it('[C-10] there and back loses none', () => {
    for (const each of catalogue.mappings)
      fc.assert(
        fc.property(answers(each), (given) => {
          const there = carryAnswers(each, given)
          const back = carryAnswers(
            invertMapping(each),
            there.carried.map(({ to, answer }) => ({ item: to, answer })),
          )
          const kept = new Set(
            [...back.carried, ...back.withoutTarget, ...there.withoutTarget].map(({ answer }) => answer),
          )
          expect([...kept].toSorted()).toEqual(given.map(({ answer }) => answer).toSorted())
          for (const { item, answer } of given)
            if (!there.withoutTarget.some((left) => left.item === item))
              expect(back.carried.some(({ to, answer: returned }) => to === item && returned === answer)).toBe(true)
        }),
        { numRuns: 30 },
      )
  })

  it('[C-10] along any mapping, every answer is carried or listed', () => {
    const id = fc.integer({ min: 1, max: 9 }).map((n) => `5.${n}`)
    const pair = fc.record({
      from: fc.option(id),
      to: fc.option(id),
      relation: fc.constantFrom<Mapping['pairs'][number]['relation']>(
        'equal',
        'subset',
        'superset',
        'intersects',
        'none',
      ),
      confidence: fc.constant<'ours'>('ours'),
    })
    fc.assert(
      fc.property(fc.array(pair), fc.uniqueArray(id), (pairs, items) => {
        const any = { ...published, pairs }
        const { carried, withoutTarget } = carryAnswers(
          any,
          items.map((item) => ({ item, answer: item })),
        )
        expect(new Set([...carried.map(({ from }) => from), ...withoutTarget.map(({ item }) => item)])).toEqual(
          new Set(items),
        )
        expect(carried.every(({ from }) => !withoutTarget.some(({ item }) => item === from))).toBe(true)
      }),
    )
  })

  it('[C-10] every answer is to review unless the mapping says equal', () => {
    const given = published.pairs.flatMap(({ from }) => (from === null ? [] : [{ item: from, answer: from }]))
    const { carried } = carryAnswers(published, given)
    expect(carried.some(({ review }) => !review)).toBe(true)
    expect(carried.every(({ review, relation }) => review === (relation !== 'equal'))).toBe(true)
  })

  it('[C-10] what has no target is listed, and so is what nobody has answered', () => {
    const to2002 = mapping('iso27017-2015', 'iso27002-2022')
    const { carried, withoutTarget, unanswered } = carryAnswers(to2002, [
      { item: 'CLD.9.5.1', answer: 'separated' },
      { item: '13.1.3', answer: 'VLANs' },
    ])
    expect(withoutTarget).toEqual([{ item: 'CLD.9.5.1', answer: 'separated' }])
    expect(carried.map(({ to }) => to)).toEqual(['8.22'])
    expect(unanswered).toContain('5.1')
    expect(unanswered).not.toContain('8.22')
  })
})

describe('comparing editions', () => {
  it('shows old beside new, what changed, and what is new', () => {
    const rows = diffEditions(catalogue, 'iso27017-2015', 'iso27017-2026') ?? []
    const cld = rows.find(({ old }) => old?.item === 'CLD.9.5.1')
    expect(cld?.new?.item).toBe('8.35')
    expect(cld?.changed).toContain('roles')
    expect(rows.find((row) => row.new?.item === '8.36')?.old).toBeNull()
  })

  it('two editions without a mapping cannot be compared', () =>
    expect(diffEditions(catalogue, 'cism', 'iso27017-2015')).toBeNull())
})
