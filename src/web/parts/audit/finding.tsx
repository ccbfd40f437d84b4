import type { Finding, Hop } from '../../../audit/result.ts'
import { labelsOf, partyName, say, word } from '../../../report/sentences/say.ts'
import { decidingQuotes } from '../../../report/summary/deciding.ts'
import { marked, placeOf } from '../../../report/summary/evidence.ts'
import { endpointText, flowText } from '../../../report/summary/flows.ts'
import { useLanguage } from '../../language/language.tsx'
import { PhraseText } from './phrase.tsx'

const CONNECTED = { yes: 'connectedYes', no: 'connectedNo', unknown: 'connectedUnknown' } as const
const MANY = 12

/** One finding: a sentence, the path from left to right, the lines of evidence that prove it, and what closes it. */
export function FindingView({ finding }: { readonly finding: Finding }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  return (
    <article aria-label={finding.id}>
      <h3>
        <span className="soft mono">{finding.id}</span> <PhraseText phrase={say('findings', finding.title, lang)} />
      </h3>
      <dl className="facts">
        <Fact name={labels.weight}>{word(finding.weight, lang)}</Fact>
        <Fact name={labels.backDoor}>{word(finding.backDoor, lang)}</Fact>
        {finding.flows.length === 0 ? null : (
          <Fact name={labels.flows}>
            {finding.flows
              .slice(0, MANY)
              .map((flow) => flowText(flow, lang))
              .join('、')}
            {finding.flows.length > MANY ? ` +${finding.flows.length - MANY}` : ''}
          </Fact>
        )}
        {finding.kind === 'impossible-permission' ? null : (
          <Fact name={labels.connects}>{labels[CONNECTED[finding.connected]]}</Fact>
        )}
        <Fact name={labels.sources}>{finding.sources.slice(0, MANY).map(endpointText).join('、') || '—'}</Fact>
        <Fact name={labels.destinations}>
          {finding.destinations.slice(0, MANY).map(endpointText).join('、') || '—'}
        </Fact>
      </dl>
      {finding.hops.length === 0 ? null : (
        <>
          <Path finding={finding} />
          <Quotes hops={finding.hops} />
          <PathTable hops={finding.hops} />
        </>
      )}
      {finding.closes.length === 0 ? null : (
        <div className="fix">
          <b>{labels.closes}</b>
          <ul>
            {finding.closes.map((close, i) => (
              <li key={i}>
                <PhraseText phrase={say('closes', close, lang)} />
              </li>
            ))}
          </ul>
          <p className="note">{labels.closesAfter}</p>
        </div>
      )}
    </article>
  )
}

const Fact = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

interface Station {
  readonly device: string
  readonly steps: { readonly hop: Hop; readonly number: number }[]
}

/** Hops that follow each other on one machine, with their numbers in the whole path. */
function stationsOf(hops: readonly Hop[]): readonly Station[] {
  const stations: Station[] = []
  for (const [i, hop] of hops.entries()) {
    const last = stations.at(-1)
    if (last?.device === hop.device) last.steps.push({ hop, number: i + 1 })
    else stations.push({ device: hop.device, steps: [{ hop, number: i + 1 }] })
  }
  return stations
}

function Path({ finding }: { readonly finding: Finding }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  const stations = stationsOf(finding.hops)
  const partyAt = (i: number): string | null => (i === 0 ? finding.from : i === stations.length - 1 ? finding.to : null)
  return (
    <ol className="path" aria-label={labels.path}>
      {stations.map(({ device, steps }, i) => {
        const party = partyAt(i)
        const before = finding.hops[(steps[0]?.number ?? 1) - 2]
        return (
          <li key={steps[0]?.number} className={`station ${steps.length > 1 ? 'many' : ''}`}>
            {i === 0 ? null : <Carry hop={before} />}
            <div className={`frame ${party === null ? '' : 'end'}`}>
              <b>{device}</b> {party === null ? null : <span className="soft">{partyName(party, lang)}</span>}
              <ol className="steps">
                {steps.map(({ hop, number }) => (
                  <li key={number} className={`step ${hop.decisive ? 'key' : ''}`}>
                    <span className="no">{number}</span> <PhraseText phrase={say('hops', hop.what, lang)} />
                    {hop.decisive ? <em>{labels.decisiveHelp}</em> : null}
                  </li>
                ))}
              </ol>
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function Carry({ hop }: { readonly hop: Hop | undefined }) {
  const { lang } = useLanguage()
  const carries = hop?.carries ?? null
  return (
    <span className="carry">
      {carries === null ? null : (
        <span>
          <PhraseText phrase={say('hops', carries, lang)} />
        </span>
      )}
      <svg viewBox="0 0 30 10" aria-hidden="true">
        <path d="M0 5h26M21 1l5 4-5 4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </span>
  )
}

const QUOTES = 24

/** The lines of evidence of the path, numbered as its steps, with the deciding part marked. */
function Quotes({ hops }: { readonly hops: readonly Hop[] }) {
  const { lang } = useLanguage()
  const lines = hops.flatMap((hop, i) => decidingQuotes(hop).map((quote) => ({ quote, number: i + 1 })))
  if (lines.length === 0) return null
  return (
    <ul className="ev" aria-label={labelsOf(lang).evidence}>
      {lines.slice(0, QUOTES).map(({ quote, number }, i) => {
        const { before, mark, after } = marked(quote)
        return (
          <li key={i}>
            <b className="no">{number}</b>
            <span className="at">{placeOf(quote.source)}</span>
            <code>
              {before}
              {mark === '' ? null : <mark>{mark}</mark>}
              {after}
            </code>
          </li>
        )
      })}
      {lines.length > QUOTES ? <li>… +{lines.length - QUOTES}</li> : null}
    </ul>
  )
}

/** The same path as a table, for whoever cannot see the drawing. */
function PathTable({ hops }: { readonly hops: readonly Hop[] }) {
  const { lang } = useLanguage()
  const labels = labelsOf(lang)
  return (
    <details>
      <summary>{labels.pathTable}</summary>
      <div className="scroll" role="region" tabIndex={0} aria-label={labels.pathTable}>
        <table className="plain">
          <thead>
            <tr>
              {[labels.hop, labels.device, labels.what, labels.carries].map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hops.map((hop, i) => (
              <tr key={i}>
                <td>{i + 1}</td>
                <td>{hop.device}</td>
                <td>
                  <PhraseText phrase={say('hops', hop.what, lang)} />
                  {hop.decisive ? ` — ${labels.decisiveHelp}` : ''}
                </td>
                <td>{hop.carries === null ? '' : <PhraseText phrase={say('hops', hop.carries, lang)} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
