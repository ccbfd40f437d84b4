import type { UnknownId } from '../cloud/ids.ts'
import { impliedUnknown } from '../proof/implied.ts'
import type { Examination } from './examine.ts'
import type { Quoter } from './quotes.ts'
import type { Open } from './result.ts'
import type { Spreads } from './spreads.ts'
import { unknownsOf } from './trespass.ts'
import { pairKey, type Violations } from './violations.ts'

/** Violations whose unknowns are looked for one by one; pairs of parties beyond are still undetermined, and say so. */
const MOST = 400

/** What is not known, by pair of parties (`pairKey`), for every delivery that is possible where none between them is sure: what is refuted needs no more evidence. */
export interface Opens {
  readonly byPair: ReadonlyMap<string, readonly UnknownId[]>
  readonly list: readonly Open[]
}

/** Stands for a possible delivery whose unknown could not be named. */
export const UNNAMED = 'unnamed-unknown'

export function opensOf(spreads: Spreads, examination: Examination, violations: Violations, quote: Quoter): Opens {
  const byPair = new Map<string, Set<UnknownId>>()
  let looked = 0
  for (const { from, to, sure, possible } of violations.list) {
    const key = pairKey(from?.id ?? '', to.id)
    if (sure.length > 0 || violations.sure.has(key)) continue
    const found = byPair.get(key) ?? new Set<UnknownId>()
    byPair.set(key, found)
    if (looked++ < MOST) for (const unknown of unknownsOf(spreads, possible)) found.add(unknown)
  }
  for (const key of violations.possible)
    if (!violations.sure.has(key) && (byPair.get(key)?.size ?? 0) === 0) byPair.set(key, new Set([UNNAMED]))
  const used = new Set([...byPair.values()].flatMap((s) => [...s]))
  return {
    byPair: new Map([...byPair].map(([key, set]) => [key, [...set]])),
    list: [...used].map((id) => openOf(examination, id, quote)),
  }
}

function openOf({ evidence }: Examination, id: UnknownId, quote: Quoter): Open {
  const unknown = evidence.cloud.unknowns.find((u) => u.id === id) ?? impliedUnknown(evidence.cloud, id)
  if (unknown === null) return { unknown: id, saying: { code: id, params: {} }, ask: '', device: null, quotes: [] }
  return {
    unknown: id,
    saying: { code: unknown.code, params: { device: unknown.device ?? '', ...unknown.params } },
    ask: unknown.ask,
    device: unknown.device ?? null,
    quotes: unknown.from.slice(0, 3).flatMap((s) => quote(s) ?? []),
  }
}
