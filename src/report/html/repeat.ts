import { clamp } from '../safe.ts'
import { markup, type Html } from './markup.ts'
import { section, type Page } from './page.ts'

/** How to repeat the run: the commands, and the three hashes to which the verdicts are bound (V-10). */
export function repeat(page: Page): Html {
  const { labels, result } = page
  const directory = shellWord(page.options.directory ?? './engagement') ?? './engagement'
  const bound = (name: string, value: string): Html =>
    markup`<div>
      <dt>${name}</dt>
      <dd><code>${clamp(value, 100)}</code></dd>
    </div>`
  const body = markup`<dl class="facts">
      ${bound(labels.evidenceHash, `sha256:${result.evidence.sha256}`)}${bound(labels.engagementHash, `sha256:${result.engagement.sha256}`)}${bound(labels.engine, result.engine)}
    </dl>
    <h3>${labels.repeatRun}</h3>
    <pre tabindex="0"><code>akashi audit ${directory} --format html --lang ${page.lang} --out report.html
akashi audit ${directory} --format json > result.json</code></pre>
    ${question(page, directory)}
    <h3>${labels.repeatHash}</h3>
    <pre tabindex="0"><code>find ${directory} -type f -exec sha256sum {} +</code></pre>`
  return section('repeat', labels.repeat, body, labels.repeatHelp)
}

function question(page: Page, directory: string): Html | null {
  const asked = page.result.findings.find(
    (f) => f.kind === 'delivery' && f.sources.length > 0 && f.destinations.length > 0,
  )
  const from = shellWord(asked?.sources[0]?.id ?? '')
  const to = shellWord(asked?.destinations[0]?.id ?? '')
  if (from === null || to === null) return null
  return markup`<h3>${page.labels.repeatAsk}</h3>
    <pre tabindex="0"><code>akashi reach ${directory} --from ${from} --to ${to}</code></pre>`
}

/** A name that means itself in every shell, or null: nobody should copy a command that the evidence wrote. */
const shellWord = (text: string): string | null =>
  /^[A-Za-z0-9_./:@+][A-Za-z0-9_./:@+-]{0,200}$/.test(text) ? text : null
