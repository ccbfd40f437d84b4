import { itemsById } from '../catalogue.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import { compareItemIds, parentNumber, parseItemNumber } from '../numbering.ts'
import { OBLIGATION_OF } from '../obligation.ts'
import type { Edition, Item, ItemKind, Pair } from '../schema.ts'
import { titleOfStatement } from '../statement-title.ts'
import type { Change, NewItem, Revision } from './schema.ts'

/** An item with the organisation's own text of it, where it has one. */
export interface Worded {
  readonly item: Item
  readonly text: { readonly ja: string; readonly en: string } | null
}

/** One old item beside one new one, as a change made it. */
export interface Step {
  readonly change: Change
  readonly from: string | null
  readonly to: string | null
  readonly relation: Pair['relation']
}

export interface Applied {
  readonly items: readonly Worded[]
  readonly steps: readonly Step[]
  readonly problems: readonly CatalogueProblem[]
}

/** The texts of the base's items, by id. */
export type BaseTexts = ReadonlyMap<string, { readonly ja: string; readonly en: string }>

interface State {
  readonly items: Map<string, Worded>
  readonly steps: Step[]
  readonly problems: CatalogueProblem[]
  readonly touched: Map<string, number>
}

/**
 * every change against the base edition, in the order given. All changes speak of the base's numbers, and each base item is changed at most once
 * (reword with renumber or move excepted), so that the order of the file does not matter for what comes out.
 */
export function applyChanges(base: Edition, texts: BaseTexts, { changes }: Pick<Revision, 'changes'>): Applied {
  const items = new Map(base.items.map((item) => [item.id, { item, text: texts.get(item.id) ?? null }]))
  const state: State = { items, steps: [], problems: [], touched: new Map() }
  const known = itemsById(base)
  const made: Worded[] = []
  // Words first: an item that also gets a new number takes its new words along.
  const ordered = [...changes.filter(isReword), ...changes.filter((change) => !isReword(change))]
  for (const change of ordered) made.push(...applyOne(state, known, change))
  const renamed = renamesOf(state.steps)
  const kept = [...state.items.values()].map((worded) => follow(worded, renamed))
  const all = [...kept, ...made.map((worded) => follow(worded, renamed))].toSorted((a, b) =>
    compareItemIds(a.item.id, b.item.id),
  )
  return { items: withObjectives(all), steps: state.steps, problems: state.problems }
}

const isReword = (change: Change): boolean => change.do === 'reword'

/** The objective that a control stands under now; where none is among the own items, the one that it had. */
function withObjectives(items: readonly Worded[]): readonly Worded[] {
  const byId = new Map(items.map((worded) => [worded.item.id, worded.item]))
  const objectiveAbove = (item: Item): string | null => {
    const seen = new Set<string>()
    for (
      let above = byId.get(item.parent ?? '');
      above !== undefined && !seen.has(above.id);
      above = byId.get(above.parent ?? '')
    ) {
      if (above.kind === 'objective') return above.id
      seen.add(above.id)
    }
    return item.objective
  }
  const serves: ReadonlySet<ItemKind> = new Set(['control', 'detailedControl'])
  return items.map(({ item, text }) => ({
    text,
    item: serves.has(item.kind) ? { ...item, objective: objectiveAbove(item) } : item,
  }))
}

function applyOne(state: State, known: ReadonlyMap<string, Item>, change: Change): readonly Worded[] {
  const olds = oldsOf(change)
  const missing = olds.filter((id) => !known.has(id))
  state.problems.push(...missing.map((item) => problemOf('revision-item-missing', { item })))
  const twice = olds.filter((id) => !mayTouch(state, id, change))
  state.problems.push(...twice.map((item) => problemOf('revision-item-twice', { item })))
  if (missing.length > 0 || twice.length > 0) return []
  return perform(state, change)
}

const oldsOf = (change: Change): readonly string[] =>
  change.do === 'add' ? [] : change.do === 'merge' ? change.items : [change.item]

/** Bits of what was done to an item: its words and its place may each change once; all else excludes everything. */
const WORDS = 1
const PLACE = 2
const ALL = 3
const TOUCHES: Readonly<Record<Change['do'], number>> = {
  add: 0,
  reword: WORDS,
  move: PLACE,
  renumber: PLACE,
  remove: ALL,
  split: ALL,
  merge: ALL,
}

function mayTouch({ touched }: State, id: string, change: Change): boolean {
  const before = touched.get(id) ?? 0
  touched.set(id, before | TOUCHES[change.do])
  return (before & TOUCHES[change.do]) === 0
}

