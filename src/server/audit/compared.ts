import type { AuditResult, Finding, Saying, VerdictKind } from '../../audit/result.ts'
import { comparedCells } from './verdicts.ts'

/** What differs in one direction between two runs: its verdict, or the paths behind it. Null: that run did not ask about it. */
export interface DirectionChange {
  readonly from: string
  readonly to: string
  readonly before: VerdictKind | null
  readonly after: VerdictKind | null
  /** Titles of findings that the later run has and the earlier has not, and the other way round. */
  readonly opened: readonly Saying[]
  readonly closed: readonly Saying[]
}

/** Titles of one direction that are shown. */
const SHOWN = 20

/** What changed from one run to a later one: directions with another verdict, and those that stay refuted by other paths. */
export function comparedRuns(before: AuditResult, after: AuditResult): readonly DirectionChange[] {
  const [older, newer] = [titlesByDirection(before), titlesByDirection(after)]
  const verdicts = new Map(comparedCells(before, after).map((change) => [keyOf(change), change]))
  const changed = new Set(verdicts.keys())
  for (const key of new Set([...older.keys(), ...newer.keys()]))
    if (differ(older.get(key), newer.get(key))) changed.add(key)
  return [...changed].map((key) => {
    const [from = '', to = ''] = key.split('\n')
    const [was, is] = [older.get(key) ?? NONE, newer.get(key) ?? NONE]
    const change = verdicts.get(key)
    return {
      from,
      to,
      before: change === undefined ? verdictIn(before, from, to) : change.before,
      after: change === undefined ? verdictIn(after, from, to) : change.after,
      opened: [...is].flatMap(([title, saying]) => (was.has(title) ? [] : [saying])).slice(0, SHOWN),
      closed: [...was].flatMap(([title, saying]) => (is.has(title) ? [] : [saying])).slice(0, SHOWN),
    }
  })
}

type Titles = ReadonlyMap<string, Saying>
const NONE: Titles = new Map()

const keyOf = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from}\n${to}`

/** What the findings of each direction of the matrix say. Notes say nothing against the separation. */
function titlesByDirection({ findings, matrix }: AuditResult): ReadonlyMap<string, Titles> {
  const asked = new Set(matrix.map(keyOf))
  const titles = new Map<string, Map<string, Saying>>()
  const counts = ({ weight }: Finding): boolean => weight !== 'note'
  for (const finding of findings.filter(counts)) {
    const key = keyOf(finding)
    if (!asked.has(key)) continue
    const own = titles.get(key) ?? new Map<string, Saying>()
    own.set(JSON.stringify([finding.title, finding.backDoor]), finding.title)
    titles.set(key, own)
  }
  return titles
}

const differ = (a: Titles = NONE, b: Titles = NONE): boolean =>
  a.size !== b.size || [...a.keys()].some((title) => !b.has(title))

const verdictIn = ({ matrix }: AuditResult, from: string, to: string): VerdictKind | null =>
  matrix.find((cell) => cell.from === from && cell.to === to)?.verdict ?? null
