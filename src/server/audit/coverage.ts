import type { AuditResult } from '../../audit/result.ts'
import { KINDS, LAYERS, cellKey, cellsOf } from '../../report/summary/coverage.ts'

/** How much of the evidence that was expected of a cell of the environment model was read, over several audits. */
export interface CellCoverage {
  readonly cell: string
  readonly read: number
  readonly partial: number
  readonly lacking: number
}

const CELLS = [
  ...LAYERS.flatMap((layer) => KINDS.map((kind) => cellKey({ layer, kind }))),
  cellKey('serviceManagement'),
]

/** The nine cells and service management, by `virtual/server` …, summed over the results. */
export function coverageOver(results: readonly Pick<AuditResult, 'resources' | 'coverage'>[]): readonly CellCoverage[] {
  const all = results.map((result) => cellsOf(result))
  return CELLS.map((cell) => {
    const counts = all.flatMap((cells) => cells.get(cell)?.counts ?? [])
    const sum = (of: 'read' | 'partial' | 'refused' | 'missing'): number =>
      counts.reduce((total, one) => total + one[of], 0)
    return { cell, read: sum('read'), partial: sum('partial'), lacking: sum('refused') + sum('missing') }
  })
}
