import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { cellKey } from '../../../report/summary/coverage.ts'
import { useAsked } from '../../api/hooks.ts'
import { useTexts } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { CoverageBar, CoverageHatches } from '../../parts/audit/coverage-bar.tsx'
import { LayerTable } from '../../parts/audit/layer-table.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { TEXTS } from './texts.ts'

const coverageSchema = z.object({
  audits: z.number(),
  cells: z.array(z.object({ cell: z.string(), read: z.number(), partial: z.number(), lacking: z.number() })),
})
type CellCoverage = z.infer<typeof coverageSchema>['cells'][number]

/** The environment model with how much of the expected evidence was read. It is its own table: every cell says its numbers. */
export function CoveragePlot() {
  const t = useTexts(TEXTS)
  return (
    <Loaded query={useAsked(coverageSchema, '/coverage')}>
      {({ audits, cells }) =>
        audits === 0 ? (
          <p className="note">
            {t.coverageNone} <Link to="/evidence">{t.toEvidence}</Link>
          </p>
        ) : (
          <Cells cells={cells} />
        )
      }
    </Loaded>
  )
}

const total = ({ read, partial, lacking }: Omit<CellCoverage, 'cell'>): number => read + partial + lacking

function Cells({ cells }: { readonly cells: readonly CellCoverage[] }) {
  const t = useTexts(TEXTS)
  const byCell = new Map(cells.map((one) => [one.cell, one]))
  const [read, all] = [cells.reduce((sum, one) => sum + one.read, 0), cells.reduce((sum, one) => sum + total(one), 0)]
  const empty = cells.filter((one) => total(one) === 0).length
  return (
    <>
      <p>
        {fillIn(t.coverageSay, { read, total: all })} {empty === 0 ? '' : fillIn(t.coverageEmpty, { count: empty })}
      </p>
      <CoverageHatches />
      <LayerTable
        isSmall
        caption={t.coverage}
        corner={<span className="sr">{t.coverage}</span>}
        cell={(at) => <Cell of={byCell.get(cellKey(at))} />}
      />
    </>
  )
}

function Cell({ of }: { readonly of: CellCoverage | undefined }) {
  const t = useTexts(TEXTS)
  if (of === undefined || total(of) === 0) return <span className="none">{t.noEvidence}</span>
  return (
    <>
      <CoverageBar of={of} />
      <span className="soft">
        {[
          `${t.read} ${of.read}`,
          ...(of.partial > 0 ? [`${t.partial} ${of.partial}`] : []),
          ...(of.lacking > 0 ? [`${t.lacking} ${of.lacking}`] : []),
        ].join('・')}
      </span>
    </>
  )
}
