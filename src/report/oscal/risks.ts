import type { Finding } from '../../audit/result.ts'
import { labelsOf, say, word } from '../sentences/say.ts'
import { findingObservation } from './observations.ts'
import { origins } from './subjects.ts'
import { idOf, line, phraseLine, prop, some, type Draft } from './words.ts'

export const riskId = (draft: Draft, finding: string): string => idOf(draft, 'risk', finding)

/** Findings that are more than a note stand as open risks, each with what would close it as a recommendation. */
export const risky = (draft: Draft): readonly Finding[] => draft.result.findings.filter((f) => f.weight !== 'note')

export const risks = (draft: Draft): readonly unknown[] => risky(draft).map((f) => risk(draft, f))

const CONNECTED = { yes: 'connectedYes', no: 'connectedNo', unknown: 'connectedUnknown' } as const

function risk(draft: Draft, f: Finding): Record<string, unknown> {
  const { lang } = draft
  return {
    uuid: riskId(draft, f.id),
    title: phraseLine(say('findings', f.title, lang)),
    description: phraseLine(say('findings', f.title, lang)),
    statement: line(`${word(f.backDoor, lang)}: ${labelsOf(lang)[CONNECTED[f.connected]]}`),
    props: [prop('weight', f.weight), prop('back-door', f.backDoor)],
    status: 'open',
    origins: origins(draft),
    ...some(
      'remediations',
      f.closes.map((close, i) => ({
        uuid: idOf(draft, 'remediation', f.id, String(i)),
        lifecycle: 'recommendation',
        title: phraseLine(say('closes', close, lang)),
        description: phraseLine(say('closes', close, lang)),
      })),
    ),
    'related-observations': [{ 'observation-uuid': findingObservation(draft, f.id) }],
  }
}
