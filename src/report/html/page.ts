import type { AuditResult, VerdictKind } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { clamp } from '../safe.ts'
import { fill, plain, type Params, type Phrase } from '../sentences/phrase.ts'
import { labelsOf, partyName, word, type Labels } from '../sentences/say.ts'
import { markup, trusted, type Html } from './markup.ts'

/** Who made a report, when, and what of the evidence it may show. The report reads no clock: times come from outside. */
export interface HtmlOptions {
  readonly lang: Lang
  readonly madeBy?: string
  /** ISO 8601 with zone. */
  readonly madeAt?: string
  /** The directory's name as it stands in the commands for repeating the run. */
  readonly directory?: string
  /** `false` leaves the quoted lines out (their places and hashes stay), for a copy that goes outside. */
  readonly quotes?: boolean
}

/** What every section needs. */
export interface Page {
  readonly result: AuditResult
  readonly options: HtmlOptions
  readonly lang: Lang
  readonly labels: Labels
  /** Short names of open items (`O-1`), in their order: the ids of unknowns are not for people. */
  readonly openNames: ReadonlyMap<string, string>
}

export const pageOf = (result: AuditResult, options: HtmlOptions): Page => ({
  result,
  options,
  lang: options.lang,
  labels: labelsOf(options.lang),
  openNames: new Map(result.open.map((o, i) => [o.unknown, `O-${i + 1}`])),
})

/** A phrase with what came from the evidence set apart. */
export const phraseHtml = (phrase: Phrase): Html =>
  markup`${phrase.map((piece) => (piece.kind === 'value' ? code(piece.text) : piece.text))}`

/** A name of the evidence: its own direction, breakable anywhere, never longer than a few lines; the whole of it in the title. */
export function code(text: string): Html {
  const short = clamp(text, 160)
  return short === text ? markup`<code>${text}</code>` : markup`<code title="${clamp(text, 2000)}">${short}</code>`
}

/** A label with its places filled. */
export const labelText = (page: Page, key: keyof Labels, params: Params): string =>
  plain(fill(page.labels[key], params, {}, page.lang))

export const party = (page: Page, id: string | null): string => clamp(partyName(id, page.lang), 60)

const SHAPES: Record<VerdictKind, string> = {
  proved: '<circle cx="6" cy="6" r="5" fill="currentColor"/>',
  refuted: '<path d="M2 2l8 8M10 2l-8 8" stroke="currentColor" stroke-width="2.4" fill="none"/>',
  undetermined:
    '<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor"/>',
}

export const shape = (verdict: VerdictKind): Html =>
  trusted(`<svg class="shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">${SHAPES[verdict]}</svg>`)

/** Shape, word and colour of a verdict. */
export const verdictMark = (page: Page, verdict: VerdictKind): Html =>
  markup`<span class="v ${verdict}">${shape(verdict)}${word(verdict, page.lang)}</span>`

/** A section with its heading, reachable from the contents. */
export const section = (id: string, heading: string, body: Html, note: string | null = null): Html =>
  markup`<section id="${id}" aria-labelledby="${id}-h">
    <h2 id="${id}-h">${heading}</h2>
    ${note === null ? null : markup`<p class="note">${note}</p>`} ${body}
  </section>`

/** A table with a head that is repeated on every printed page; `caption` is for a screen reader unless it is shown. */
export const table = (name: string, caption: string, heads: readonly string[], rows: readonly Html[]): Html =>
  markup`<div class="scroll" role="group" tabindex="0" aria-label="${caption}">
    <table class="${name}">
      <caption class="sr">
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head) => markup`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`

export const paragraph = (text: string): Html => markup`<p class="note">${text}</p>`

/** The first `limit` items, and how many are left out. */
export function bounded<T>(page: Page, items: readonly T[], limit: number): { shown: readonly T[]; rest: Html | null } {
  const left = items.length - limit
  return { shown: items.slice(0, limit), rest: left > 0 ? paragraph(labelText(page, 'more', { count: left })) : null }
}
