import type { EndpointMention, Finding, Hop } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { say } from '../sentences/say.ts'
import { placeOf } from '../summary/evidence.ts'
import { markup, trusted, type Html } from './markup.ts'
import { code, party, phraseHtml, table, type Page } from './page.ts'

const ARROW = trusted(
  '<svg class="arrow" viewBox="0 0 30 10" aria-hidden="true" focusable="false"><path d="M0 5h26M21 1l5 4-5 4" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>',
)

/** The path from left to right: attachment, what carries it, each decision, arrival. The hop that should not be there is marked. */
export const drawnPath = (page: Page, finding: Finding): Html =>
  markup`<ol class="path" aria-label="${page.labels.path}">
    ${finding.hops.map((hop, i) => box(page, finding, hop, i))}
  </ol>`

function box(page: Page, finding: Finding, hop: Hop, i: number): Html {
  const end = endOf(finding, hop, i)
  const carried = finding.hops[i - 1]?.carries ?? null
  const arrow =
    i === 0
      ? null
      : markup`<span class="carry"
          >${carried === null ? null : phraseHtml(say('hops', carried, page.lang))}${ARROW}</span
        >`
  const classes = `hop${end === null ? '' : ' end'}${hop.decisive ? ' key' : ''}`
  return markup`<li>
    ${arrow}
    <div class="${classes}">
      <b><span class="no">${i + 1}</span> ${clamp(hop.device, 80)}</b>
      ${end === null ? null : markup`<span class="who">${party(page, end.party)}${end.addresses[0] === undefined ? null : markup` ${code(end.addresses[0])}`}</span>`}
      <span>${phraseHtml(say('hops', hop.what, page.lang))}</span
      >${hop.decisive ? markup`<em>${page.labels.decisiveHelp}</em>` : null}
    </div>
  </li>`
}

/** The endpoint that stands at an end of the path, when the first or last hop is on its machine. */
function endOf({ sources, destinations, hops }: Finding, hop: Hop, i: number): EndpointMention | null {
  if (i === 0) return sources.find((e) => e.device === hop.device) ?? null
  return i === hops.length - 1 ? (destinations.find((e) => e.device === hop.device) ?? null) : null
}

/** The same path as a table. */
export function pathTable(page: Page, finding: Finding): Html {
  const { labels, lang } = page
  const rows = finding.hops.map(
    (hop, i) =>
      markup`<tr${hop.decisive ? markup` class="key"` : null}><td>${i + 1}</td><td>${code(hop.device)}</td><td>${phraseHtml(say('hops', hop.what, lang))}${hop.decisive ? markup` <em>${labels.decisiveHelp}</em>` : null}</td><td>${hop.carries === null ? null : phraseHtml(say('hops', hop.carries, lang))}</td><td>${hop.quotes.slice(0, 6).map((q) => markup`<span class="line">${clamp(placeOf(q.source), 160)}</span>`)}</td></tr>`,
  )
  const heads = [labels.hop, labels.device, labels.what, labels.carries, labels.evidence]
  return markup`<details class="sub">
    <summary>${labels.pathTable}</summary>
    ${table('plain', labels.pathTable, heads, rows)}
  </details>`
}
