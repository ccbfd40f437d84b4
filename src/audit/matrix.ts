import type { Party } from './ownership.ts'
import { pairKey } from './violations.ts'
import type { Finding, MatrixCell, VerdictKind } from './result.ts'

/** To this many parties the matrix is whole; beyond, only cells that have something to say. */
export const WHOLE = 40

export interface Evidence {
  readonly parties: readonly Party[]
  readonly findings: readonly Finding[]
  readonly openByPair: ReadonlyMap<string, readonly string[]>
  readonly permitted: ReadonlySet<string>
  readonly rejected: ReadonlySet<string>
  /** Pairs with a sure delivery that no listed finding shows (too many, or subsumed). */
  readonly refuted: ReadonlySet<string>
}

/** Who reaches whom. Parties without an endpoint in evidence have no cell: nothing can be said of them. */
export function matrixOf(evidence: Evidence): { cells: MatrixCell[]; folded: number } {
  const parties = evidence.parties.filter((p) => p.endpoints.length > 0)
  if (parties.length <= WHOLE)
    return { cells: pairs(parties).map(([from, to]) => cellOf(evidence, from.id, to.id)), folded: 0 }
  const said = new Set([
    ...evidence.findings.map((f) => pairKey(f.from, f.to)),
    ...evidence.openByPair.keys(),
    ...evidence.permitted,
    ...evidence.rejected,
    ...evidence.refuted,
  ])
  const ids = new Set(parties.map((p) => p.id))
  const cells = [...said].flatMap((key) => {
    const [from = '', to = ''] = JSON.parse(key) as string[]
    return ids.has(from) && ids.has(to) ? [cellOf(evidence, from, to)] : []
  })
  return { cells, folded: parties.length * (parties.length - 1) - cells.length }
}

const pairs = (parties: readonly Party[]): [Party, Party][] =>
  parties.flatMap((from) => parties.filter((to) => to.id !== from.id).map((to): [Party, Party] => [from, to]))

function cellOf(evidence: Evidence, from: string, to: string): MatrixCell {
  const key = pairKey(from, to)
  const findings = evidence.findings.filter((f) => f.from === from && f.to === to).map((f) => f.id)
  const open = evidence.openByPair.get(key) ?? []
  const verdict = verdictOf(evidence, key, findings, open)
  return {
    from,
    to,
    verdict,
    findings,
    open,
    permitted: verdict === 'proved' && evidence.permitted.has(key),
  }
}

function verdictOf(evidence: Evidence, key: string, findings: readonly string[], open: readonly string[]): VerdictKind {
  if (evidence.rejected.has(key)) return 'undetermined'
  if (findings.length > 0 || evidence.refuted.has(key)) return 'refuted'
  return open.length > 0 ? 'undetermined' : 'proved'
}
