import type { EndpointMention, Finding, Hop } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { say } from '../sentences/say.ts'
import { placeOf } from '../summary/evidence.ts'
import { markup, trusted, type Html } from './markup.ts'
import { code, party, phraseHtml, table, type Page } from './page.ts'

const ARROW = trusted(
  '<svg class="arrow" viewBox="0 0 30 10" aria-hidden="true" focusable="false"><path d="M0 5h26M21 1l5 4-5 4" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>',
)

/** The path from left to right, machine by machine: attachment, what carries it, each decision, arrival. The step that should not be there is marked. */
export const drawnPath = (page: Page, finding: Finding): Html =>
  markup`<ol class="path" aria-label="${page.labels.path}">${stationsOf(finding.hops).map((station, i) => stationHtml(page, finding, station, i > 0))}</ol>`

/** Hops that follow each other on one device, with their numbers in the whole path. */
interface Station {
  readonly device: string
  readonly steps: readonly { readonly hop: Hop; readonly number: number }[]
}

function stationsOf(hops: readonly Hop[]): readonly Station[] {
  const stations: { device: string; steps: { hop: Hop; number: number }[] }[] = []
  hops.forEach((hop, i) => {
    const last = stations.at(-1)
    if (last?.device === hop.device) last.steps.push({ hop, number: i + 1 })
    else stations.push({ device: hop.device, steps: [{ hop, number: i + 1 }] })
  })
  return stations
}

function stationHtml(page: Page, finding: Finding, { device, steps }: Station, follows: boolean): Html {
  const before = finding.hops[(steps[0]?.number ?? 1) - 2]
  const end = endOf(finding, device, steps)
  return markup`<li class="station${steps.length > 1 ? ' many' : ''}">${follows ? arrow(page, before) : null}<div class="frame${end === null ? '' : ' end'}">
<b>${clamp(device, 80)}</b>${end === null ? null : markup`<span class="who">${party(page, end.party)}${end.addresses[0] === undefined ? null : markup` ${code(end.addresses[0])}`}</span>`}
<ol class="steps">${steps.map((step) => stepHtml(page, step))}</ol></div></li>`
}

const arrow = (page: Page, before: Hop | undefined): Html =>
  markup`<span class="carry">${before === undefined || before.carries === null ? null : markup`<span>${phraseHtml(say('hops', before.carries, page.lang))}</span>`}${ARROW}</span>`

const stepHtml = (page: Page, { hop, number }: Station['steps'][number]): Html =>
  markup`<li class="step${hop.decisive ? ' key' : ''}"><span class="no">${number}</span> ${phraseHtml(say('hops', hop.what, page.lang))}${hop.decisive ? markup`<em>${page.labels.decisiveHelp}</em>` : null}</li>`

/** The endpoint that stands at an end of the path, when the first or last hop is on its machine. */
function endOf(
  { sources, destinations, hops }: Finding,
  device: string,
  steps: Station['steps'],
): EndpointMention | null {
  if (steps[0]?.number === 1) return sources.find((e) => e.device === device) ?? null
  return steps.at(-1)?.number === hops.length ? (destinations.find((e) => e.device === device) ?? null) : null
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
