import type { AuditResult } from '../../../audit/result.ts'
import { labelsOf, word } from '../../../report/sentences/say.ts'
import { cellKey, cellsOf } from '../../../report/summary/coverage.ts'
import type { CellSummary } from '../../../report/summary/coverage.ts'
import { useLanguage } from '../../language/language.tsx'
import { CoverageBar, CoverageHatches } from './coverage-bar.tsx'
import { LayerTable } from './layer-table.tsx'

const STATUSES = ['read', 'partial', 'refused', 'missing'] as const

/** The environment model, three layers by three kinds with service management beside it: what of the expected evidence was read, and what was not. */
export function CoverageMap({ of }: { readonly of: Pick<AuditResult, 'resources' | 'coverage'> }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const cells = cellsOf(of)
  return (
    <>
      <p className="note">{labels.mapHelp}</p>
      <CoverageHatches />
      <LayerTable
        caption={labels.map}
        corner={labels.layer}
        cell={(at) => <CellBody cell={cells.get(cellKey(at))} />}
      />
    </>
  )
}

const NAMES = 24

function CellBody({ cell }: { readonly cell: CellSummary | undefined }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  if (cell === undefined || (cell.rows.length === 0 && cell.types.length === 0))
    return <span className="none">{labels.noEvidence}</span>
  const said = STATUSES.flatMap((status) =>
    cell.counts[status] > 0 ? [`${word(status, lang)} ${cell.counts[status]}`] : [],
  )
  const { read, partial, refused, missing } = cell.counts
  const unread = cell.unread > 0 ? [labels.unreadCount.replace('{count}', String(cell.unread))] : []
  return (
    <>
      {cell.types.slice(0, 12).map(({ type, names }) => (
        <details key={type}>
          <summary>
            {word(type, lang)} <b>{names.length}</b>
          </summary>
          <span className="soft">
            {names.slice(0, NAMES).join(', ')}
            {names.length > NAMES ? `, +${names.length - NAMES}` : ''}
          </span>
        </details>
      ))}
      <CoverageBar of={{ read, partial, lacking: refused + missing }} />
      <span className="soft">{[...said, ...unread].join('・')}</span>
    </>
  )
}
