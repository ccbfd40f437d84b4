import type { Lang, Text } from '../../base/text.ts'
import type { Applicability, Soa } from '../../isms/records/applicability.ts'
import type { ControlReference } from '../../isms/records/fields.ts'
import { cell } from '../standards/table.ts'
import type { Cell, PrintTable, TableDocument } from '../standards/table.ts'
import { dayText, ismsWord } from './sentences.ts'
import type { NameOf } from './sentences.ts'

/** What a statement needs beside its own record: names of editions, and the titles of controls. */
export interface SoaNames {
  readonly edition: NameOf
  readonly title: (control: ControlReference) => Text
  readonly organisation: Text
  /** What a risk or a piece of evidence is called, by its id; null when there is none. */
  readonly record: (id: string) => string | null
}

const WORDS = {
  ja: {
    title: '適用宣言書',
    draft: '未承認',
    version: (n: number) => `第${n}版`,
    approved: (by: string, on: string) => `承認: ${by}、${on}`,
    undecidedOf: (total: number, count: number) => `${total}件のうち${count}件は、適用の可否が未定である。`,
    base: (document: string, version: string) => `この文書は「${document}」（${version}）を拡張する。`,
    heads: [
      '管理策',
      '標題',
      '役割',
      '適用',
      '採用又は除外の理由',
      '実施状況',
      '実施の方法',
      '責任者',
      '証拠',
      '技術監査',
    ],
    yes: '適用',
    no: '除外',
    undecided: '未定',
    proved: '● 証明',
    refuted: '✕ 反証',
    undetermined: '◐ 判定不能',
    review: '要確認',
  },
  en: {
    title: 'Statement of Applicability',
    draft: 'Not approved',
    version: (n: number) => `Version ${n}`,
    approved: (by: string, on: string) => `Approved by ${by} on ${on}`,
    undecidedOf: (total: number, count: number) => `${count} of ${total} are not yet decided.`,
    base: (document: string, version: string) => `This document extends “${document}” (${version}).`,
    heads: [
      'Control',
      'Title',
      'Role',
      'Applicable',
      'Why included or left out',
      'Implementation',
      'How',
      'Responsible',
      'Evidence',
      'Technical audit',
    ],
    yes: 'applicable',
    no: 'left out',
    undecided: 'undecided',
    proved: '● proved',
    refuted: '✕ refuted',
    undetermined: '◐ undetermined',
    review: 'to review',
  },
} as const

const WIDTHS = [9, 17, 8, 6, 18, 8, 23, 10, 12, 12]

/** T-4: the statement as a document, one table for each edition, roles side by side beneath each control. The same record gives the same bytes. */
export function soaDocument(soa: Soa, names: SoaNames, lang: Lang): TableDocument {
  const words = WORDS[lang]
  const title = soa.title === '' ? words.title : soa.title
  const tables = soa.editions.map((edition): PrintTable => {
    const entries = soa.entries.filter(({ control }) => control.edition === edition)
    return {
      // Names of sheets hold no slashes, as names of standards do.
      name: edition,
      title: `${title} — ${names.edition(edition, lang) ?? edition}`,
      lines: [...linesOf(soa, names, lang), ...undecidedLine(entries, lang)],
      columns: words.heads.map((heading, i) => ({ heading, width: WIDTHS[i] ?? 10 })),
      rows: entries.map((entry) => rowOf(entry, names, lang)),
    }
  })
  return { title, lang, tables: tables.filter(({ rows }) => rows.length > 0) }
}

function linesOf({ version, approval, base }: Soa, { organisation }: SoaNames, lang: Lang): readonly string[] {
  const words = WORDS[lang]
  const state = approval === null ? words.draft : words.approved(approval.by, dayText(approval.on, lang))
  const name = organisation[lang] || organisation[lang === 'ja' ? 'en' : 'ja']
  return [
    ...(name === '' ? [] : [name]),
    [words.version(version), state].join(lang === 'ja' ? '　' : '. '),
    ...(base.document === '' ? [] : [words.base(base.document, base.version)]),
  ]
}

/** Says how much of the table is still to be decided: a statement must not look complete before it is. */
function undecidedLine(entries: readonly Applicability[], lang: Lang): readonly string[] {
  const count = entries.filter(({ applicable }) => applicable === null).length
  return count === 0 ? [] : [WORDS[lang].undecidedOf(entries.length, count)]
}

function rowOf(entry: Applicability, names: SoaNames, lang: Lang): readonly Cell[] {
  const words = WORDS[lang]
  const { control, role, applicable, implementation, how, owner, evidence } = entry
  return [
    control.item,
    names.title(control)[lang],
    ismsWord(role, lang),
    applicable === null ? words.undecided : applicable ? words.yes : words.no,
    reasonOf(entry, names, lang),
    applicable === true && implementation !== null ? ismsWord(implementation, lang) : '',
    how,
    owner,
    evidence.map((id) => names.record(id) ?? id).join('\n'),
    verdictsOf(entry, lang),
  ].map(cell)
}

const reasonOf = ({ applicable, included, excluded }: Applicability, { record }: SoaNames, lang: Lang): string =>
  applicable === false
    ? excluded
    : included
        .map(({ because, reference }) =>
          [ismsWord(because, lang), record(reference) ?? reference].filter((part) => part !== '').join(': '),
        )
        .join('\n')

const VERDICT_WORDS = {
  conforms: 'proved',
  'does-not-conform': 'refuted',
  'cannot-be-determined': 'undetermined',
} as const

/** A shape and a word for each guide, never a colour alone. */
const verdictsOf = ({ verdicts, review }: Applicability, lang: Lang): string =>
  [
    ...verdicts.map(({ guide, judgement }) => `${WORDS[lang][VERDICT_WORDS[judgement]]} ${guide}`),
    ...(review ? [WORDS[lang].review] : []),
  ].join('\n')
