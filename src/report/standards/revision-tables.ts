import type { Lang, Text } from '../../base/text.ts'
import type { DiffRow, DiffSide } from '../../catalogue/diff.ts'
import { commentCounts } from '../../catalogue/revision/check.ts'
import { type ComparisonSide, comparisonRows } from '../../catalogue/revision/comparison.ts'
import type { Published } from '../../catalogue/revision/publish.ts'
import type { Policy, Revision } from '../../catalogue/revision/schema.ts'
import { SUPPLEMENT_LABEL } from '../../catalogue/supplement.ts'
import { writtenTime } from '../dates.ts'
import { type Cell, cell, type PrintTable, type TextRun } from './table.ts'

const of = (ja: string, en: string): Text => ({ ja, en })

const W = {
  comparison: of('新旧対照表', 'Comparison of the old and the new text'),
  underlined: of('（下線部分は改正部分）', '(Changed parts are underlined.)'),
  old: of('改正前', 'Old'),
  new: of('改正後', 'New'),
  reason: of('改訂方針・理由', 'Policy and reason'),
  isNew: of('（新設）', '(new)'),
  isGone: of('（削る）', '(deleted)'),
  comments: of('意見対照表', 'Comments and dispositions'),
  period: of('意見募集期間', 'Comment period'),
  asked: of('募集の対象', 'Who was asked'),
  no: of('No.', 'No.'),
  item: of('該当箇所', 'Item'),
  author: of('提出者', 'Author'),
  comment: of('意見', 'Comment'),
  disposition: of('対応', 'Disposition'),
  why: of('理由', 'Reason'),
  whole: of('全体', 'The whole'),
  reflect: of('反映すべき', 'Reflect'),
  doNotReflect: of('反映すべきではない', 'Do not reflect'),
  open: of('未定', 'Open'),
  policies: of('改訂方針', 'Revision policies'),
  part: of('反映箇所', 'Part'),
  policy: of('改訂方針', 'Policy'),
  meeting: of('決定した会議', 'Decided by'),
  editions: of('版の対照表', 'Comparison of editions'),
  relation: of('関係', 'Relation'),
  changed: of('変わった点', 'Changed'),
  counts: of(
    '反映すべき {a} 件、反映すべきではない {b} 件、未定 {c} 件',
    'Reflect: {a}; do not reflect: {b}; open: {c}',
  ),
} as const satisfies Record<string, Text>

const BECAUSE: Readonly<Record<Policy['because'], Text>> = {
  source: of('出典の改訂', 'the source changed'),
  errata: of('正誤', 'errata'),
  clarity: of('より明確な表現', 'clearer wording'),
  supplement: of('独自記載の扱い', 'a supplement kept or dropped'),
  structure: of('構成の変更', 'structure'),
  other: of('その他', 'other'),
}

const columns = (lang: Lang, ...pairs: readonly (readonly [Text, number])[]) =>
  pairs.map(([heading, width]) => ({ heading: heading[lang], width }))

/** 新旧対照表. In Japanese the new text stands left, as in official tables; in English old comes before new. */
export function comparisonTable(published: Published, { policies }: Revision, lang: Lang): PrintTable {
  const sides = lang === 'ja' ? ([W.new, W.old] as const) : ([W.old, W.new] as const)
  const rows = comparisonRows(published, lang).map((row) => {
    const [old, now] = [sideCell(row.old, W.isNew, lang), sideCell(row.new, W.isGone, lang)]
    return [
      ...(lang === 'ja' ? [now, old] : [old, now]),
      row.changes.flatMap((change) => reasonCell(policies, change.policy, change.note, lang)),
    ]
  })
  const { base, edition } = published
  return {
    name: W.comparison[lang],
    title: lang === 'ja' ? `${edition.title.ja} 新旧対照表` : `${edition.title.en}: old and new`,
    lines: [`${W.old[lang]}: ${base.name[lang]}　${W.new[lang]}: ${edition.name[lang]}`, W.underlined[lang]],
    columns: columns(lang, [sides[0], 42], [sides[1], 42], [W.reason, 20]),
    rows,
  }
}

function sideCell(side: ComparisonSide | null, missing: Text, lang: Lang): Cell {
  if (side === null) return cell(missing[lang])
  const strong = (runs: readonly TextRun[]): readonly TextRun[] => runs.map((run) => ({ ...run, strong: true }))
  const number = [...strong(side.number), { text: '　' }]
  const label = side.supplement ? [[{ text: `［${SUPPLEMENT_LABEL[lang]}］` }]] : []
  const title = side.title.length === 0 ? [] : [strong(side.title)]
  // What comes first of title, label and text stands beside the number.
  const [first = [], ...rest]: Cell = [...title, ...label, ...(side.text.length === 0 ? [] : lines(side.text))]
  const paragraphs = [[...number, ...first], ...rest]
  // C-6: a supplement is one step further in.
  return side.supplement ? paragraphs.map((line) => [{ text: '　' }, ...line]) : paragraphs
}

