import './finding.css'
import type { AuditResult, Finding } from '../../../audit/result.ts'
import { labelsOf, say, word } from '../../../report/sentences/say.ts'
import { endpointText, flowText } from '../../../report/summary/flows.ts'
import { useLanguage } from '../../language/language.tsx'
import { PathBoxes } from './path-boxes.tsx'
import { PhraseText } from './phrase.tsx'
import { StepTable } from './step-table.tsx'
import { LazyPicture } from './topology/lazy-picture.tsx'

const CONNECTED = { yes: 'connectedYes', no: 'connectedNo', unknown: 'connectedUnknown' } as const
const MANY = 12

interface Props {
  readonly finding: Finding
  /** What the picture of the environment is in. */
  readonly result: Pick<AuditResult, 'topology' | 'open'>
}

/** One finding: a sentence, the path over the environment with the lines of evidence beside it, each decision from left to right, and what closes it. */
export function FindingView({ finding, result }: Props) {
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
          {result.topology === undefined || finding.way === undefined ? (
            <PathBoxes finding={finding} />
          ) : (
            <LazyPicture result={result} way={finding.way} focus={finding} />
          )}
          <StepTable hops={finding.hops} />
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
