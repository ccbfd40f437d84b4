import type { Catalogue } from '../catalogue.ts'
import type { LicensedTexts } from '../import/texts.ts'
import { textsOf } from '../own.ts'
import type { Edition, Mapping, Pair } from '../schema.ts'
import { applyChanges, type Applied, type BaseTexts } from './apply.ts'
import type { Revision } from './schema.ts'

/** What a revision comes to: the new edition with its texts, and the mapping from the old one. */
export interface Published {
  readonly edition: Edition
  readonly mapping: Mapping
  readonly texts: LicensedTexts
  readonly applied: Applied
  readonly base: Edition
  readonly baseTexts: BaseTexts
}

/** The outcome of a revision on its base, whatever its checks say. Null where the base is unknown. */
export function publishRevision(
  catalogue: Pick<Catalogue, 'editions'>,
  revision: Revision,
  texts: readonly LicensedTexts[],
): Published | null {
  const base = catalogue.editions.get(revision.base)
  if (base === undefined) return null
  const baseTexts = statementsOf(texts, base)
  const applied = applyChanges(base, baseTexts, revision)
  return {
    edition: editionOf(base, revision, applied),
    mapping: mappingOf(revision, base, applied),
    texts: textsFile(revision, applied),
    applied,
    base,
    baseTexts,
  }
}

const statementsOf = (texts: readonly LicensedTexts[], { id, items }: Edition): BaseTexts =>
  new Map(
    items.flatMap((item) => {
      const text = textsOf(texts, id, item.id).find(({ part }) => part === 'statement')
      const words = text?.ja ?? text?.en
      return text === undefined || words === undefined
        ? []
        : [[item.id, { ja: text.ja ?? words, en: text.en ?? words }] as const]
    }),
  )

const editionOf = (base: Edition, { edition }: Revision, { items }: Applied): Edition => ({
  ...base,
  id: edition.id,
  name: edition.name,
  title: edition.title,
  publisher: edition.publisher,
  status: 'current',
  content: 'complete',
  replaces: [base.id],
  equivalents: [],
  source: { ja: `${base.name.ja} の改訂`, en: `revision of ${base.name.en}` },
  items: items.map(({ item }) => item),
})

const textsFile = ({ edition }: Revision, { items }: Applied): LicensedTexts => ({
  format: 'akashi-texts/1',
  edition: edition.id,
  source: edition.name.ja,
  texts: items.flatMap(({ item, text }) =>
    text === null || item.retired === true
      ? []
      : [{ item: item.id, part: 'statement' as const, role: 'all' as const, ...text }],
  ),
})

/** Changed items by their steps, all others equal to themselves. An item with new words and a new number keeps what its words say of the relation. */
function mappingOf({ edition }: Revision, base: Edition, { steps }: Applied): Mapping {
  const reworded = new Map(
    steps.flatMap(({ change, from, relation }) =>
      change.do === 'reword' && from !== null ? [[from, relation] as const] : [],
    ),
  )
  const placed = new Set(
    steps.flatMap(({ change, from }) => (change.do === 'move' || change.do === 'renumber' ? (from ?? []) : [])),
  )
  const changed = new Set(steps.flatMap(({ from }) => from ?? []))
  const pairs: Pair[] = [
    ...base.items
      .filter(({ id, retired }) => retired !== true && !changed.has(id))
      .map(({ id }): Pair => ({ from: id, to: id, relation: 'equal', confidence: 'confirmed' })),
    ...steps
      .filter(({ change, from }) => !(change.do === 'reword' && from !== null && placed.has(from)))
      .map(({ change, from, to, relation }): Pair => {
        const own = change.do === 'move' || change.do === 'renumber' ? (reworded.get(from ?? '') ?? relation) : relation
        return { from, to, relation: own, confidence: 'confirmed' }
      }),
  ]
  return {
    format: 'akashi-mapping/1',
    id: `${base.id}--${edition.id}`,
    from: base.id,
    to: edition.id,
    source: {
      ja: `${edition.name.ja} の改訂の記録による`,
      en: `from the record of the revision to ${edition.name.en}`,
    },
    pairs,
  }
}
