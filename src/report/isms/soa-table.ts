import { either } from '../../base/text.ts'
import type { Lang } from '../../base/text.ts'
import type { Applicability, Soa } from '../../isms/records/applicability.ts'
import type { ControlReference } from '../../isms/records/fields.ts'
import { controlKey } from '../../isms/control-items.ts'
import { cell } from '../standards/table.ts'
import type { Cell, PrintTable, TableDocument } from '../standards/table.ts'
import { ismsWord } from './sentences.ts'
import type { NameOf } from './sentences.ts'
import { joined, madeLine, versionLine } from './version-line.ts'

/** What the statement's own record calls what it refers to. */
interface SoaNames {
  readonly title: (control: ControlReference) => string
  /** What a risk or a piece of evidence is called, by its id; what is not named keeps its id. */
  readonly record: (id: string) => string
}

const WORDS = {
  ja: {
    title: '適用宣言書',
    from: (evidence: number, runs: number) => `証拠${evidence}件、技術監査${runs}件に基づく`,
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
    from: (evidence: number, runs: number) => `Evidence: ${evidence}, technical audits: ${runs}`,
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

const WIDTHS = [9, 17, 9.2, 6, 18, 8, 21.8, 10, 12, 12]

/** T-4: the statement as a document, one table for each edition, roles side by side beneath each control. The same record gives the same bytes. */
export function soaDocument(soa: Soa, editionName: NameOf, lang: Lang): TableDocument {
  const words = WORDS[lang]
  const names = namesIn(soa, lang)
  const title = soa.title === '' ? words.title : soa.title
  const tables = soa.editions.map((edition): PrintTable => {
    const entries = soa.entries.filter(({ control }) => control.edition === edition)
    return {
      // Names of sheets hold no slashes, as names of standards do.
      name: edition,
      title: `${title} — ${editionName(edition, lang) ?? edition}`,
      lines: [...linesOf(soa, lang), ...undecidedLine(entries, lang)],
      columns: words.heads.map((heading, i) => ({ heading, width: WIDTHS[i] ?? 10 })),
      rows: entries.map((entry) => rowOf(entry, names, lang)),
    }
  })
  return { title, lang, foot: footOf(soa, lang), tables: tables.filter(({ rows }) => rows.length > 0) }
}

function namesIn({ basis }: Soa, lang: Lang): SoaNames {
  const titles = new Map(basis.controls.map(({ control, title }) => [controlKey(control), title[lang]]))
  const records = new Map([...basis.risks, ...basis.evidence].map(({ id, title }) => [id, title]))
  return {
    title: (control) => titles.get(controlKey(control)) ?? '',
    record: (id) => records.get(id) ?? id,
  }
}

/** Which version it is, who made it and who approved it when, and from how much. */
function footOf(soa: Soa, lang: Lang): string {
  const { made, basis } = soa
  const words = WORDS[lang]
  const parts = [
    versionLine(soa, lang),
    ...(made === null ? [] : [madeLine(made, lang)]),
    words.from(basis.evidence.length, basis.runs.length),
  ]
  return joined(parts, lang)
}

function linesOf(soa: Soa, lang: Lang): readonly string[] {
  const { base, basis } = soa
  const words = WORDS[lang]
  const name = either(basis.organisation, lang)
  return [
    ...(name === '' ? [] : [name]),
    versionLine(soa, lang),
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
    names.title(control),
    ismsWord(role, lang),
    applicable === null ? words.undecided : applicable ? words.yes : words.no,
    reasonOf(entry, names, lang),
    applicable === true && implementation !== null ? ismsWord(implementation, lang) : '',
    how,
    owner,
    evidence.map((id) => names.record(id)).join('\n'),
    verdictsOf(entry, lang),
  ].map(cell)
}

const reasonOf = ({ applicable, included, excluded }: Applicability, { record }: SoaNames, lang: Lang): string =>
  applicable === false
    ? excluded
    : included
        .map(({ because, reference }) =>
          [ismsWord(because, lang), record(reference)].filter((part) => part !== '').join(': '),
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
