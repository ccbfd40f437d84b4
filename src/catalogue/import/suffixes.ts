import { baseChain, type Catalogue } from '../catalogue.ts'
import { parseItemNumber } from '../numbering.ts'
import type { Edition } from '../schema.ts'
import type { ColumnRow } from './columns.ts'

type Editions = Pick<Catalogue, 'editions'>
type Suffix = Edition['suffixes'][number]

/** What each suffix means: in the bases, nearest first, else in any other edition (`.P` of クラウド情報セキュリティ管理基準 on a list of one's own). */
export function knownSuffixes(catalogue: Editions, base: string | null): ReadonlyMap<string, Suffix> {
  const near = baseChain(catalogue, base ?? '')
  const far = [...catalogue.editions.values()].filter((edition) => !near.includes(edition))
  const all = [...near, ...far].flatMap(({ suffixes }) => suffixes)
  return new Map(all.toReversed().map((each) => [each.suffix, each]))
}

/** The suffixes that the list has to declare itself, since no base does: with the meaning that is known elsewhere, or none. */
export function declaredSuffixes(
  catalogue: Editions,
  rows: readonly ColumnRow[],
  base: string | null,
): readonly Suffix[] {
  const inherited = new Set(
    baseChain(catalogue, base ?? '').flatMap(({ suffixes }) => suffixes.map(({ suffix }) => suffix)),
  )
  const known = knownSuffixes(catalogue, base)
  const meaning = { ja: '意味は未確認', en: 'meaning unconfirmed' }
  return usedSuffixes(rows)
    .filter((suffix) => !inherited.has(suffix))
    .map((suffix) => known.get(suffix) ?? { suffix, roles: [], meaning, confidence: 'unconfirmed' })
}

const usedSuffixes = (rows: readonly ColumnRow[]): readonly string[] =>
  [...new Set(rows.flatMap(({ id }) => parseItemNumber(id)?.suffix ?? []))].toSorted()

/** The suffixes that no edition knows; they are taken as they are, and named as unconfirmed. */
export function newSuffixes(catalogue: Editions, rows: readonly ColumnRow[], base: string | null): readonly string[] {
  const known = knownSuffixes(catalogue, base)
  return usedSuffixes(rows).filter((suffix) => !known.has(suffix))
}
