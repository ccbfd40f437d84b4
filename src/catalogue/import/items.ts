import type { Lang, Text } from '../../base/text.ts'
import { type Catalogue, findItem } from '../catalogue.ts'
import { checkEdition } from '../check-edition.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import { compareItemIds, type ItemNumber, numberKey, parentNumber, parseItemNumber } from '../numbering.ts'
import { OBLIGATION_OF } from '../obligation.ts'
import type { Edition, Item, ItemKind } from '../schema.ts'
import { titleOfStatement } from '../statement-title.ts'
import { type ColumnRow, readColumns } from './columns.ts'
import type { Sheet } from './sheet.ts'
import { declaredSuffixes, knownSuffixes, newSuffixes } from './suffixes.ts'
import { type Import, type LicensedTexts, textsOfRow } from './texts.ts'

/** What the user says of the list that is imported; the list itself says the rest. */
export interface ListOptions {
  readonly id: string
  readonly name: string
  readonly publisher: string
  /** The edition that the list goes on from; null for rules of one's own that go on from none. */
  readonly base: string | null
  readonly source: string
  readonly lang: Lang
}

export interface ImportedList {
  readonly edition: Edition
  readonly texts: LicensedTexts
}

type Editions = Pick<Catalogue, 'editions'>

/**
 * An official list in its numbering (`5.1`, `5.1.1`, `5.1.1.1`, `5.1.1.24.P`) as an edition of the user's own, with its sentences as texts beside it.
 * Rows that the base already has become references (“same as”, C-3). Chapters before 5 are the governance and management standards: all to be done (C-5).
 */
export function importList(catalogue: Editions, sheet: Sheet, options: ListOptions): Import<ImportedList> {
  const { rows, problems: reading } = readColumns(sheet, options.lang)
  const usable = rows.filter(({ id }) => parseItemNumber(id) !== null)
  const edition = editionOf(catalogue, usable, options)
  const among = { editions: new Map([...catalogue.editions, [edition.id, edition]]) }
  const problems = [
    ...reading,
    ...rowProblems(rows),
    ...newSuffixes(catalogue, usable, options.base).map((suffix) => problemOf('suffix-added', { suffix }, 'warning')),
    ...checkEdition(among, edition).filter(({ code }) => code !== 'item-twice'),
    ...(rows.length === 0 && reading.length === 0 ? [problemOf('nothing-to-import', {})] : []),
  ]
  const failed = problems.some(({ severity }) => severity === 'error')
  const texts = {
    format: 'akashi-texts/1' as const,
    edition: options.id,
    source: options.source,
    texts: usable.flatMap(textsOfRow),
  }
  return { value: failed ? null : { edition, texts }, problems, rows: rows.length }
}

const findInBase = (catalogue: Editions, base: string | null, id: string) =>
  base === null ? null : findItem(catalogue, base, id)

/** C-2: no number twice, whatever its suffix: `5.1.1.4.P` after `5.1.1.4.B` is the same number. */
function rowProblems(rows: readonly ColumnRow[]): readonly CatalogueProblem[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ row, id, cells }) => {
    if (parseItemNumber(id) === null) return [problemOf('row-not-a-number', { row, text: id.slice(0, 80) })]
    const before = first.get(numberKey(id))
    if (before !== undefined) return [problemOf('row-twice', { row, item: id, first: before })]
    first.set(numberKey(id), row)
    return cells.length === 0 ? [problemOf('row-empty', { row, item: id })] : []
  })
}

function editionOf(catalogue: Editions, rows: readonly ColumnRow[], options: ListOptions): Edition {
  const name = both(options.name)
  const own = new Set(rows.map(({ id }) => id))
  const items = rows.map((row) => itemOf(catalogue, row, own, options)).toSorted((a, b) => compareItemIds(a.id, b.id))
  return {
    format: 'akashi-edition/1',
    id: options.id,
    name,
    title: name,
    publisher: both(options.publisher),
    equivalents: [],
    status: 'current',
    content: 'complete',
    replaces: [],
    base: options.base,
    includes: [],
    suffixes: [...declaredSuffixes(catalogue, rows, options.base)],
    source: both(options.source),
    items,
  }
}

