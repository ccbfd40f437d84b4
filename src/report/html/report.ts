import type { AuditResult } from '../../audit/result.ts'
import { writtenTime } from '../dates.ts'
import { clamp, oneLine } from '../safe.ts'
import { shortHash } from '../summary/evidence.ts'
import { evidenceTime } from '../summary/verdict.ts'
import { contents } from './contents.ts'
import { files } from './files.ts'
import { findings } from './findings.ts'
import { guides } from './guides.ts'
import { map } from './map.ts'
import { markup, trusted, type Html } from './markup.ts'
import { matrix } from './matrix.ts'
import { open } from './open.ts'
import { opening } from './opening.ts'
import { pageOf, type HtmlOptions, type Page } from './page.ts'
import { permissions } from './permissions.ts'
import { coverageTable, unread } from './reading.ts'
import { repeat } from './repeat.ts'
import { SCRIPT, SCRIPT_HASH } from './script.ts'
import { styleOf } from './style/style.ts'

const POLICY = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src ${SCRIPT_HASH}; base-uri 'none'; form-action 'none'`

/**
 * The result as one self-contained HTML file: it loads nothing, works offline and without script, and prints on A4.
 * Everything of the evidence is escaped; the policy lets nothing run but our one script, which is named by its hash.
 */
export function htmlReport(result: AuditResult, options: HtmlOptions): string {
  const page = pageOf(result, options)
  const title = `${oneLine(clamp(result.engagement.service[page.lang], 100))} — ${page.labels.title}`
  const document = markup`<!doctype html>
    <html lang="${page.lang}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light" />
        <title>${title}</title>
        <style>${trusted(styleOf(footerText(page)))}</style>
      </head>
      <body>
        <a class="skip" href="#conclusion">${page.labels.skip}</a>
        <div class="app">
          ${contents(page)}
          <main>
            ${opening(page)} ${guides(page)} ${matrix(page)} ${findings(page)} ${open(page)} ${permissions(page)}
            ${map(page)} ${coverageTable(page)} ${unread(page)} ${files(page)} ${repeat(page)} ${colophon(page)}
          </main>
        </div>
        <script>${trusted(SCRIPT)}</script>
      </body>
    </html> `
  return document.html
}

/** Which engine judged which evidence, and who made it when where that was given: at the foot of every printed page, and once at the end. */
function footerText({ labels, options, lang, result }: Page): string {
  const time = evidenceTime(result)
  const parts = [
    `Akashi ${clamp(result.engine, 20)}`,
    ...(options.madeBy === undefined ? [] : [`${labels.madeBy}: ${clamp(options.madeBy, 60)}`]),
    ...(options.madeAt === undefined ? [] : [`${labels.madeAt}: ${clamp(writtenTime(options.madeAt, lang), 60)}`]),
    ...(time === null ? [] : [`${labels.collectedAt}: ${clamp(writtenTime(time, lang), 60)}`]),
    `sha256:${shortHash(result.evidence.sha256)}`,
  ]
  return oneLine(parts.join(' · '))
}

const colophon = (page: Page): Html => markup`<footer><p>${footerText(page)}</p></footer>`
