import { compareItemIds } from './numbering.ts'
import type { Mapping, Pair } from './schema.ts'

/** An answer of an organisation on one item of an edition, in whatever form its owner keeps it. */
export interface Answer<A> {
  readonly item: string
  readonly answer: A
}

/** An answer on its new item. `review` unless the mapping says equal: a person looks before it counts. */
export interface Carried<A> {
  readonly to: string
  readonly from: string
  readonly relation: Pair['relation']
  readonly review: boolean
  readonly answer: A
}

export interface CarriedAnswers<A> {
  readonly carried: readonly Carried<A>[]
  /** Answers whose item has no target: kept and listed, never dropped (C-10). */
  readonly withoutTarget: readonly Answer<A>[]
  /** Target items that no answer came to, of those that the mapping knows. */
  readonly unanswered: readonly string[]
}

/** C-10: every answer along the mapping. An answer whose item maps to several goes to each; each keeps the item that it came from. */
export function carryAnswers<A>(mapping: Mapping, answers: readonly Answer<A>[]): CarriedAnswers<A> {
  const pairs = pairsByFrom(mapping)
  const carried = answers.flatMap(({ item, answer }) =>
    (pairs.get(item) ?? []).map(({ to, relation }) => ({
      to,
      from: item,
      relation,
      review: relation !== 'equal',
      answer,
    })),
  )
  const reached = new Set(carried.map(({ to }) => to))
  const targets = new Set(mapping.pairs.flatMap(({ to }) => (to === null ? [] : [to])))
  return {
    carried: carried.toSorted((a, b) => compareItemIds(a.to, b.to) || compareItemIds(a.from, b.from)),
    withoutTarget: answers.filter(({ item }) => !pairs.has(item)),
    unanswered: [...targets].filter((to) => !reached.has(to)).toSorted(compareItemIds),
  }
}

function pairsByFrom({ pairs }: Mapping): ReadonlyMap<string, readonly Targeted[]> {
  const byFrom = new Map<string, Targeted[]>()
  for (const pair of pairs.filter(hasTarget)) byFrom.set(pair.from, [...(byFrom.get(pair.from) ?? []), pair])
  return byFrom
}

type Targeted = Pair & { readonly from: string; readonly to: string }

const hasTarget = (pair: Pair): pair is Targeted => pair.from !== null && pair.to !== null
