import { writtenTime } from '../dates.ts'
import { clamp } from '../safe.ts'
import { word } from '../sentences/say.ts'
import { headlineOf } from '../summary/headline.ts'
import { shortHash } from '../summary/evidence.ts'
import { evidenceTime } from '../summary/verdict.ts'
import { markup, type Html } from './markup.ts'
import { code, labelText, phraseHtml, verdictMark, type Page } from './page.ts'

/** The head of the report: which service, which evidence, and what is true in a sentence. */
export function opening(page: Page): Html {
  const headline = headlineOf(page.result, page.lang)
  return markup`<header>
      <p class="kicker">${page.labels.title} <span>${controls(page)}</span></p>
      <h1>${clamp(page.result.engagement.service[page.lang], 200)}</h1>
      <p class="sub">${facts(page)}</p>
    </header>
    <section id="conclusion" class="say ${headline.verdict}" aria-label="${page.labels.conclusion}">
      <p class="first">${verdictMark(page, headline.verdict)} <strong>${phraseHtml(headline.first)}</strong></p>
      ${headline.rest.map((phrase) => markup`<p>${phraseHtml(phrase)}</p>`)}
    </section>`
}

const controls = ({ result }: Page): string =>
  clamp(result.procedure.controls.map((control) => control.item).join(' · '), 200)

function facts(page: Page): readonly Html[] {
  const { result, labels, lang } = page
  const time = evidenceTime(result)
  const files = result.evidence.files.filter((f) => f.status !== 'ignored').length
  return [
    ...(time === null ? [] : [markup`<span>${labels.collectedAt} ${writtenTime(time, lang)}</span>`]),
    markup`<span>${labels.files} ${labelText(page, 'items', { count: files })}</span>`,
    markup`<span>${labels.evidenceHash} ${code(`sha256:${shortHash(result.evidence.sha256)}…`)}</span>`,
    markup`<span>${labels.procedure} ${code(result.procedure.id)}</span>`,
    markup`<span
      >${labels.roles} ${clamp(result.engagement.roles.map((role) => word(role, lang)).join(', '), 100)}</span
    >`,
    markup`<span>${labels.engine} ${code(result.engine)}</span>`,
  ]
}