function perform(state: State, change: Change): readonly Worded[] {
  const step = (from: string | null, to: string | null, relation: Pair['relation']): void =>
    void state.steps.push({ change, from, to, relation })
  switch (change.do) {
    case 'add':
      step(null, change.item.id, 'none')
      return [newItem(change.item)]
    case 'remove':
      retire(state, change.item)
      step(change.item, null, 'none')
      return []
    case 'reword':
      reword(state, change)
      step(change.item, change.item, change.relation ?? 'intersects')
      return []
    case 'move':
    case 'renumber':
      step(change.item, change.as, 'equal')
      return place(state, change)
    case 'split':
      for (const { id } of change.into) step(change.item, id, 'superset')
      retire(state, change.item, change.into)
      return change.into.map((each) => newItem(each))
    case 'merge':
      for (const id of change.items) step(id, change.into.id, 'subset')
      for (const id of change.items) retire(state, id, [change.into])
      return [newItem(change.into)]
  }
}

/** C-2: the number stays taken, unless one of the items that come of it keeps it. */
function retire({ items }: State, id: string, heirs: readonly NewItem[] = []): void {
  const old = items.get(id)
  if (old === undefined) return
  if (heirs.some((heir) => heir.id === id)) items.delete(id)
  else items.set(id, { ...old, item: { ...old.item, retired: true } })
}

function reword({ items }: State, change: Extract<Change, { do: 'reword' }>): void {
  const old = items.get(change.item)
  if (old === undefined) return
  const { supplement = old.item.supplement, obligation = old.item.obligation } = change
  const title = change.title ?? follows(old, change.text) ?? old.item.title
  const titleConfidence = title === old.item.title ? old.item.titleConfidence : OWN
  items.set(change.item, {
    item: { ...old.item, title, titleConfidence, supplement, obligation },
    text: change.text ?? old.text,
  })
}

/** A title that is only the beginning of the old text becomes the beginning of the new one; null where it is a title of its own. */
function follows({ item, text: old }: Worded, text: Worded['text'] | undefined): Worded['item']['title'] | null {
  if (old === null || text === null || text === undefined || item.title.ja !== titleOfStatement(old.ja)) return null
  return { ja: titleOfStatement(text.ja), en: titleOfStatement(text.en) }
}

const OWN = { ja: 'ours', en: 'ours' } as const

/** The item under its new number; the old number is retired. */
function place({ items }: State, change: Extract<Change, { do: 'move' | 'renumber' }>): readonly Worded[] {
  const old = items.get(change.item)
  if (old === undefined || change.as === change.item) return []
  items.set(change.item, { ...old, item: { ...old.item, retired: true } })
  const parent = change.do === 'move' ? change.parent : (parentNumber(change.as) ?? old.item.parent)
  const { retired: _, ...item } = old.item
  return [{ text: old.text, item: { ...item, id: change.as, parent } }]
}

const renamesOf = (steps: readonly Step[]): ReadonlyMap<string, string> =>
  new Map(
    steps.flatMap(({ change, from, to }) =>
      (change.do === 'move' || change.do === 'renumber') && from !== null && to !== null ? [[from, to] as const] : [],
    ),
  )

/** Items under a renumbered one stand under its new number. */
function follow(worded: Worded, renamed: ReadonlyMap<string, string>): Worded {
  const parent = renamed.get(worded.item.parent ?? '')
  return parent === undefined || worded.item.retired === true ? worded : { ...worded, item: { ...worded.item, parent } }
}

const KIND_BY_DEPTH: readonly ItemKind[] = ['clause', 'objective', 'control']

function newItem(given: NewItem): Worded {
  const depth = parseItemNumber(given.id)?.segments.length ?? 0
  const kind = given.kind ?? KIND_BY_DEPTH[depth - 1] ?? 'detailedControl'
  const roles = given.roles ?? []
  return {
    text: given.text ?? null,
    item: {
      id: given.id,
      kind,
      parent: given.parent === undefined ? parentNumber(given.id) : given.parent,
      title: given.title,
      titleConfidence: OWN,
      roles: { customer: roles.includes('customer'), provider: roles.includes('provider') },
      guidance: 'none',
      cld: false,
      objective: null,
      obligation: given.obligation ?? OBLIGATION_OF[kind],
      supplement: given.supplement ?? false,
      confidence: 'ours',
      ...(given.corrects === undefined ? {} : { corrects: given.corrects }),
    },
  }
}
