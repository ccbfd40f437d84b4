import { type Catalogue, findItem } from './catalogue.ts'
import { type CatalogueProblem, problemOf } from './messages.ts'
import type { Mapping, Pair, Relation } from './schema.ts'

/** C-7: what a relation becomes when it is read from the other side. */
export const INVERSE: Readonly<Record<Relation, Relation>> = {
  equal: 'equal',
  subset: 'superset',
  superset: 'subset',
  intersects: 'intersects',
  none: 'none',
}

export const invertPair = (pair: Pair): Pair => ({
  ...pair,
  from: pair.to,
  to: pair.from,
  relation: INVERSE[pair.relation],
})

/** The mapping from the other side, derived and never written by hand. Inverting twice gives the same rows. */
export const invertMapping = ({ publishedInverse, ...mapping }: Mapping): Mapping => ({
  ...mapping,
  id: `${mapping.to}--${mapping.from}`,
  from: mapping.to,
  to: mapping.from,
  pairs: mapping.pairs.map(invertPair),
  ...(publishedInverse === undefined
    ? {}
    : {
        publishedInverse: mapping.pairs.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }])),
      }),
})

/** The mapping from one edition to another: as shipped, or derived from the one that goes the other way; null where there is none. */
export function findMapping({ mappings }: Pick<Catalogue, 'mappings'>, from: string, to: string): Mapping | null {
  const direct = mappings.find((mapping) => mapping.from === from && mapping.to === to)
  if (direct !== undefined) return direct
  const other = mappings.find((mapping) => mapping.from === to && mapping.to === from)
  return other === undefined ? null : invertMapping(other)
}

type References = Pick<Catalogue, 'editions'>

/** All that is wrong with a mapping: unknown editions and items, rows twice, `none` with a target, a published inverse that disagrees (C-7). */
export const checkMapping = (catalogue: References, mapping: Mapping): readonly CatalogueProblem[] => [
  ...checkEnds(catalogue, mapping),
  ...checkPairs(mapping),
  ...checkInverse(mapping),
]

function checkEnds(catalogue: References, mapping: Mapping): readonly CatalogueProblem[] {
  const missing = [mapping.from, mapping.to].filter((id) => !catalogue.editions.has(id))
  if (missing.length > 0) return missing.map((edition) => problemOf('edition-missing', { place: mapping.id, edition }))
  const ends = mapping.pairs.flatMap(({ from, to }) => [
    { edition: mapping.from, item: from },
    { edition: mapping.to, item: to },
  ])
  return ends.flatMap(({ edition, item }) =>
    item === null || findItem(catalogue, edition, item) !== null
      ? []
      : [problemOf('item-missing', { place: mapping.id, edition, item })],
  )
}

function checkPairs(mapping: Mapping): readonly CatalogueProblem[] {
  const seen = new Set<string>()
  return mapping.pairs.flatMap(({ from, to, relation }) => {
    const at = { mapping: mapping.id, from: from ?? '—', to: to ?? '—' }
    const key = pairKey(from, to)
    const twice = seen.has(key)
    seen.add(key)
    const open = from === null || to === null
    const fits = open === (relation === 'none') && !(from === null && to === null)
    return [
      ...(twice ? [problemOf('mapping-pair-twice', at)] : []),
      ...(fits ? [] : [problemOf('mapping-shape', { ...at, relation })]),
    ]
  })
}

function checkInverse({ id, pairs, publishedInverse }: Mapping): readonly CatalogueProblem[] {
  if (publishedInverse === undefined) return []
  const derived = new Set(pairs.filter(({ relation }) => relation !== 'none').map(({ from, to }) => pairKey(from, to)))
  const published = new Set(publishedInverse.map(({ from, to }) => pairKey(to, from)))
  const onlyOne = [...derived]
    .filter((key) => !published.has(key))
    .concat([...published].filter((key) => !derived.has(key)))
  return onlyOne.map((key) => {
    const [from = '', to = ''] = key.split('\t')
    return problemOf('mapping-inverse', { mapping: id, from, to })
  })
}

const pairKey = (from: string | null, to: string | null): string => `${from ?? '—'}\t${to ?? '—'}`