/** Runs with line ends as paragraphs. */
function lines(runs: readonly TextRun[]): Cell {
  const paragraphs: TextRun[][] = [[]]
  for (const run of runs)
    run.text.split('\n').forEach((text, index) => {
      if (index > 0) paragraphs.push([])
      if (text !== '') paragraphs.at(-1)?.push({ ...run, text })
    })
  return paragraphs
}

function reasonCell(policies: readonly Policy[], no: string, note: Text | undefined, lang: Lang): Cell {
  const policy = policies.find((each) => each.no === no)
  const words = policy === undefined ? no : `${no}: ${policy.policy[lang]}`
  return [...cell(words), ...(note === undefined ? [] : cell(note[lang]))]
}

/** 意見対照表, with the counts by disposition. */
export function commentTable(revision: Revision, lang: Lang): PrintTable {
  const { comments } = revision
  const { reflect, doNotReflect, open } = commentCounts(revision)
  const counts = W.counts[lang]
    .replace('{a}', String(reflect))
    .replace('{b}', String(doNotReflect))
    .replace('{c}', String(open))
  const period =
    comments === undefined
      ? []
      : [
          `${W.period[lang]}: ${writtenTime(comments.from, lang)}${lang === 'ja' ? '～' : ' – '}${writtenTime(comments.to, lang)}`,
        ]
  const asked = comments?.asked === undefined ? [] : [`${W.asked[lang]}: ${comments.asked[lang]}`]
  const said = { reflect: W.reflect, 'do-not-reflect': W.doNotReflect } as const
  return {
    name: W.comments[lang],
    title: lang === 'ja' ? `${revision.edition.title.ja} 意見対照表` : `${revision.edition.title.en}: comments`,
    lines: [...period, ...asked, counts],
    columns: columns(lang, [W.no, 5], [W.item, 9], [W.author, 15], [W.comment, 34], [W.disposition, 14], [W.why, 27]),
    rows: (comments?.received ?? []).map(({ no, item, author, organisation, text, disposition }) => [
      cell(no),
      cell(item ?? W.whole[lang]),
      cell(`${organisation}\n${author}`),
      cell(text[lang]),
      cell(disposition === undefined ? W.open[lang] : said[disposition.decision][lang]),
      cell(
        disposition === undefined
          ? ''
          : disposition.reason[lang] +
              (disposition.policy === undefined ? '' : `（${W.policy[lang]} ${disposition.policy}）`),
      ),
    ]),
  }
}

/** the policies, why, and which meeting decided them. */
export function policyTable({ edition, policies, meetings }: Revision, lang: Lang): PrintTable {
  const decidedBy = (no: string): string =>
    meetings
      .filter(({ decisions }) => decisions.some(({ policy }) => policy === no))
      .map(({ name, date }) => `${name[lang]}（${writtenTime(date, lang)}）`)
      .join('\n')
  return {
    name: W.policies[lang],
    title: lang === 'ja' ? `${edition.title.ja} 改訂方針` : `${edition.title.en}: revision policies`,
    lines: [],
    columns: columns(lang, [W.no, 6], [W.part, 16], [W.policy, 38], [W.why, 28], [W.meeting, 18]),
    rows: policies.map(({ no, part, policy, because, reason }) => [
      cell(no),
      cell(part[lang]),
      cell(policy[lang]),
      cell(`${BECAUSE[because][lang]}: ${reason[lang]}`),
      cell(decidedBy(no)),
    ]),
  }
}

/** Two editions side by side along their mapping. `name` gives the words for relations, roles and what changed. */
export function editionTable(
  rows: readonly DiffRow[],
  names: { readonly from: Text; readonly to: Text; readonly source: Text },
  words: {
    readonly relation: (row: DiffRow) => string
    readonly changed: (row: DiffRow) => string
    readonly roles: (side: DiffSide) => string
  },
  lang: Lang,
): PrintTable {
  const side = (each: DiffSide | null, missing: Text): Cell => {
    if (each === null) return cell(missing[lang])
    const roles = words.roles(each)
    const head = [{ text: `${each.item}　`, strong: true }, { text: each.title[lang] }]
    return roles === '' ? [head] : [head, [{ text: roles }]]
  }
  return {
    name: W.editions[lang],
    title: `${names.from[lang]} – ${names.to[lang]}`,
    lines: [names.source[lang]],
    columns: columns(lang, [names.from, 38], [names.to, 38], [W.relation, 12], [W.changed, 16]),
    rows: rows.map((row) => [
      side(row.old, W.isNew),
      side(row.new, W.isGone),
      cell(words.relation(row)),
      cell([words.changed(row), row.note?.[lang] ?? ''].filter((text) => text !== '').join('\n')),
    ]),
  }
}
