import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { findMapping } from './mapping.ts'
import { orderedItems } from './listing.ts'
import type { Edition, Item } from './schema.ts'
import { shippedCatalogue } from './shipped.ts'

const FACTS = new URL('../../../shared/facts/', import.meta.url)
const here = existsSync(FACTS)
const catalogue = shippedCatalogue()

const cloudRow = z.object({
  id: z.string(),
  en: z.string(),
  ja: z.string().nullable(),
  customer: z.boolean(),
  provider: z.boolean(),
  cld: z.boolean(),
  guidanceType: z.enum(['separate', 'shared', 'none']),
})
const pairs = z.record(z.string(), z.array(z.string()))

const facts = <T extends z.ZodType>(name: string, schema: T): z.infer<T> =>
  schema.parse(JSON.parse(readFileSync(new URL(name, FACTS), 'utf8')))
const edition = (id: string): Edition => {
  const found = catalogue.editions.get(id)
  if (found === undefined) throw new Error(`edition ${id} is not shipped`)
  return found
}
const byId = (items: readonly Item[]) => new Map(items.map((item) => [item.id, item]))

describe.skipIf(!here)('the shipped editions agree with the facts', () => {
  it('ISO/IEC 27002:2013: every clause, objective and control, and nothing else', () => {
    const row = z.object({ id: z.string(), type: z.string(), en: z.string(), ja: z.string(), jaConfirmed: z.boolean() })
    const { rows } = facts('iso27002-2013.json', z.object({ rows: z.array(row) }))
    const { items } = edition('iso27002-2013')
    expect(rows.length).toBe(14 + 35 + 114)
    expect(
      items.map(({ id, kind, title, titleConfidence }) => [id, kind, title, titleConfidence.ja === 'confirmed']),
    ).toEqual(rows.map(({ id, type, ja, en, jaConfirmed }) => [id, type, { ja, en }, jaConfirmed]))
  })

  it('ISO/IEC 27002:2022: 93 controls under four themes', () => {
    const row = z.object({
      id: z.string(),
      themeJa: z.string(),
      en: z.string(),
      ja: z.string(),
      jaSourcesAgreeing: z.number(),
    })
    const { rows } = facts('iso27002-2022.json', z.object({ rows: z.array(row) }))
    const items = byId(edition('iso27002-2022').items)
    expect(rows.length).toBe(93)
    expect(items.size).toBe(97)
    for (const { id, themeJa, ja, en, jaSourcesAgreeing } of rows) {
      const item = items.get(id)
      expect(item?.title).toEqual({ ja, en })
      expect(items.get(item?.parent ?? '')?.title.ja).toBe(themeJa)
      expect(item?.titleConfidence.ja).toBe(jaSourcesAgreeing > 1 ? 'single-source' : 'unconfirmed')
    }
  })

  it('ISO/IEC 27017:2015: 44 items with the roles and guidance of the source', () => {
    const row = cloudRow.extend({ objective: z.string(), map2022: z.array(z.string()), secondSource: z.boolean() })
    const { rows } = facts('iso27017-2015.json', z.object({ rows: z.array(row) }))
    const items = orderedItems(edition('iso27017-2015'))
    expect(items.length).toBe(44)
    const shipped = byId(items)
    for (const { id, ja, en, customer, provider, cld, guidanceType, objective, secondSource } of rows)
      expect(shipped.get(id)).toMatchObject({
        title: { ja, en },
        roles: { customer, provider },
        cld,
        guidance: guidanceType,
        objective,
        confidence: secondSource ? 'confirmed' : 'single-source',
      })
    const mapped = findMapping(catalogue, 'iso27017-2015', 'iso27002-2022')?.pairs ?? []
    for (const { id, map2022 } of rows)
      expect(mapped.flatMap(({ from, to }) => (from === id && to !== null ? [to] : []))).toEqual(map2022)
  })

  it('ISO/IEC 27017:2026: 97 items, every one unconfirmed', () => {
    const { rows } = facts('iso27017-2026-draft.json', z.object({ rows: z.array(cloudRow) }))
    const draft = edition('iso27017-2026')
    const shipped = byId(draft.items)
    expect([draft.status, rows.length, shipped.size]).toEqual(['unconfirmed', 97, 97])
    for (const { id, ja, en, customer, provider, cld, guidanceType } of rows) {
      const item = shipped.get(id)
      expect(item).toMatchObject({
        roles: { customer, provider },
        cld,
        guidance: guidanceType,
        confidence: 'unconfirmed',
      })
      // Remarks of the gatherer stand in brackets after two English titles.
      expect(en.startsWith(item?.title.en ?? '?')).toBe(true)
      if (ja !== null) expect(item?.title.ja).toBe(ja)
      else expect(item?.titleConfidence.ja).toBe('ours')
    }
  })

  it('[C-7] both published tables of 27002:2013 to :2022 are the shipped mapping and its derived inverse', () => {
    const tables = facts('iso27002-2013-to-2022.json', z.object({ map2013to2022: pairs, map2022to2013: pairs }))
    const flat = (table: Record<string, string[]>) =>
      Object.entries(table)
        .flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`))
        .toSorted()
    const rows = (from: string, to: string) =>
      (findMapping(catalogue, from, to)?.pairs ?? [])
        .flatMap((pair) => (pair.from === null || pair.to === null ? [] : [`${pair.from} ${pair.to}`]))
        .toSorted()
    expect(rows('iso27002-2013', 'iso27002-2022')).toEqual(flat(tables.map2013to2022))
    expect(rows('iso27002-2022', 'iso27002-2013')).toEqual(flat(tables.map2022to2013))
    expect(flat(tables.map2013to2022).length).toBeGreaterThan(114)
  })
})
