import type { Cell } from '../../cloud/cloud.ts'
import { clamp } from '../safe.ts'
import { word } from '../sentences/say.ts'
import { cellKey, cellsOf, KINDS, LAYERS, type CellSummary, type Counts } from '../summary/coverage.ts'
import { markup, trusted, type Html } from './markup.ts'
import { labelText, section, type Page } from './page.ts'

const NAMES = 24

/** The environment model, three layers by three kinds with service management beside it. It shows evidence, not hope. */
export function map(page: Page): Html {
  const { labels, lang } = page
  const cells = cellsOf(page.result)
  const cell = (at: Cell): Html => cellHtml(page, cells.get(cellKey(at)))
  const heads = [...KINDS.map((kind) => word(kind, lang)), word('serviceManagement', lang)]
  const rows = LAYERS.map(
    (layer, i) =>
      markup`<tr>
        <th scope="row">${word(layer, lang)}</th>
        ${KINDS.map((kind) => markup`<td data-kind="${word(kind, lang)}">${cell({ layer, kind })}</td>`)}${i === 0 ? markup`<td rowspan="3" data-kind="${word('serviceManagement', lang)}">${cell('serviceManagement')}</td>` : null}
      </tr>`,
  )
  const body = markup`${HATCH}
    <table class="map">
      <caption class="sr">
        ${labels.map}
      </caption>
      <thead>
        <tr>
          <th scope="col">${labels.layer}</th>
          ${heads.map((h) => markup`<th scope="col">${h}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`
  return section('map', labels.map, body, labels.mapHelp)
}

const HATCH = trusted(
  '<svg width="0" height="0" class="defs" aria-hidden="true"><defs>' +
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#e6cd85"/><rect width="3" height="6" fill="#a87900"/></pattern>' +
    '<pattern id="gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="2" height="6" fill="#8a8f99"/></pattern></defs></svg>',
)

function cellHtml(page: Page, cell: CellSummary | undefined): Html {
  if (cell === undefined || (cell.rows.length === 0 && cell.types.length === 0))
    return markup`<span class="none">${page.labels.noEvidence}</span>`
  return markup`${resources(page, cell)}${bar(cell.counts)}<span class="counts">${counts(page, cell)}</span>`
}

function resources({ lang }: Page, { types }: CellSummary): readonly Html[] {
  return types.slice(0, 12).map(({ type, names }) => {
    const shown = names
      .slice(0, NAMES)
      .map((name) => clamp(name, 60))
      .join(', ')
    const more = names.length > NAMES ? `, +${names.length - NAMES}` : ''
    return markup`<details class="res">
      <summary>${clamp(word(type, lang), 60)} <b>${names.length}</b></summary>
      <span>${shown}${more}</span>
    </details>`
  })
}

const SEGMENTS = [
  ['read', '#27477d'],
  ['partial', 'url(#hatch)'],
  ['refused', 'url(#gap)'],
  ['missing', 'url(#gap)'],
] as const

/** The expected evidence of a cell as one bar; what was not read is hatched. The figures stand beneath. */
function bar(counts: Counts): Html | null {
  const total = SEGMENTS.reduce((n, [status]) => n + counts[status], 0)
  if (total === 0) return null
  let x = 0
  const parts = SEGMENTS.map(([status, fill]) => {
    const width = (200 * counts[status]) / total
    const rect = width === 0 ? '' : `<rect x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="8" fill="${fill}"/>`
    x += width
    return rect
  })
  return trusted(
    `<svg class="bar" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts.join('')}</svg>`,
  )
}

function counts(page: Page, cell: CellSummary): string {
  const parts = SEGMENTS.filter(([status]) => cell.counts[status] > 0).map(
    ([status]) => `${word(status, page.lang)} ${cell.counts[status]}`,
  )
  const unread = cell.unread > 0 ? [labelText(page, 'unreadCount', { count: cell.unread })] : []
  return [...parts, ...unread].join(' · ')
}
