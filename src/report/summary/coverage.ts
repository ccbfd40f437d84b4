import type { AuditResult } from '../../audit/result.ts'
import type { Cell, Resource } from '../../cloud/cloud.ts'
import type { CoverageRow } from '../../evidence/reader.ts'
import { groupBy } from './group.ts'

/** What stands in one cell of the environment model: its resources by type, and how much of the expected evidence was read. */
export interface CellSummary {
  readonly cell: Cell
  readonly types: readonly { readonly type: string; readonly names: readonly string[] }[]
  readonly rows: readonly CoverageRow[]
  readonly counts: Counts
  /** Lines that were not understood. */
  readonly unread: number
}

/** Rows of coverage by status. `missing` counts what a verdict needs; `unneeded` is missing or refused and no verdict needs it. */
export interface Counts {
  readonly read: number
  readonly partial: number
  readonly refused: number
  readonly missing: number
  readonly unneeded: number
}

export const LAYERS = ['virtual', 'function', 'physical'] as const
export const KINDS = ['server', 'network', 'storage'] as const

export const cellKey = (cell: Cell): string => (cell === 'serviceManagement' ? cell : `${cell.layer}/${cell.kind}`)

/** The nine cells and service management, each with what the evidence says of it. */
export function cellsOf(result: Pick<AuditResult, 'resources' | 'coverage'>): ReadonlyMap<string, CellSummary> {
  const cells: Cell[] = [...LAYERS.flatMap((layer) => KINDS.map((kind) => ({ layer, kind }))), 'serviceManagement']
  const resources = groupBy(result.resources, (r) => cellKey(r.cell))
  const rows = new Map<string, CoverageRow[]>(cells.map((c) => [cellKey(c), []]))
  for (const row of result.coverage) for (const c of row.cells) rows.get(cellKey(c))?.push(row)
  return new Map(
    cells.map((cell) => [
      cellKey(cell),
      summary(cell, resources.get(cellKey(cell)) ?? [], rows.get(cellKey(cell)) ?? []),
    ]),
  )
}

function summary(cell: Cell, resources: readonly Resource[], rows: readonly CoverageRow[]): CellSummary {
  const types = [...groupBy(resources, (r) => r.type)].map(([type, of]) => ({ type, names: of.map((r) => r.name) }))
  return { cell, types, rows, counts: countsOf(rows), unread: rows.reduce((n, r) => n + r.unread, 0) }
}

/** Evidence that was expected and is not there, or was refused. */
export const isLacking = (row: CoverageRow): boolean => row.status === 'refused' || row.status === 'missing'

export function countsOf(rows: readonly CoverageRow[]): Counts {
  const of = (status: CoverageRow['status']): number =>
    rows.filter((r) => r.status === status && (r.needed || !isLacking(r))).length
  return {
    read: of('read'),
    partial: of('partial'),
    refused: of('refused'),
    missing: of('missing'),
    unneeded: rows.filter((r) => isLacking(r) && !r.needed).length,
  }
}

/** One line of coverage a device, in the order in which the devices come. */
export const byDevice = (rows: readonly CoverageRow[]): readonly { device: string; rows: readonly CoverageRow[] }[] =>
  [...groupBy(rows, (r) => r.device)].map(([device, of]) => ({ device, rows: of }))
