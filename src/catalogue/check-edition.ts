import { baseChain, type Catalogue, findItem, itemsById } from './catalogue.ts'
import { type CatalogueProblem, problemOf } from './messages.ts'
import { compareItemIds, numberKey, parentNumber, parseItemNumber } from './numbering.ts'
import type { Edition, Item } from './schema.ts'

type Editions = Pick<Catalogue, 'editions'>
type Check = (catalogue: Editions, edition: Edition) => readonly CatalogueProblem[]

/** All that is wrong with an edition among the others: C-2 to C-4 and its references. Empty for every edition that may be used. */
export const checkEdition: Check = (catalogue, edition) =>
  [checkBase, checkNumbers, checkParents, checkBaseItems, checkNumbersOn, checkCld, checkMarks].flatMap((check) =>
    check(catalogue, edition),
  )

const checkBase: Check = ({ editions }, edition) => {
  const wanted = [
    ...(edition.base === null ? [] : [edition.base]),
    ...edition.includes.map((include) => include.edition),
  ]
  const missing = wanted
    .filter((base) => !editions.has(base))
    .map((base) => problemOf('base-missing', { edition: edition.id, base }))
  const chain = baseChain({ editions }, edition.id)
  const cycle = chain.length > 0 && editions.get(chain.at(-1)?.base ?? '') !== undefined
  return cycle ? [...missing, problemOf('base-cycle', { edition: edition.id })] : missing
}

/** C-2: no number twice, whatever its suffix; a retired one stays taken. */
const checkNumbers: Check = (_, edition) => {
  const seen = new Map<string, Item>()
  return edition.items.flatMap((item) => {
    if (parseItemNumber(item.id) === null)
      return [problemOf('item-not-a-number', { edition: edition.id, item: item.id })]
    const before = seen.get(numberKey(item.id))
    seen.set(numberKey(item.id), item)
    if (before === undefined) return []
    const code = before.retired === true || item.retired === true ? 'number-reused' : 'item-twice'
    return [problemOf(code, { edition: edition.id, item: item.id })]
  })
}

const checkParents: Check = (catalogue, edition) =>
  edition.items.flatMap((item) => {
    if (item.parent === null) return []
    const at = { edition: edition.id, item: item.id, parent: item.parent }
    if (item.parent === item.id || isOwnAncestor(edition, item)) return [problemOf('parent-cycle', at)]
    if (findItem(catalogue, edition.id, item.parent) === null) return [problemOf('parent-missing', at)]
    return standsUnder(item) ? [] : [problemOf('number-not-under-parent', at)]
  })

/**
 * By number: `5.1.1.24.P` under `5.1.1`, or under `5.1` where an imported list has no `5.1.1`; `CLD.8.1.5` under `8.1`.
 * A word (`IV`) may stand over any number.
 */
function standsUnder(item: Item): boolean {
  const expected = parentNumber(item.id)
  const plain = (id: string): string => id.replace(/^[A-Z]{2,8}\./, '')
  if (expected === null || item.parent === null) return true
  return `${plain(expected)}.`.startsWith(`${plain(item.parent)}.`) || !/\d/.test(item.parent)
}

function isOwnAncestor(edition: Edition, item: Item): boolean {
  const items = itemsById(edition)
  const seen = new Set([item.id])
  for (let above = items.get(item.parent ?? ''); above !== undefined; above = items.get(above.parent ?? '')) {
    if (above.id === item.id) return true
    if (seen.has(above.id)) return false
    seen.add(above.id)
  }
  return false
}

const checkBaseItems: Check = (catalogue, edition) =>
  edition.items.flatMap((item) => [
    ...(item.base === undefined || findItem(catalogue, item.base.edition, item.base.item) !== null
      ? []
      : [
          problemOf('base-item-missing', {
            edition: edition.id,
            item: item.id,
            base: `${item.base.edition} ${item.base.item}`,
          }),
        ]),
    ...(item.objective === null || findItem(catalogue, edition.id, item.objective) !== null
      ? []
      : [problemOf('objective-missing', { edition: edition.id, item: item.id, objective: item.objective })]),
  ])

/** C-3: base items by reference, never copied; own detailed items number on from the base's last. */
const checkNumbersOn: Check = (catalogue, edition) => {
  const bases = baseChain(catalogue, edition.id).slice(1)
  if (bases.length === 0) return []
  const last = lastNumbers(bases)
  return edition.items.flatMap((item) => {
    if (item.base !== undefined || parseItemNumber(item.id)?.series !== null) return []
    if (bases.some((base) => base.items.some(({ id }) => numberKey(id) === numberKey(item.id))))
      // The frame of a standard (Ⅳ, Ⅴ …) bears the same signs in every standard; only numbers are promises.
      return /^[IVX]+$/.test(item.id) ? [] : [problemOf('base-item-copied', { edition: edition.id, item: item.id })]
    const parent = parentNumber(item.id)
    const before = parent === null ? undefined : last.get(parent)
    return before === undefined || compareItemIds(item.id, before) > 0
      ? []
      : [problemOf('number-not-on-from-base', { edition: edition.id, item: item.id, last: before })]
  })
}

function lastNumbers(bases: readonly Edition[]): ReadonlyMap<string, string> {
  const last = new Map<string, string>()
  for (const { id } of bases.flatMap((base) => base.items)) {
    const parent = parentNumber(id)
    if (parent === null) continue
    const before = last.get(parent)
    if (before === undefined || compareItemIds(id, before) > 0) last.set(parent, id)
  }
  return last
}

/** C-4: the two objectives that ISO/IEC 27017:2015 Annex A adds; every other CLD item stands under an objective of the base. */
const OWN_OBJECTIVES: ReadonlySet<string> = new Set(['CLD.6.3', 'CLD.9.5'])

const checkCld: Check = (_, edition) =>
  edition.items
    .filter((item) => parseItemNumber(item.id)?.series === 'CLD' && !cldStandsRight(item))
    .map((item) => problemOf('cld-misplaced', { edition: edition.id, item: item.id }))

function cldStandsRight(item: Item): boolean {
  if (item.kind === 'objective') return OWN_OBJECTIVES.has(item.id)
  const objective = parentNumber(item.id) ?? ''
  return item.parent === (OWN_OBJECTIVES.has(objective) ? objective : objective.replace(/^CLD\./, ''))
}

const checkMarks: Check = (catalogue, edition) => {
  const suffixes = new Set(baseChain(catalogue, edition.id).flatMap((one) => one.suffixes.map(({ suffix }) => suffix)))
  return edition.items.flatMap((item) => {
    const suffix = parseItemNumber(item.id)?.suffix ?? null
    return [
      ...(suffix === null || suffixes.has(suffix)
        ? []
        : [problemOf('suffix-unknown', { edition: edition.id, item: item.id, suffix })]),
      ...(item.guidance === 'none' || item.roles.customer || item.roles.provider
        ? []
        : [problemOf('guidance-without-role', { edition: edition.id, item: item.id })]),
    ]
  })
}
