import type { Text } from '../base/text.ts'
import { type Catalogue, findItem } from './catalogue.ts'
import { compareItemIds } from './numbering.ts'
import type { Edition, Item } from './schema.ts'

/** An item as `akashi catalogue items --json` prints it. */
export interface ListedItem {
  readonly id: string
  readonly title: Text
  readonly roles: Item['roles']
  readonly guidance: Item['guidance']
  readonly cld: boolean
  readonly objective: string | null
}

const GROUPS: ReadonlySet<Item['kind']> = new Set(['clause', 'theme', 'objective', 'erratum'])

/** Items that ask something: not those that only group others, nor errata and retired numbers. */
export const isAsking = ({ kind, retired }: Item): boolean => !GROUPS.has(kind) && retired !== true

/** The items of an edition in standard order; with `all`, its groups, errata and retired numbers too. */
export const orderedItems = (edition: Edition, all = false): readonly Item[] =>
  edition.items.filter((item) => all || isAsking(item)).toSorted((a, b) => compareItemIds(a.id, b.id))

export const listItem = ({ id, title, roles, guidance, cld, objective }: Item): ListedItem => ({
  id,
  title,
  roles,
  guidance,
  cld,
  objective,
})

/** The objective's title, from the edition or its base. */
export const objectiveTitle = (catalogue: Pick<Catalogue, 'editions'>, edition: string, item: Item): Text | null =>
  item.objective === null ? null : (findItem(catalogue, edition, item.objective)?.item.title ?? null)
