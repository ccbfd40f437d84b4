import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mustBeAnswered, OBLIGATION_OF } from './obligation.ts'
import { compareItemIds } from './numbering.ts'
import { resolveProfile } from './resolve.ts'
import type { Item, Role } from './schema.ts'
import { shippedCatalogue } from './shipped.ts'
import { showItems } from './supplement.ts'

const catalogue = shippedCatalogue()
const roles = fc.subarray<Role>(['customer', 'provider'])
const lines = (edition: string, ...asked: Role[]) => {
  const resolved = resolveProfile(catalogue, { edition, roles: asked })
  if (resolved === null) throw new Error(`edition ${edition} is not shipped`)
  return resolved
}
const ids = (edition: string, ...asked: Role[]) => lines(edition, ...asked).map(({ id }) => id)

describe('resolving a profile', () => {
  it('[C-8] gives the same bytes twice, in whatever order the editions and their items stand', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...catalogue.editions.keys()),
        roles,
        fc.infiniteStream(fc.nat()),
        (edition, asked, dice) => {
          const once = JSON.stringify(resolveProfile(catalogue, { edition, roles: asked }))
          const shuffled = new Map(
            [...catalogue.editions.values()]
              .map((each) => ({ ...each, items: each.items.toSorted(() => ((dice.next().value ?? 0) % 2) - 0.5) }))
              .map((each) => [each.id, each]),
          )
          const again = resolveProfile({ editions: shuffled }, { edition, roles: asked.toReversed() })
          expect(JSON.stringify(again)).toBe(once)
        },
      ),
      { numRuns: 40 },
    ))

  it('[C-8] is in standard order, each item once', () => {
    const all = ids('iso27017-2015', 'customer', 'provider')
    expect(all).toEqual(all.toSorted(compareItemIds))
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBe(14 + 35 + 114 + 2 + 7)
  })

  it('[C-8] says for each item where it came from', () => {
    const line = lines('iso27017-2015', 'provider').find(({ id }) => id === '13.1.3')
    expect(line?.from).toEqual([
      { edition: 'iso27002-2013', item: '13.1.3', as: 'states' },
      { edition: 'iso27017-2015', item: '13.1.3', as: 'extends' },
    ])
    expect(line?.guidanceFor).toEqual(['provider'])
  })

  it('[C-8] leaves out what speaks only to another role, and never an item of the base', () => {
    expect(ids('iso27017-2015', 'customer')).not.toContain('CLD.9.5.1')
    expect(ids('iso27017-2015', 'provider')).toContain('CLD.9.5.1')
    const customerOnly = lines('iso27017-2015', 'provider').find(({ id }) => id === '9.1.2')
    expect(customerOnly?.from).toEqual([{ edition: 'iso27002-2013', item: '9.1.2', as: 'states' }])
    expect(customerOnly?.guidanceFor).toEqual([])
  })

  it('[C-3] includes a standard by reference under its prefix, after the clauses', () => {
    const all = ids('iso27001-2022', 'customer')
    expect(all.indexOf('A.5.1')).toBeGreaterThan(all.indexOf('10.2'))
    expect(lines('iso27001-2022').find(({ id }) => id === 'A.8.22')?.from).toEqual([
      { edition: 'iso27002-2022', item: '8.22', as: 'states' },
      { edition: 'iso27001-2022', item: 'A.8.22', as: 'same' },
    ])
  })

  it('an unknown edition gives nothing', () =>
    expect(resolveProfile(catalogue, { edition: '__proto__', roles: [] })).toBeNull())
})

describe('what an item asks', () => {
  it('[C-5] controls are to be done, detailed controls are chosen, management requirements are all to be done', () => {
    const each = [...catalogue.editions.values()].flatMap(({ items }) => items)
    const controls = each.filter(({ kind }) => kind === 'control')
    expect(controls.length).toBeGreaterThan(300)
    expect(controls.every(({ obligation }) => obligation === OBLIGATION_OF.control)).toBe(true)
    expect(controls.every(mustBeAnswered)).toBe(true)
    expect(mustBeAnswered({ obligation: OBLIGATION_OF.detailedControl })).toBe(false)
    expect(mustBeAnswered({ obligation: OBLIGATION_OF.requirement })).toBe(true)
    expect(mustBeAnswered({ obligation: OBLIGATION_OF.basicStatementRequirement })).toBe(false)
    expect(mustBeAnswered({ obligation: 'control', retired: true })).toBe(false)
  })

  it('[C-6] a supplement is shown apart: one step further in, and labelled', () => {
    const item = (
      id: string,
      parent: string | null,
      supplement: boolean,
    ): Pick<Item, 'id' | 'parent' | 'supplement'> => ({
      id,
      parent,
      supplement,
    })
    const shown = showItems([item('5', null, false), item('5.1', '5', false), item('5.1.1', '5.1', true)])
    expect(shown.map(({ depth }) => depth)).toEqual([0, 1, 3])
    expect(shown.map(({ label }) => label?.ja ?? null)).toEqual([null, null, '独自記載（補足・適用指針）'])
  })
})
