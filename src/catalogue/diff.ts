import type { Text } from '../base/text.ts'
import { type Catalogue, itemsById } from './catalogue.ts'
import { findMapping } from './mapping.ts'
import { compareItemIds } from './numbering.ts'
import type { Confidence, Edition, Item, Relation, Role } from './schema.ts'

export interface DiffSide {
  readonly item: string
  readonly title: Text
  readonly roles: readonly Role[]
  readonly guidance: Item['guidance']
}

/** One row of the comparison of two editions. `null` on a side: nothing there. */
export interface DiffRow {
  readonly old: DiffSide | null
  readonly new: DiffSide | null
  readonly relation: Relation
  readonly confidence: Confidence
  /** What differs between the two sides. */
  readonly changed: readonly ('id' | 'title' | 'roles' | 'guidance')[]
  readonly note: Text | null
}

/** Two editions side by side along their mapping, old order first, then what is new. Null where an edition or a mapping is missing. */
export function diffEditions(catalogue: Catalogue, from: string, to: string): readonly DiffRow[] | null {
  const [older, newer, mapping] = [
    catalogue.editions.get(from),
    catalogue.editions.get(to),
    findMapping(catalogue, from, to),
  ]
  if (older === undefined || newer === undefined || mapping === null) return null
  const rows = mapping.pairs.map((pair): DiffRow => {
    const [left, right] = [side(older, pair.from), side(newer, pair.to)]
    return {
      old: left,
      new: right,
      relation: pair.relation,
      confidence: pair.confidence,
      changed: changes(left, right),
      note: pair.note ?? null,
    }
  })
  return rows.toSorted(byPlace)
}

function side(edition: Edition, id: string | null): DiffSide | null {
  const item = id === null ? undefined : itemsById(edition).get(id)
  if (item === undefined) return null
  const roles = (['customer', 'provider'] as const).filter((role) => item.roles[role])
  return { item: item.id, title: item.title, roles, guidance: item.guidance }
}

function changes(left: DiffSide | null, right: DiffSide | null): DiffRow['changed'] {
  if (left === null || right === null) return []
  const different = {
    id: left.item !== right.item,
    title: left.title.ja !== right.title.ja || left.title.en !== right.title.en,
    roles: left.roles.join() !== right.roles.join(),
    guidance: left.guidance !== right.guidance,
  }
  return (['id', 'title', 'roles', 'guidance'] as const).filter((key) => different[key])
}

const byPlace = (a: DiffRow, b: DiffRow): number => {
  if (a.old === null || b.old === null) {
    if (a.old !== null || b.old !== null) return a.old === null ? 1 : -1
    return compareItemIds(a.new?.item ?? '', b.new?.item ?? '')
  }
  return compareItemIds(a.old.item, b.old.item) || compareItemIds(a.new?.item ?? '', b.new?.item ?? '')
}
