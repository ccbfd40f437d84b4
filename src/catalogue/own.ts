import { z } from 'zod'
import type { Catalogue } from './catalogue.ts'
import { checkEdition } from './check-edition.ts'
import { applyCorrections, type Correction } from './corrections.ts'
import type { LicensedText, LicensedTexts } from './import/texts.ts'
import { checkMapping } from './mapping.ts'
import { type CatalogueProblem, problemOf } from './messages.ts'
import { type Confidence, editionIdSchema, type Edition, type Mapping } from './schema.ts'

/** A user's word that an unconfirmed edition agrees with their own copy of the standard. */
export const confirmationsSchema = z.strictObject({
  format: z.literal('akashi-confirmations/1'),
  confirmations: z
    .array(z.strictObject({ edition: editionIdSchema, by: z.string().min(1).max(200), at: z.string().max(40) }))
    .max(1000),
})

export type Confirmation = z.infer<typeof confirmationsSchema>['confirmations'][number]

/** What an organisation lays beside the shipped catalogue. */
export interface OwnMaterial {
  readonly editions: readonly Edition[]
  readonly mappings: readonly Mapping[]
  readonly texts: readonly LicensedTexts[]
  readonly corrections: readonly Correction[]
  readonly confirmations: readonly Confirmation[]
}

export const NOTHING_OWN: OwnMaterial = { editions: [], mappings: [], texts: [], corrections: [], confirmations: [] }

export interface WithOwn {
  readonly catalogue: Catalogue
  readonly texts: readonly LicensedTexts[]
  readonly problems: readonly CatalogueProblem[]
}

/** The shipped catalogue with the organisation's material. A shipped edition is never replaced (C-1); an edition or mapping with errors is left out and named. */
export function withOwn(shipped: Catalogue, own: OwnMaterial): WithOwn {
  const taken = own.editions.filter(({ id }) => shipped.editions.has(id))
  const offered = new Map([
    ...shipped.editions,
    ...own.editions.filter(({ id }) => !shipped.editions.has(id)).map((one) => [one.id, one] as const),
  ])
  const faults = own.editions.flatMap((edition) => checkEdition({ editions: offered }, edition))
  const faulty = new Set(faults.map(({ params }) => params?.['edition']))
  const editions = new Map(
    [...offered]
      .filter(([id]) => shipped.editions.has(id) || !faulty.has(id))
      .map(([id, edition]) => [id, improved(edition, own)]),
  )
  const mappings = own.mappings.map((mapping) => ({ mapping, faults: checkMapping({ editions }, mapping) }))
  return {
    catalogue: {
      ...shipped,
      editions,
      mappings: [
        ...shipped.mappings,
        ...mappings.filter((each) => each.faults.length === 0).map(({ mapping }) => mapping),
      ],
    },
    texts: own.texts,
    problems: [
      ...taken.map(({ id }) => problemOf('id-twice', { place: 'editions', id })),
      ...faults,
      ...correctionProblems(offered.values(), own.corrections),
      ...mappings.flatMap((each) => each.faults),
    ],
  }
}

/** The edition with the user's titles; where the user confirmed it, what was unconfirmed counts as confirmed. Our own translations stay ours. */
const improved = (edition: Edition, { corrections, confirmations }: OwnMaterial): Edition => {
  const { edition: corrected } = applyCorrections(edition, corrections)
  const confirmed = confirmations.some((confirmation) => confirmation.edition === edition.id)
  return confirmed && corrected.status === 'unconfirmed' ? confirm(corrected) : corrected
}

const confirm = (edition: Edition): Edition => ({
  ...edition,
  name: { ja: edition.name.ja.replace(/（未確認）$/, ''), en: edition.name.en.replace(/ \(unconfirmed\)$/, '') },
  status: 'current',
  items: edition.items.map((item) => ({
    ...item,
    confidence: raised(item.confidence),
    titleConfidence: { ja: raised(item.titleConfidence.ja), en: raised(item.titleConfidence.en) },
  })),
})

const raised = (confidence: Confidence): Confidence => (confidence === 'unconfirmed' ? 'confirmed' : confidence)

/** C-9: corrections that somebody has to look at again. */
function correctionProblems(
  editions: Iterable<Edition>,
  corrections: readonly Correction[],
): readonly CatalogueProblem[] {
  return [...editions].flatMap((edition) => {
    const { toReview, withoutItem } = applyCorrections(edition, corrections)
    const at = ({ item }: Correction) => ({ edition: edition.id, item })
    return [
      ...toReview.map((each) => problemOf('correction-outdated', at(each), 'warning')),
      ...withoutItem.map((each) => problemOf('correction-without-item', at(each), 'warning')),
    ]
  })
}

/** The licensed texts of an item, in the order of their import. */
export const textsOf = (texts: readonly LicensedTexts[], edition: string, item: string): readonly LicensedText[] =>
  texts.filter((each) => each.edition === edition).flatMap((each) => each.texts.filter((text) => text.item === item))
