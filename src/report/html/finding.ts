import type { Answer, EndpointMention, Finding } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { say, word } from '../sentences/say.ts'
import { decidingQuotes } from '../summary/deciding.ts'
import { flowText } from '../summary/flows.ts'
import { anchor } from './anchors.ts'
import { judgement } from './judgement.ts'
import { markup, type Html } from './markup.ts'
import { code, party, phraseHtml, shape, table, type Page } from './page.ts'
import { drawnPath, pathTable } from './path.ts'
import { quotes } from './quotes.ts'
import { witnessTable } from './witness.ts'

const FLOWS = 12
const CONNECTED = { yes: 'connectedYes', no: 'connectedNo', unknown: 'connectedUnknown' } as const

/** One finding: a sentence, the path drawn and as a table, the lines that prove it, what closes it, and room for the auditor. */
export const finding = (page: Page, f: Finding, open: boolean): Html =>
  markup`<details class="finding ${f.weight}" id="${anchor('f', f.id)}" ${open ? markup` open` : null}>
    <summary>
      <span class="id">${clamp(f.id, 40)}</span>
      <span class="weight">${f.kind === 'delivery' ? shape('refuted') : null}${word(f.weight, page.lang)}</span>
      <strong>${phraseHtml(say('findings', f.title, page.lang))}</strong>
    </summary>
    ${facts(page, f)}
    ${
      f.hops.length === 0
        ? null
        : markup`${drawnPath(page, f)}${quotes(
            page,
            f.hops.flatMap((hop, i) => decidingQuotes(hop).map((quote) => ({ quote, number: i + 1 }))),
          )}${pathTable(page, f)}`
    }
    ${f.witness === null ? null : witnessTable(page, f.witness)} ${endpoints(page, f)} ${closes(page, f)}
    ${judgement(page, f.id, f.id)}
  </details>`

function facts(page: Page, f: Finding): Html {
  const { labels, lang } = page
  const flows = f.flows
    .slice(0, FLOWS)
    .map((flow) => markup`<span class="line">${clamp(flowText(flow, lang), 200)}</span>`)
  const fact = (name: string, value: Html | string): Html =>
    markup`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  return markup`<dl class="facts">
    ${fact(labels.backDoor, word(f.backDoor, lang))}
    ${f.flows.length === 0 ? null : fact(labels.flows, markup`${flows}${f.flows.length > FLOWS ? `+${f.flows.length - FLOWS}` : null}`)}
    ${f.kind === 'impossible-permission' ? null : fact(labels.connects, labels[CONNECTED[f.connected]])}
    ${f.guides.length === 0 ? null : fact(labels.guideNames, clamp(f.guides.join(', '), 200))}
  </dl>`
}

const closes = (page: Page, f: Finding): Html | null =>
  f.closes.length === 0
    ? null
    : markup`<div class="fix">
        <b>${page.labels.closes}</b>
        <ul>
          ${f.closes.map((c) => markup`<li>${phraseHtml(say('closes', c, page.lang))}</li>`)}
        </ul>
        <p class="note">${page.labels.closesAfter}</p>
      </div>`

/** Who sends and who receives, with V-2 for each sender where it was asked. */
function endpoints(page: Page, f: Finding): Html {
  const { labels } = page
  const rows = [
    ...f.sources.map((e) => endpointRow(page, labels.sources, e)),
    ...left(labels.sources, f.counts.sources - f.sources.length),
    ...f.destinations.map((e) => endpointRow(page, labels.destinations, e)),
    ...left(labels.destinations, f.counts.destinations - f.destinations.length),
  ]
  const heads = [labels.side, labels.endpoint, labels.addresses, labels.party, labels.connects]
  const name = `${labels.sources} · ${labels.destinations}`
  return markup`<details class="sub">
    <summary>${name} (${f.counts.sources} → ${f.counts.destinations})</summary>
    ${table('plain', name, heads, rows)}
  </details>`
}

const left = (name: string, count: number): readonly Html[] =>
  count > 0
    ? [
        markup`<tr>
          <td>${name}</td>
          <td colspan="4">+${count}</td>
        </tr>`,
      ]
    : []

const endpointRow = (page: Page, role: string, e: EndpointMention): Html =>
  markup`<tr>
    <td>${role}</td>
    <td>${code(e.id)}</td>
    <td>
      ${e.addresses.slice(0, 8).map((a) => markup`<span class="line">${code(a)}</span>`)}${e.addresses.length > 8 ? `+${e.addresses.length - 8}` : null}
    </td>
    <td>${party(page, e.party)}</td>
    <td>
      ${e.connected === undefined ? null : connected(page, e.connected)}${e.blockedAt === undefined ? null : markup` ${page.labels.blockedAt}: ${phraseHtml(say('hops', e.blockedAt, page.lang))}`}
    </td>
  </tr>`

const connected = (page: Page, answer: Answer): string => word(answer, page.lang)
