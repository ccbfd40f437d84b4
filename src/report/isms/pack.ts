import { either } from '../../base/text.ts'
import type { Lang, Text } from '../../base/text.ts'
import type { ControlReference } from '../../isms/records/fields.ts'
import type { Identified } from '../../isms/records/kinds.ts'
import { INFORMATION_TOPICS } from '../../isms/records/responsibility.ts'
import { cell } from '../standards/table.ts'
import type { Cell, PrintTable, TableDocument } from '../standards/table.ts'
import { ismsWord } from './sentences.ts'
import { madeLine } from './version-line.ts'

/** What a pack is made from: one provided service, what is written for its customers, and who answers for what. */
export interface PackSource {
  readonly organisation: Text
  readonly service: Text
  readonly information: readonly Identified<'information'>[]
  readonly responsibilities: readonly Identified<'responsibility'>[]
  readonly titleOf: (control: ControlReference) => Text
  /** Who makes it, and on which day. */
  readonly made: { readonly by: string; readonly on: string }
}

const WORDS = {
  ja: {
    title: (service: string) => `${service} 情報セキュリティに関するホワイトペーパー`,
    information: 'カスタマに提供する情報',
    shared: '責任の分担',
    heads: ['項目', '内容'],
    sharedHeads: ['管理策', '標題', '責任を負う者', 'プロバイダが行うこと', 'カスタマが行うこと'],
    missing: '（未記入）',
    notApplicable: (reason: string) => `該当しません: ${reason}`,
    undecided: '未定',
  },
  en: {
    title: (service: string) => `${service}: information security white paper`,
    information: 'Information for customers',
    shared: 'Shared responsibilities',
    heads: ['Topic', 'What we say'],
    sharedHeads: ['Control', 'Title', 'Who is responsible', 'The provider', 'The customer'],
    missing: '(not yet written)',
    notApplicable: (reason: string) => `Does not apply: ${reason}`,
    undecided: 'undecided',
  },
} as const

/** T-5: what a provider owes its customers to know, as a white paper in one language. What is not written says so; nothing is left out silently. */
export function informationPack(source: PackSource, lang: Lang): TableDocument {
  const words = WORDS[lang]
  const title = words.title(either(source.service, lang))
  const foot = madeLine(source.made, lang)
  return { title, lang, foot, tables: [information(source, title, lang), ...shared(source, lang)] }
}

function information({ organisation, information: written }: PackSource, title: string, lang: Lang): PrintTable {
  const words = WORDS[lang]
  const byTopic = new Map(written.map((one) => [one.topic, one]))
  return {
    name: words.information,
    title,
    lines: [either(organisation, lang), words.information].filter((line) => line !== ''),
    columns: words.heads.map((heading, i) => ({ heading, width: i === 0 ? 25 : 75 })),
    rows: INFORMATION_TOPICS.map((topic) => [cell(ismsWord(topic, lang)), cell(said(byTopic.get(topic), lang))]),
  }
}

function said(one: Identified<'information'> | undefined, lang: Lang): string {
  const words = WORDS[lang]
  if (one === undefined) return words.missing
  if (one.notApplicable !== '') return words.notApplicable(one.notApplicable)
  return one.text[lang] === '' ? words.missing : one.text[lang]
}

function shared({ responsibilities, titleOf }: PackSource, lang: Lang): readonly PrintTable[] {
  const words = WORDS[lang]
  if (responsibilities.length === 0) return []
  const rows = responsibilities.map(({ control, who, provider, customer }): readonly Cell[] =>
    [
      control.item,
      titleOf(control)[lang],
      who === null ? words.undecided : ismsWord(who, lang),
      provider[lang],
      customer[lang],
    ].map(cell),
  )
  return [
    {
      name: words.shared,
      title: words.shared,
      lines: ['CLD.6.3.1'],
      columns: words.sharedHeads.map((heading, i) => ({ heading, width: [10, 22, 12, 28, 28][i] ?? 20 })),
      rows,
    },
  ]
}
