import type { Quote } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { marked, placeOf, shortHash } from '../summary/evidence.ts'
import { markup, type Html } from './markup.ts'
import type { Page } from './page.ts'

/** More quotes than this for one hop say nothing new; how many are left out stands below them. */
const LIMIT = 24

/** Of a line that only stands beside the deciding one of the same hop, so much is shown. */
const BESIDE = 110

/** A line of evidence under the hop that it decides. */
export interface Numbered {
  readonly quote: Quote
  /** The hop's number in the drawn path, or null where there is none. */
  readonly number: number | null
}

/** Lines of evidence as they stand in the files: place, command, hash, and the text with its deciding part marked. */
export function quotes(page: Page, lines: readonly Numbered[]): Html | null {
  if (lines.length === 0) return null
  const decided = new Set(lines.filter(({ quote }) => marked(quote).mark !== '').map(({ number }) => number))
  const shown = lines.slice(0, LIMIT).map((line) => quoteHtml(page, line, decided.has(line.number)))
  const left = lines.length - LIMIT
  return markup`<ul class="ev" aria-label="${page.labels.evidence}">
    ${shown}${left > 0 ? markup`<li class="soft">… +${left}</li>` : null}
  </ul>`
}

function quoteHtml(page: Page, { quote, number }: Numbered, beside: boolean): Html {
  const { source } = quote
  const { before, mark, after } = marked(quote, beside ? BESIDE : undefined)
  const text =
    page.options.quotes === false
      ? markup`<span class="soft">${page.labels.quotesWithheld}</span>`
      : markup`<code>${before}${mark === '' ? null : markup`<mark>${mark}</mark>`}${after}</code>`
  return markup`<li>
    ${number === null ? null : markup`<b class="no">${number}</b>`}<span class="at"
      ><span class="file">${clamp(placeOf(source), 200)}</span
      >${source.command === undefined ? null : markup`<span>$ ${clamp(source.command, 120)}</span>`}<span
        >sha256:${shortHash(source.artifact)}…</span
      ></span
    >${text}
  </li>`
}