/** The user's list is in one language: the same words stand for both, and the other one is marked as not confirmed. */
const both = (text: string): Text => ({ ja: text, en: text })

function itemOf(catalogue: Editions, row: ColumnRow, own: ReadonlySet<string>, { base, lang }: ListOptions): Item {
  const number = parseItemNumber(row.id)
  const parent = nearestParent(catalogue, row.id, own, base)
  const kind = kindOf(number)
  const suffix = knownSuffixes(catalogue, base).get(number?.suffix ?? '')
  const inBase = findInBase(catalogue, base, row.id)
  const said = titleOf(row, lang)
  return {
    id: row.id,
    kind: inBase?.item.kind ?? kind,
    parent,
    title: inBase?.item.title ?? said,
    titleConfidence:
      inBase?.item.titleConfidence ??
      (lang === 'ja' ? { ja: 'single-source', en: 'unconfirmed' } : { ja: 'unconfirmed', en: 'single-source' }),
    roles: {
      customer: suffix?.roles.includes('customer') ?? false,
      provider: suffix?.roles.includes('provider') ?? false,
    },
    guidance: 'none',
    cld: number?.series === 'CLD',
    objective: objectiveOf(catalogue, number, own, base),
    obligation: OBLIGATION_OF[inBase?.item.kind ?? kind],
    supplement: row.cells.some(({ column }) => column.kind === 'supplement'),
    confidence: 'single-source',
    ...(inBase === null ? {} : { base: { edition: inBase.edition.id, item: row.id, relation: 'same' as const } }),
  }
}

/** Up to this chapter a list states governance and management, from the next on controls. */
const LAST_MANAGEMENT_CHAPTER = 4
const KIND_BY_DEPTH: readonly ItemKind[] = ['clause', 'objective', 'control']

function kindOf(number: ItemNumber | null): ItemKind {
  const depth = number?.segments.length ?? 0
  const chapter = number?.segments[0]
  if (typeof chapter === 'number' && chapter <= LAST_MANAGEMENT_CHAPTER) return depth < 3 ? 'clause' : 'requirement'
  return KIND_BY_DEPTH[depth - 1] ?? 'detailedControl'
}

function nearestParent(catalogue: Editions, id: string, own: ReadonlySet<string>, base: string | null): string | null {
  for (let above = parentNumber(id); above !== null; above = parentNumber(above)) {
    if (own.has(above) || findInBase(catalogue, base, above) !== null) return above
    const plain = above.replace(/^CLD\./, '')
    if (plain !== above && findInBase(catalogue, base, plain) !== null) return plain
  }
  return null
}

function objectiveOf(
  catalogue: Editions,
  number: ItemNumber | null,
  own: ReadonlySet<string>,
  base: string | null,
): string | null {
  const chapter = number?.segments[0]
  if (number === null || number.segments.length < 3) return null
  if (typeof chapter !== 'number' || chapter <= LAST_MANAGEMENT_CHAPTER) return null
  const plain = number.segments.slice(0, 2).join('.')
  const candidates = number.series === null ? [plain] : [`${number.series}.${plain}`, plain]
  const isObjective = (id: string): boolean => own.has(id) || findInBase(catalogue, base, id)?.item.kind === 'objective'
  return candidates.find(isObjective) ?? null
}

/** A list has sentences and seldom titles: the first words of the sentence stand as the title. */
function titleOf({ id, cells }: ColumnRow, lang: Lang): Text {
  const pick = (kind: 'title' | 'statement', wanted: Lang): string | undefined =>
    cells.find(({ column }) => column.kind === kind && column.lang === wanted)?.text
  const of = (wanted: Lang): string | undefined => {
    const statement = pick('statement', wanted)
    return pick('title', wanted) ?? (statement === undefined ? undefined : titleOfStatement(statement))
  }
  const other: Lang = lang === 'ja' ? 'en' : 'ja'
  const main = of(lang) ?? of(other) ?? id
  return lang === 'ja' ? { ja: main, en: of('en') ?? main } : { ja: of('ja') ?? main, en: main }
}
