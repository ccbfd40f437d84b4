import type { Hop, Quote } from '../../../audit/result.ts'
import { labelsOf, say } from '../../../report/sentences/say.ts'
import { decidingQuotes } from '../../../report/summary/deciding.ts'
import { marked, placeOf } from '../../../report/summary/evidence.ts'
import { useLanguage } from '../../language/language.tsx'
import { fillIn } from '../../language/text.ts'
import { VerdictShape } from '../verdict-mark.tsx'
import { PhraseText } from './phrase.tsx'

const TEXTS = { more: { ja: 'ほかの証拠 {count} 行', en: '{count} more lines of evidence' } } as const

/** The steps of a path, each with the lines of evidence that decide it beside it. It is the path's table for a screen reader too. */
export function StepTable({ hops }: { readonly hops: readonly Hop[] }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  return (
    <table className="plain step-table">
      <caption className="left">{labels.path}</caption>
      <thead>
        <tr>
          {[labels.hop, labels.device, labels.what, labels.evidence].map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hops.map((hop, i) => (
          <tr key={i} className={hop.decisive ? 'key' : ''}>
            <td>
              <span className="no">{i + 1}</span>
            </td>
            <td>
              <b>{hop.device}</b>
            </td>
            <td>
              <PhraseText phrase={say('hops', hop.what, lang)} />
              {hop.decisive ? (
                <em>
                  <VerdictShape verdict="refuted" /> {labels.decisiveHelp}
                </em>
              ) : null}
            </td>
            <td>
              <Quotes hop={hop} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The lines in which the deciding part is marked; the others on request, where there is one that is. */
function Quotes({ hop }: { readonly hop: Hop }) {
  const { lang } = useLanguage()
  const quotes = decidingQuotes(hop)
  const deciding = quotes.filter((quote) => marked(quote).mark !== '')
  const others = quotes.filter((quote) => marked(quote).mark === '')
  const [shown, folded] = deciding.length === 0 ? [others, []] : [deciding, others]
  return (
    <>
      {shown.map((quote, i) => (
        <QuoteLine key={i} quote={quote} />
      ))}
      {folded.length === 0 ? null : (
        <details>
          <summary>{fillIn(TEXTS.more[lang], { count: folded.length })}</summary>
          {folded.map((quote, i) => (
            <QuoteLine key={i} quote={quote} />
          ))}
        </details>
      )}
    </>
  )
}

/** A line of evidence with its place, the deciding part marked. */
function QuoteLine({ quote }: { readonly quote: Quote }) {
  const { before, mark, after } = marked(quote)
  return (
    <div className="quote">
      <span className="at">{placeOf(quote.source)}</span>
      <code>
        {before}
        {mark === '' ? null : <mark>{mark}</mark>}
        {after}
      </code>
    </div>
  )
}
