import type { Cell } from '../../../cloud/cloud.ts'
import type { AuditResult } from '../../../audit/result.ts'
import { labelsOf, word } from '../../../report/sentences/say.ts'
import { KINDS, LAYERS, cellKey, cellsOf } from '../../../report/summary/coverage.ts'
import type { CellSummary, Counts } from '../../../report/summary/coverage.ts'
import { useLanguage } from '../../language/language.tsx'

const SEGMENTS = [
  ['read', '#27477d'],
  ['partial', 'url(#map-hatch)'],
  ['refused', 'url(#map-gap)'],
  ['missing', 'url(#map-gap)'],
] as const

/** The environment model, three layers by three kinds with service management beside it: what of the expected evidence was read, and what was not. */
export function CoverageMap({ of }: { readonly of: Pick<AuditResult, 'resources' | 'coverage'> }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const cells = cellsOf(of)
  const cell = (at: Cell) => <CellBody cell={cells.get(cellKey(at))} />
  return (
    <>
      <p className="note">{labels.mapHelp}</p>
      <Patterns />
      <table className="map">
        <caption className="sr">{labels.map}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.layer}</th>
            {[...KINDS, 'serviceManagement'].map((kind) => (
              <th scope="col" key={kind}>
                {word(kind, lang)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LAYERS.map((layer, i) => (
            <tr key={layer}>
              <th scope="row">{word(layer, lang)}</th>
              {KINDS.map((kind) => (
                <td key={kind} data-kind={word(kind, lang)}>
                  {cell({ layer, kind })}
                </td>
              ))}
              {i === 0 ? (
                <td rowSpan={3} data-kind={word('serviceManagement', lang)}>
                  {cell('serviceManagement')}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const NAMES = 24

function CellBody({ cell }: { readonly cell: CellSummary | undefined }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  if (cell === undefined || (cell.rows.length === 0 && cell.types.length === 0))
    return <span className="none">{labels.noEvidence}</span>
  const said = SEGMENTS.flatMap(([status]) =>
    cell.counts[status] > 0 ? [`${word(status, lang)} ${cell.counts[status]}`] : [],
  )
  const unread = cell.unread > 0 ? [labels.unreadCount.replace('{count}', String(cell.unread))] : []
  return (
    <>
      {cell.types.slice(0, 12).map(({ type, names }) => (
        <details key={type}>
          <summary>
            {type} <b>{names.length}</b>
          </summary>
          <span className="soft">
            {names.slice(0, NAMES).join(', ')}
            {names.length > NAMES ? `, +${names.length - NAMES}` : ''}
          </span>
        </details>
      ))}
      <Bar counts={cell.counts} />
      <span className="soft">{[...said, ...unread].join('・')}</span>
    </>
  )
}

function Bar({ counts }: { readonly counts: Counts }) {
  const total = SEGMENTS.reduce((sum, [status]) => sum + counts[status], 0)
  if (total === 0) return null
  let x = 0
  return (
    <svg className="bar" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true">
      {SEGMENTS.map(([status, fill]) => {
        const at = x
        x += (200 * counts[status]) / total
        return <rect key={status} x={at} width={x - at} height="8" fill={fill} />
      })}
    </svg>
  )
}

const Patterns = () => (
  <svg width="0" height="0" style={{ position: 'absolute' }} aria-hidden="true">
    <defs>
      <pattern id="map-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="#e6cd85" />
        <rect width="3" height="6" fill="#a87900" />
      </pattern>
      <pattern id="map-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="#fff" />
        <rect width="2" height="6" fill="#8a8f99" />
      </pattern>
    </defs>
  </svg>
)
