import type { Finding, Hop } from '../../../audit/result.ts'
import { labelsOf, partyName, say } from '../../../report/sentences/say.ts'
import { useLanguage } from '../../language/language.tsx'
import { PhraseText } from './phrase.tsx'

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

/** The path from left to right, machine by machine: for results that hold no picture of the environment. */
export function PathBoxes({ finding }: { readonly finding: Finding }) {
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
