import type { AuditResult, MatrixCell, VerdictKind } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { word } from '../sentences/say.ts'
import { anchor } from './anchors.ts'
import { markup, type Html } from './markup.ts'
import { bounded, labelText, paragraph, party, section, shape, table, verdictMark, type Page } from './page.ts'

/** A matrix is readable to about this many parties; beyond, the directions that have something to say are listed. */
const MATRIX_LIMIT = 40
/** Beyond this many the heads stand upright and tenants are named by their id alone, so that forty columns fit a screen. */
const COMPACT = 12
const LIST_LIMIT = 1000

export const pairAnchor = (from: string, to: string): string => anchor('p', from, to)

/** Who reaches whom: a matrix while it fits, else the list of what is not proved. */
export function matrix(page: Page): Html {
  const ids = partiesOf(page.result)
  const body = ids.length <= MATRIX_LIMIT ? grid(page, ids) : list(page)
  const folded = page.result.matrixFolded
  return section(
    'matrix',
    page.labels.matrix,
    markup`${body}${folded > 0 ? paragraph(`${page.labels.matrixFolded}: ${folded}`) : null}${legend(page)}`,
    ids.length <= MATRIX_LIMIT ? page.labels.matrixHelp : null,
  )
}

/** Parties that have a cell, in the order of the result's parties; any that is not among them comes last. */
function partiesOf({ parties, matrix: cells }: AuditResult): readonly string[] {
  const seen = new Set(cells.flatMap((c) => [c.from, c.to]))
  const named = parties.map((p) => p.id).filter((id) => seen.has(id))
  return [...new Set([...named, ...seen])]
}

function grid(page: Page, ids: readonly string[]): Html {
  const { labels, result } = page
  const compact = ids.length > COMPACT
  const tenants = new Set(result.parties.filter((p) => p.kind === 'tenant').map((p) => p.id))
  const head = (id: string): string => (compact && tenants.has(id) && id !== '' ? clamp(id, 24) : party(page, id))
  const cells = new Map(page.result.matrix.map((c) => [pairAnchor(c.from, c.to), c]))
  const absent = absentVerdict(page.result)
  const row = (from: string): Html =>
    markup`<tr>
      <th scope="row">${head(from)}</th>
      ${ids.map((to) =>
        from === to
          ? markup`<td class="same"><span class="sr">${labels.same}</span></td>`
          : cellHtml(page, from, to, cells.get(pairAnchor(from, to)), absent),
      )}
    </tr>`
  return markup`<div class="scroll" role="group" tabindex="0" aria-label="${labels.matrix}">
    <table class="mx${compact ? ' compact' : ''}">
      <caption class="sr">
        ${labels.matrix}. ${labels.matrixHelp} ${labels.matrixKeys}
      </caption>
      <thead>
        <tr>
          <th scope="col">${labels.fromTo}</th>
          ${ids.map((id) => markup`<th scope="col">${head(id)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${ids.map(row)}
      </tbody>
    </table>
  </div>`
}

/** Cells that are left out are proved only when the count of what was folded says so of every one of them. */
function absentVerdict({ parties, matrix: cells, matrixFolded }: AuditResult): 'proved' | null {
  const all = parties.length * (parties.length - 1)
  const given = cells.filter((c) => c.from !== c.to).length
  return matrixFolded > 0 && all - given === matrixFolded ? 'proved' : null
}

function cellHtml(page: Page, from: string, to: string, cell: MatrixCell | undefined, absent: 'proved' | null): Html {
  const verdict = cell?.verdict ?? absent
  if (verdict === null)
    return markup`<td><span aria-hidden="true">·</span><span class="sr">${page.labels.notAsked}</span></td>`
  const count = cell?.findings.length ?? 0
  const name = labelText(page, 'matrixCell', {
    from: party(page, from),
    to: party(page, to),
    verdict: word(verdict, page.lang),
  })
  const inner = markup`${shape(verdict)}${count > 0 ? markup` <b>${count}</b>` : null}${cell?.permitted === true && verdict === 'proved' ? markup`<i>${page.labels.permittedMark}</i>` : null}`
  const leads = cell !== undefined && (count > 0 || cell.open.length > 0)
  return leads
    ? markup`<td class="${verdict}">
        <a
          href="#${pairAnchor(from, to)}"
          aria-label="${name}${count > 0 ? `, ${labelText(page, 'paths', { count })}` : ''}"
          title="${name}"
          >${inner}</a
        >
      </td>`
    : markup`<td class="${verdict}" title="${name}">${inner}<span class="sr">${word(verdict, page.lang)}</span></td>`
}

function list(page: Page): Html {
  const { labels } = page
  const telling = page.result.matrix.filter((c) => c.from !== c.to && c.verdict !== 'proved')
  const { shown, rest } = bounded(page, telling, LIST_LIMIT)
  const rows = shown.map(
    (c) =>
      markup`<tr>
        <td>${party(page, c.from)}</td>
        <td>${party(page, c.to)}</td>
        <td>${verdictMark(page, c.verdict)}</td>
        <td><a href="#${pairAnchor(c.from, c.to)}">${labelText(page, 'paths', { count: c.findings.length })}</a></td>
      </tr>`,
  )
  return markup`${table('plain', labels.matrix, [labels.from, labels.to, labels.verdict, labels.findings], rows)}${rest}`
}

const VERDICTS: readonly VerdictKind[] = ['proved', 'refuted', 'undetermined']

const legend = (page: Page): Html =>
  markup`<p class="legend">
    <span class="sr">${page.labels.legend}: </span>${VERDICTS.map((v) => markup`${verdictMark(page, v)} `)}<span
      class="soft"
      ><i>${page.labels.permittedMark}</i> ${page.labels.permittedHelp}</span
    >
  </p>`
