import type { Open } from '../../audit/result.ts'
import { askPhrase } from '../sentences/ask.ts'
import { asksOf } from '../summary/asks.ts'
import { say } from '../sentences/say.ts'
import { anchor } from './anchors.ts'
import { markup, type Html } from './markup.ts'
import { bounded, code, paragraph, phraseHtml, section, shape, table, type Page } from './page.ts'
import { quotes } from './quotes.ts'

const SHOWN = 500

/** What keeps a verdict from being given, and the evidence to ask for. */
export function open(page: Page): Html {
  const { result, labels } = page
  const { shown, rest } = bounded(page, result.open, SHOWN)
  const body =
    result.open.length === 0
      ? paragraph(labels.noOpen)
      : markup`${askList(page)}<ul class="open">
            ${shown.map((o) => item(page, o))}
          </ul>
          ${rest}`
  return section('open', labels.open, body)
}

/** One list to send to an engineer: every command once for each device. */
function askList(page: Page): Html | null {
  const { shown, rest } = bounded(page, asksOf(page.result.open), SHOWN)
  if (shown.length === 0) return null
  const { labels } = page
  const rows = shown.map(
    ({ device, asks, settles }) =>
      markup`<tr><td>${device === null ? null : code(device)}</td><td>${asks.slice(0, 30).map((ask) => markup`<span class="line">${code(ask)}</span>`)}</td><td>${settles.length}</td></tr>`,
  )
  return markup`<h3>${labels.askList}</h3>${table('plain', labels.askList, [labels.device, labels.askFor, labels.open], rows)}${rest}`
}

const item = (page: Page, o: Open): Html =>
  markup`<li id="${anchor('o', o.unknown)}" tabindex="-1">
    <p>
      ${shape('undetermined')} <span class="id">${page.openNames.get(o.unknown) ?? ''}</span> <b>${phraseHtml(say('unknowns', o.saying, page.lang))}</b
      >${o.device === null ? null : markup` <small>${code(o.device)}</small>`}
    </p>
    <p class="ask"><b>${page.labels.askFor}</b> ${phraseHtml(askPhrase(o, page.lang))}</p>
    ${quotes(
      page,
      o.quotes.slice(0, 5).map((quote) => ({ quote, number: null })),
    )}
  </li>`
