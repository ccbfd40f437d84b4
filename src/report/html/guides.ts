import type { GuideResult } from '../../audit/result.ts'
import { clamp } from '../safe.ts'
import { say, word, hasSentence } from '../sentences/say.ts'
import { JUDGED } from '../summary/verdict.ts'
import { anchor } from './anchors.ts'
import { judgement } from './judgement.ts'
import { markup, type Html } from './markup.ts'
import { phraseHtml, section, shape, verdictMark, type Page } from './page.ts'

/** Links shown in one card; the findings themselves stand below. */
const LINKS = 12
const CLAIMS = 12

/** One card a guide: what is to be confirmed, what it comes to, what that rests on, and room for the auditor. */
export const guides = (page: Page): Html =>
  section(
    'guides',
    page.labels.guides,
    markup`<div class="cards">${page.result.guides.map((guide) => card(page, guide))}</div>`,
  )

function card(page: Page, guide: GuideResult): Html {
  const number = guide.guide.split('/').at(-1) ?? guide.guide
  const verdict = JUDGED[guide.judgement]
  const title = hasSentence(guide.guide) ? phraseHtml(say('claims', { code: guide.guide, params: {} }, page.lang)) : ''
  return markup`<article class="card ${verdict}">
    <h3><span class="number">${clamp(number, 40)}</span> ${title}</h3>
    <p>${verdictMark(page, verdict)} <span class="soft">${word(guide.judgement, page.lang)}</span></p>
    <ul class="claims">${guide.claims.slice(0, CLAIMS).map((claim) => claimItem(page, claim))}${guide.claims.length > CLAIMS ? markup`<li>… +${guide.claims.length - CLAIMS}</li>` : null}
    </ul>
    ${links(page.labels.findings, guide.findings, 'f', (id) => id)} ${links(page.labels.open, guide.open, 'o', (id) => page.openNames.get(id) ?? id)}
    ${judgement(page, guide.guide, number)}
  </article>`
}

const claimItem = (page: Page, { saying, verdict }: GuideResult['claims'][number]): Html =>
  markup`<li class="${verdict}"><b>${shape(verdict)}${word(verdict, page.lang)}</b> ${phraseHtml(say('claims', saying, page.lang))}</li>`

function links(name: string, ids: readonly string[], kind: 'f' | 'o', nameOf: (id: string) => string): Html | null {
  if (ids.length === 0) return null
  const shown = ids.slice(0, LINKS).map((id) => markup`<a href="#${anchor(kind, id)}">${clamp(nameOf(id), 32)}</a> `)
  return markup`<p class="links">${name}: ${shown}${ids.length > LINKS ? `+${ids.length - LINKS}` : null}</p>`
}
