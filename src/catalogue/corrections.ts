import { z } from 'zod'
import { type Confidence, type Edition, editionIdSchema, type Item, itemIdSchema } from './schema.ts'

/** C-9: a user's correction of a title that was not confirmed, with the title that it was made against. */
export const correctionSchema = z.strictObject({
  edition: editionIdSchema,
  item: itemIdSchema,
  lang: z.enum(['ja', 'en']),
  title: z.string().min(1).max(500),
  /** The shipped title when the correction was made. */
  instead: z.string().min(1).max(500),
  by: z.string().min(1).max(200),
  at: z.string().max(40),
})

export const correctionsSchema = z.strictObject({
  format: z.literal('akashi-corrections/1'),
  corrections: z.array(correctionSchema).max(20_000),
})

export type Correction = z.infer<typeof correctionSchema>

export interface Corrected {
  readonly edition: Edition
  /** Corrections that stand on a title that the catalogue has changed since: kept and applied, and to be looked at again. */
  readonly toReview: readonly Correction[]
  /** Corrections of items that the edition no longer has: kept by their owner, and shown. */
  readonly withoutItem: readonly Correction[]
}

/** The edition with the user's titles. A later catalogue never undoes a correction (C-9); the last correction of a title counts. */
export function applyCorrections(edition: Edition, corrections: readonly Correction[]): Corrected {
  const mine = corrections.filter((correction) => correction.edition === edition.id)
  const shipped = new Map(edition.items.map((item) => [item.id, item]))
  return {
    edition: mine.length === 0 ? edition : { ...edition, items: edition.items.map((item) => corrected(item, mine)) },
    toReview: mine.filter(({ item, lang, instead, title }) => {
      const now = shipped.get(item)?.title[lang]
      return now !== undefined && now !== instead && now !== title
    }),
    withoutItem: mine.filter(({ item }) => !shipped.has(item)),
  }
}

const CONFIRMED: Confidence = 'confirmed'

const corrected = (item: Item, corrections: readonly Correction[]): Item =>
  corrections
    .filter((correction) => correction.item === item.id)
    .reduce<Item>(
      (changed, { lang, title }) => ({
        ...changed,
        title: { ...changed.title, [lang]: title },
        titleConfidence: { ...changed.titleConfidence, [lang]: CONFIRMED },
      }),
      item,
    )
