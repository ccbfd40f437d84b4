import type { Lang } from '../../base/text.ts'
import { compareItemIds } from '../numbering.ts'
import { titleOfStatement } from '../statement-title.ts'
import type { BaseTexts, Worded } from './apply.ts'
import type { Published } from './publish.ts'
import type { Change } from './schema.ts'
import { type Run, wordDiff } from './word-diff.ts'

/** One row of the comparison table: an old item beside a new one; null where the other side has nothing. */
export interface ComparisonRow {
  readonly old: ComparisonSide | null
  readonly new: ComparisonSide | null
  readonly changes: readonly Change[]
}

export interface ComparisonSide {
  readonly id: string
  readonly number: readonly Run[]
  /** Empty where the item has no title of its own. */
  readonly title: readonly Run[]
  /** Empty where there is no text of the item. */
  readonly text: readonly Run[]
  readonly supplement: boolean
}

/** the changed items side by side, in the order of the new edition (a removed item stands where it was). */
export function comparisonRows({ applied, base, baseTexts }: Published, lang: Lang): readonly ComparisonRow[] {
  const olds = new Map(base.items.map((item) => [item.id, wordedBase(item, baseTexts)]))
  const news = new Map(
    applied.items.filter(({ item }) => item.retired !== true).map((worded) => [worded.item.id, worded]),
  )
  const rows = new Map<string, { old: string | null; new: string | null; changes: Change[] }>()
  const moved = new Map(
    applied.steps.flatMap(({ change, from, to }) =>
      change.do === 'move' || change.do === 'renumber' ? [[from, to] as const] : [],
    ),
  )
  for (const { change, from, to } of applied.steps) {
    const target = change.do === 'reword' ? (moved.get(from) ?? to) : to
    const key = `${from ?? ''}\t${target ?? ''}`
    const row = rows.get(key) ?? { old: from, new: target, changes: [] }
    row.changes.push(change)
    rows.set(key, row)
  }
  return [...rows.values()]
    .toSorted(
      (a, b) => compareItemIds(a.new ?? a.old ?? '', b.new ?? b.old ?? '') || compareItemIds(a.old ?? '', b.old ?? ''),
    )
    .map((row) => ({ ...sides(olds.get(row.old ?? ''), news.get(row.new ?? ''), lang), changes: row.changes }))
}

const wordedBase = (item: Worded['item'], texts: BaseTexts): Worded => ({ item, text: texts.get(item.id) ?? null })

function sides(old: Worded | undefined, now: Worded | undefined, lang: Lang): Pick<ComparisonRow, 'old' | 'new'> {
  if (old === undefined || now === undefined) return { old: whole(old, lang), new: whole(now, lang) }
  const number = wordDiff(old.item.id, now.item.id, lang)
  const whichNumber =
    old.item.id === now.item.id
      ? number
      : { old: [{ text: old.item.id, changed: true }], new: [{ text: now.item.id, changed: true }] }
  const title = wordDiff(titleBeside(old, lang), titleBeside(now, lang), lang)
  const text = wordDiff(old.text?.[lang] ?? '', now.text?.[lang] ?? '', lang)
  const side = (of: 'old' | 'new', worded: Worded): ComparisonSide => ({
    id: worded.item.id,
    number: whichNumber[of],
    title: title[of],
    text: text[of],
    supplement: worded.item.supplement,
  })
  return { old: side('old', old), new: side('new', now) }
}

/** The title, or '' where it only says the beginning of the text once more. */
const titleBeside = ({ item, text }: Worded, lang: Lang): string =>
  text !== null && item.title[lang] === titleOfStatement(text[lang]) ? '' : item.title[lang]

/** An item without a counterpart is changed as a whole. */
function whole(worded: Worded | undefined, lang: Lang): ComparisonSide | null {
  if (worded === undefined) return null
  const run = (text: string): readonly Run[] => (text === '' ? [] : [{ text, changed: true }])
  const { item, text } = worded
  return {
    id: item.id,
    number: run(item.id),
    title: run(titleBeside(worded, lang)),
    text: run(text?.[lang] ?? ''),
    supplement: item.supplement,
  }
}
