import type { Lang, Text } from '../../base/text.ts'
import { type Catalogue, findItem, type Found } from '../../catalogue/catalogue.ts'
import type { LicensedText, LicensedTexts } from '../../catalogue/import/texts.ts'
import { isAsking, objectiveTitle } from '../../catalogue/listing.ts'
import { invertMapping } from '../../catalogue/mapping.ts'
import { OBLIGATION_TEXT } from '../../catalogue/obligation.ts'
import { textsOf } from '../../catalogue/own.ts'
import { SUPPLEMENT_LABEL } from '../../catalogue/supplement.ts'
import type { Edition, Pair, Questions } from '../../catalogue/schema.ts'
import { visible } from '../../report/safe.ts'
import { tableOf } from '../table.ts'
import * as words from './words.ts'

const { WORDS } = words

/** Everything that is known of one item, as data: the item, our own texts, the imported ones, where it maps to, and which procedures judge it. */
export interface ItemSheet {
  readonly edition: string
  readonly item: Found['item']
  readonly objective: Text | null
  readonly ours: Questions['entries']
  readonly licensed: readonly LicensedText[]
  readonly mappings: readonly { readonly edition: string; readonly pairs: readonly Pair[] }[]
  readonly procedures: readonly { readonly id: string; readonly title: Text }[]
}

export function itemSheet(
  catalogue: Catalogue,
  texts: readonly LicensedTexts[],
  edition: string,
  id: string,
): ItemSheet | null {
  const found = findItem(catalogue, edition, id)
  if (found === null) return null
  const here = found.edition.id
  const { item } = found
  return {
    edition: here,
    item,
    objective: objectiveTitle(catalogue, here, item),
    ours: catalogue.questions.get(here)?.entries.filter((entry) => entry.item === item.id) ?? [],
    licensed: textsOf(texts, here, item.id),
    mappings: mappingsOf(catalogue, here, item.id),
    procedures: catalogue.chapters
      .flatMap(({ procedures }) => procedures)
      .filter(({ controls }) => controls.some((control) => control.edition === here && control.item === item.id))
      .map(({ id: procedure, title }) => ({ id: procedure, title })),
  }
}

const mappingsOf = ({ mappings }: Catalogue, edition: string, item: string): ItemSheet['mappings'] =>
  mappings
    .flatMap((mapping) =>
      mapping.from === edition ? [mapping] : mapping.to === edition ? [invertMapping(mapping)] : [],
    )
    .map(({ to, pairs }) => ({ edition: to, pairs: pairs.filter(({ from }) => from === item) }))
    .filter(({ pairs }) => pairs.length > 0)

export function itemText(sheet: ItemSheet, lang: Lang): string {
  const { item } = sheet
  const roles = (['customer', 'provider'] as const).filter((role) => item.roles[role])
  const doubt =
    item.titleConfidence[lang] === 'confirmed' ? '' : ` (${words.CONFIDENCE[item.titleConfidence[lang]][lang]})`
  const rows: (readonly [Text, string])[] = [
    [WORDS.title, item.title[lang] + doubt],
    [WORDS.kind, words.KIND[item.kind][lang] + (item.supplement ? ` [${SUPPLEMENT_LABEL[lang]}]` : '')],
    [WORDS.objective, sheet.objective === null ? '' : `${item.objective ?? ''} ${sheet.objective[lang]}`],
    [WORDS.obligation, OBLIGATION_TEXT[item.obligation][lang]],
    [WORDS.roles, roles.map((role) => words.ROLE[role][lang]).join(lang === 'ja' ? '・' : ', ')],
    [WORDS.guidance, words.GUIDANCE[item.guidance][lang]],
    [WORDS.confidence, words.CONFIDENCE[item.confidence][lang]],
    [WORDS.note, item.note?.[lang] ?? ''],
    ...sheet.mappings.map(
      ({ edition, pairs }) =>
        [WORDS.mappings, `${edition}: ${pairs.map((pair) => pairText(pair, lang)).join(', ')}`] as const,
    ),
    ...sheet.procedures.map(({ id, title }) => [WORDS.procedures, `${id} ${title[lang]}`] as const),
  ]
  const facts = tableOf(rows.filter(([, value]) => value !== '').map(([word, value]) => [word[lang], value]))
  return `${sheet.edition} ${item.id}\n${facts}${licensedText(sheet.licensed, lang)}${oursText(sheet.ours, lang)}`
}

const pairText = ({ to, relation, confidence }: Pair, lang: Lang): string =>
  `${to ?? '—'} (${[words.RELATION[relation][lang], ...(confidence === 'unconfirmed' ? [words.CONFIDENCE.unconfirmed[lang]] : [])].join(lang === 'ja' ? '、' : ', ')})`

function oursText(ours: Questions['entries'], lang: Lang): string {
  if (ours.length === 0) return ''
  const blocks = ours.map(({ role, explanation, have, shows, questions }) =>
    [
      `[${words.ROLE[role][lang]}]`,
      explanation[lang],
      `${WORDS.have[lang]}: ${have[lang]}`,
      `${WORDS.shows[lang]}: ${shows[lang]}`,
      `${WORDS.questions[lang]}:`,
      ...questions.map(({ id, text }) => `  - ${text[lang]} (${id})`),
    ].join('\n'),
  )
  return `\n${WORDS.ours[lang]}\n${blocks.join('\n\n')}\n`
}

/** The organisation's own copy, beside ours; in the other language where only that was imported. */
function licensedText(licensed: readonly LicensedText[], lang: Lang): string {
  if (licensed.length === 0) return ''
  const blocks = licensed.map(
    (text) => `[${words.ROLE[text.role][lang]}] ${visible(text[lang] ?? text.ja ?? text.en ?? '')}`,
  )
  return `\n${WORDS.licensed[lang]}\n${blocks.join('\n')}\n`
}

export function editionText(edition: Edition, lang: Lang): string {
  const rows: (readonly [Text, string])[] = [
    [WORDS.title, edition.title[lang]],
    [WORDS.status, words.STATUS[edition.status][lang]],
    [
      WORDS.items,
      edition.content === 'structure' ? WORDS.structureOnly[lang] : String(edition.items.filter(isAsking).length),
    ],
    [WORDS.equivalents, edition.equivalents.join(', ')],
    [WORDS.base, edition.base ?? ''],
    [WORDS.replaces, edition.replaces.join(', ')],
    [WORDS.includes, edition.includes.map((each) => `${each.title[lang]} = ${each.edition}`).join(', ')],
    [WORDS.suffixes, edition.suffixes.map(({ suffix, meaning }) => `.${suffix} ${meaning[lang]}`).join(', ')],
    [WORDS.source, edition.source[lang]],
  ]
  return `${edition.id} ${edition.name[lang]}\n${tableOf(rows.filter(([, value]) => value !== '').map(([word, value]) => [word[lang], value]))}`
}
