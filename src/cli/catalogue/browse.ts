import type { Lang } from '../../base/text.ts'
import type { Catalogue } from '../../catalogue/catalogue.ts'
import type { CarriedAnswers } from '../../catalogue/carry.ts'
import { diffEditions, type DiffSide } from '../../catalogue/diff.ts'
import { isAsking, listItem, orderedItems } from '../../catalogue/listing.ts'
import { findMapping } from '../../catalogue/mapping.ts'
import { OBLIGATION_TEXT } from '../../catalogue/obligation.ts'
import { resolveProfile } from '../../catalogue/resolve.ts'
import type { Edition, Item, Role } from '../../catalogue/schema.ts'
import { searchItems } from '../../catalogue/search.ts'
import { showItems } from '../../catalogue/supplement.ts'
import { tableOf } from '../table.ts'
import * as words from './words.ts'

const { WORDS } = words
type Cells = readonly (readonly string[])[]

/** `catalogue list` as data. */
export const listOf = ({ editions }: Catalogue) =>
  [...editions.values()].map((edition) => ({
    id: edition.id,
    name: edition.name,
    title: edition.title,
    status: edition.status,
    content: edition.content,
    items: edition.items.filter(isAsking).length,
    base: edition.base,
    replaces: edition.replaces,
  }))

export const listText = (catalogue: Catalogue, lang: Lang): string =>
  tableOf([
    [WORDS.edition, WORDS.status, WORDS.items, WORDS.name, WORDS.title].map((word) => word[lang]),
    ...listOf(catalogue).map(({ id, status, content, items, name, title }) => [
      id,
      words.STATUS[status][lang],
      content === 'structure' ? '—' : String(items),
      name[lang],
      title[lang] === name[lang] ? (content === 'structure' ? WORDS.structureOnly[lang] : '') : title[lang],
    ]),
  ])

const rolesText = (roles: Item['roles'], lang: Lang): string =>
  (['customer', 'provider'] as const)
    .filter((role) => roles[role])
    .map((role) => words.ROLE[role][lang])
    .join(lang === 'ja' ? '・' : ', ') || '—'

const doubt = ({ titleConfidence }: Item, lang: Lang): string =>
  titleConfidence[lang] === 'unconfirmed'
    ? WORDS.unconfirmedTitle[lang]
    : titleConfidence[lang] === 'ours'
      ? WORDS.oursTitle[lang]
      : ''

export const itemsOf = (edition: Edition, all: boolean, role: Role | undefined) =>
  orderedItems(edition, all).filter(({ roles }) => role === undefined || roles[role])

export const itemsText = (items: readonly Item[], lang: Lang): string =>
  tableOf([
    [WORDS.number, WORDS.roles, WORDS.guidance, WORDS.title].map((word) => word[lang]),
    ...showItems(items).map(({ item, depth, label }) => [
      item.id,
      rolesText(item.roles, lang),
      words.GUIDANCE[item.guidance][lang],
      `${'  '.repeat(depth)}${item.title[lang]}${doubt(item, lang)}${label === null ? '' : ` [${label[lang]}]`}`,
    ]),
  ])

export const itemsJson = (items: readonly Item[]) => items.map(listItem)

export function resolveText(catalogue: Catalogue, edition: string, roles: readonly Role[], lang: Lang): string {
  const lines = resolveProfile(catalogue, { edition, roles }) ?? []
  return tableOf([
    [WORDS.number, WORDS.kind, WORDS.title, WORDS.obligation, WORDS.from].map((word) => word[lang]),
    ...showItems(lines).map(({ item: { id, kind, title, obligation, from }, label }) => [
      id,
      words.KIND[kind][lang],
      label === null ? title[lang] : `  ${title[lang]} [${label[lang]}]`,
      obligation === 'none' ? '' : OBLIGATION_TEXT[obligation][lang],
      from.map((origin) => `${origin.edition} ${words.ORIGIN[origin.as][lang]}`).join(' + '),
    ]),
  ])
}

/** The rows of a mapping, or those of one item. */
export function mapRows(catalogue: Catalogue, from: string, to: string, item: string | undefined) {
  const mapping = findMapping(catalogue, from, to)
  if (mapping === null) return null
  return { ...mapping, pairs: mapping.pairs.filter((pair) => item === undefined || pair.from === item) }
}

export const mapText = (rows: NonNullable<ReturnType<typeof mapRows>>, lang: Lang): string =>
  tableOf([
    [rows.from, WORDS.relation[lang], rows.to, WORDS.confidence[lang], WORDS.note[lang]],
    ...rows.pairs.map(({ from, to, relation, confidence, note }) => [
      from ?? '—',
      words.RELATION[relation][lang],
      to ?? '—',
      words.CONFIDENCE[confidence][lang],
      note?.[lang] ?? '',
    ]),
  ]) + `${WORDS.source[lang]}: ${rows.source[lang]}\n`

function sideText(side: DiffSide | null, lang: Lang, missing: string): string {
  if (side === null) return missing
  const roles = side.roles.map((role) => words.ROLE[role][lang]).join(lang === 'ja' ? '・' : ', ') || '—'
  return `${side.item} ${side.title[lang]}${lang === 'ja' ? `（${roles}）` : ` (${roles})`}`
}

export function diffText(catalogue: Catalogue, from: string, to: string, lang: Lang): string {
  const rows = diffEditions(catalogue, from, to) ?? []
  return tableOf([
    [from, words.WORDS.relation[lang], to, WORDS.changed[lang]],
    ...rows.map((row) => [
      sideText(row.old, lang, WORDS.isNew[lang]),
      words.RELATION[row.relation][lang],
      sideText(row.new, lang, WORDS.isGone[lang]),
      row.changed.map((what) => words.CHANGED[what][lang]).join(lang === 'ja' ? '・' : ', '),
    ]),
  ])
}

const editionLabel = ({ editions }: Catalogue, id: string, lang: Lang): string =>
  editions.get(id)?.status === 'unconfirmed' ? `${id} (${words.STATUS.unconfirmed[lang]})` : id

export function searchText(catalogue: Catalogue, query: string, edition: string | undefined, lang: Lang): string {
  const rows: Cells = searchItems(catalogue, query, edition).map((hit) => [
    editionLabel(catalogue, hit.edition, lang),
    hit.item,
    hit.title[lang],
    hit.where === 'title' || hit.where === 'id' ? '' : hit.text[lang],
  ])
  return rows.length === 0 ? `${WORDS.noHit[lang]}\n` : tableOf(rows)
}

export function carryText(carried: CarriedAnswers<unknown>, lang: Lang): string {
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `${title}: ${items.join(', ')}\n`
  return (
    tableOf(
      carried.carried.map(({ from, relation, to, review }) => [
        from,
        words.RELATION[relation][lang],
        to,
        review ? WORDS.answered[lang] : '',
      ]),
    ) +
    list(
      WORDS.withoutTarget[lang],
      carried.withoutTarget.map(({ item }) => item),
    ) +
    list(WORDS.unanswered[lang], carried.unanswered)
  )
}
