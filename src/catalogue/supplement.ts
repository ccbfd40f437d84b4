import type { Text } from '../base/text.ts'
import type { Item } from './schema.ts'

/** C-6: the label of an item that does not come from the ISO text. */
export const SUPPLEMENT_LABEL: Text = { ja: '独自記載（補足・適用指針）', en: 'supplement (not from the ISO text)' }

/** An item as it is to be shown: its depth under its parents, one further in and labelled where it is a supplement (C-6). */
export interface Shown<I> {
  readonly item: I
  readonly depth: number
  readonly label: Text | null
}

type Placed = Pick<Item, 'id' | 'parent' | 'supplement'>

/** Every item with its depth and label, in the order given. An item whose parent is not in the list stands at the top. */
export function showItems<I extends Placed>(items: readonly I[]): readonly Shown<I>[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  return items.map((item) => ({
    item,
    depth: depthOf(byId, item) + (item.supplement ? 1 : 0),
    label: item.supplement ? SUPPLEMENT_LABEL : null,
  }))
}

function depthOf(byId: ReadonlyMap<string, Placed>, item: Placed): number {
  const seen = new Set<string>()
  let depth = 0
  for (let above = byId.get(item.parent ?? ''); above !== undefined && !seen.has(above.id); depth++) {
    seen.add(above.id)
    above = byId.get(above.parent ?? '')
  }
  return depth
}
