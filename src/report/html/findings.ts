import type { Finding, MatrixCell, VerdictKind } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { say, word } from '../sentences/say.ts'
import { flowText } from '../summary/flows.ts'
import { groupBy } from '../summary/group.ts'
import { byWeight, crossing } from '../summary/verdict.ts'
import { anchor } from './anchors.ts'
import { finding } from './finding.ts'
import { pairAnchor } from './matrix.ts'
import { markup, type Html } from './markup.ts'
import { bounded, labelText, paragraph, party, phraseHtml, section, table, verdictMark, type Page } from './page.ts'

/** Findings drawn in full; all others are rows of a table, so that a report of thousands still opens. */
const IN_FULL = 300
const UNFOLDED = 8
const ROWS = 3000

/** The findings by direction, the heaviest first, and the directions of which nothing can be said. */
export function findings(page: Page): Html {
  const ordered = byWeight(page.result.findings)
  const full = ordered.slice(0, IN_FULL)
  const open = new Set(full.slice(0, UNFOLDED))
  const pairs = [...groupBy(full.filter(isDelivery), (f) => pairAnchor(f.from, f.to))]
  const drawn = pairs.map(([id, of]) => pair(page, id, of, open))
  const body =
    ordered.length === 0
      ? paragraph(page.labels.noFindings)
      : markup`${drawn}${notes(
          page,
          full.filter((f) => !isDelivery(f)),
          open,
        )}${beyond(page, ordered.slice(IN_FULL))}`
  return section('findings', page.labels.findings, markup`${body}${silent(page, new Set(pairs.map(([id]) => id)))}`)
}

/** What a cell of the matrix counts; host addresses and permissions that cannot work are noted beside it. */
const isDelivery = (f: Finding): boolean => f.kind !== 'host-address' && f.kind !== 'impossible-permission'

const notes = (page: Page, of: readonly Finding[], open: ReadonlySet<Finding>): Html | null =>
  of.length === 0
    ? null
    : markup`<section class="pair"><h3>${page.labels.notes} <small>${labelText(page, 'items', { count: of.length })}</small></h3>
${of.map((one) => finding(page, one, open.has(one)))}</section>`

function pair(page: Page, id: string, of: readonly Finding[], open: ReadonlySet<Finding>): Html {
  const [first] = of
  if (first === undefined) return markup``
  const verdict: VerdictKind | undefined = page.result.matrix.find(
    (c) => c.from === first.from && c.to === first.to,
  )?.verdict
  return markup`<section class="pair" id="${id}" tabindex="-1">
    <h3>
      ${party(page, first.from)} → ${party(page, first.to)} ${verdict === undefined ? null : verdictMark(page, verdict)}
      <small>${labelText(page, 'items', { count: of.length })}</small>
    </h3>
    ${of.map((one) => finding(page, one, open.has(one)))}
  </section>`
}

/** Cells that have no finding of their own and are not proved: what their verdict waits for. */
function silent(page: Page, drawn: ReadonlySet<string>): Html | null {
  const cells = crossing(page.result).filter((c) => c.open.length > 0 && !drawn.has(pairAnchor(c.from, c.to)))
  if (cells.length === 0) return null
  const { labels } = page
  const { shown, rest } = bounded(page, cells, ROWS)
  return markup`${table(
    'plain',
    labels.open,
    [labels.from, labels.to, labels.verdict, labels.open],
    shown.map((c) => silentRow(page, c)),
  )}${rest}`
}

const silentRow = (page: Page, c: MatrixCell): Html =>
  markup`<tr id="${pairAnchor(c.from, c.to)}" tabindex="-1">
    <td>${party(page, c.from)}</td>
    <td>${party(page, c.to)}</td>
    <td>${verdictMark(page, c.verdict)}</td>
    <td>
      ${c.open.slice(0, 6).map((id) => markup`<a href="#${anchor('o', id)}">${clamp(page.openNames.get(id) ?? id, 60)}</a> `)}${c.open.length > 6 ? `+${c.open.length - 6}` : null}
    </td>
  </tr>`

function beyond(page: Page, rest: readonly Finding[]): Html | null {
  if (rest.length === 0) return null
  const { labels, lang } = page
  const { shown, rest: left } = bounded(page, rest, ROWS)
  const rows = shown.map(
    (f) =>
      markup`<tr id="${anchor('f', f.id)}">
        <td>${clamp(f.id, 40)}</td>
        <td>${word(f.weight, lang)}</td>
        <td>${phraseHtml(say('findings', f.title, lang))}</td>
        <td>${party(page, f.from)} → ${party(page, f.to)}</td>
        <td>
          ${clamp(
            f.flows
              .slice(0, 4)
              .map((flow) => flowText(flow, lang))
              .join(', '),
            160,
          )}
        </td>
      </tr>`,
  )
  return markup`${table('plain', labels.findings, ['ID', labels.weight, labels.finding, labels.fromTo, labels.flows], rows)}${left}`
}
