import type { Chapter, Edition, Environment, Item, Mapping, Questions } from './schema.ts'

/** Everything that Akashi knows of standards: the shipped data, with the user's own editions beside it. Read-only. */
export interface Catalogue {
  readonly editions: ReadonlyMap<string, Edition>
  readonly mappings: readonly Mapping[]
  readonly questions: ReadonlyMap<string, Questions>
  readonly chapters: readonly Chapter[]
  readonly environment: Environment
}

/** An item and the edition that states it. */
export interface Found {
  readonly edition: Edition
  readonly item: Item
}

type Editions = Pick<Catalogue, 'editions'>

/** The edition and those that it goes on from, nearest first. Ends where a base is missing or comes round again (the checks report both). */
export function baseChain({ editions }: Editions, id: string): readonly Edition[] {
  const chain: Edition[] = []
  for (let edition = editions.get(id); edition !== undefined; edition = editions.get(edition.base ?? '')) {
    if (chain.includes(edition)) break
    chain.push(edition)
  }
  return chain
}

const INDEX = new WeakMap<Edition, ReadonlyMap<string, Item>>()

/** The items of one edition by id. Kept per edition object, which never changes (C-1). */
export function itemsById(edition: Edition): ReadonlyMap<string, Item> {
  const known = INDEX.get(edition)
  if (known !== undefined) return known
  const index = new Map(edition.items.map((item) => [item.id, item]))
  INDEX.set(edition, index)
  return index
}

/** The item of that number in the edition, else in the editions that it goes on from or includes (`A.5.1.1` of 27001), or null. */
export function findItem(catalogue: Editions, editionId: string, itemId: string): Found | null {
  for (const edition of baseChain(catalogue, editionId)) {
    const item = itemsById(edition).get(itemId)
    if (item !== undefined) return { edition, item }
    const included = findIncluded(catalogue, edition, itemId)
    if (included !== null) return included
  }
  return null
}

function findIncluded({ editions }: Editions, edition: Edition, itemId: string): Found | null {
  for (const { edition: id, prefix } of edition.includes) {
    const included = editions.get(id)
    if (included === undefined || prefix === '' || !itemId.startsWith(prefix)) continue
    const item = itemsById(included).get(itemId.slice(prefix.length))
    if (item !== undefined) return { edition: included, item }
  }
  return null
}
