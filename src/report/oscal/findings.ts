import type { GuideResult } from '../../audit/result.ts'
import { partyName, say, sayPlain, word } from '../sentences/say.ts'
import { cellObservation, findingObservation, openObservation } from './observations.ts'
import { riskId, risky } from './risks.ts'
import { origins } from './subjects.ts'
import { idOf, line, phraseLine, prop, some, token, type Draft } from './words.ts'

export const controlId = (edition: string, item: string): string => token(`${edition}.${item}`)
export const objectiveId = (guide: string): string => token(`akashi.${guide}`)

const STATES = {
  conforms: { state: 'satisfied', reason: 'pass' },
  'does-not-conform': { state: 'not-satisfied', reason: 'fail' },
  'cannot-be-determined': { state: 'not-satisfied', reason: 'other' },
} as const

/** One finding a guide: whether its objective is satisfied, and the observations and risks that say so. */
export const findings = (draft: Draft): readonly unknown[] => draft.result.guides.map((g) => ofGuide(draft, g))

function ofGuide(draft: Draft, g: GuideResult): Record<string, unknown> {
  const { lang, result } = draft
  const known = new Set(result.findings.map((f) => f.id))
  const open = new Set(result.open.map((o) => o.unknown))
  const grave = new Set(risky(draft).map((f) => f.id))
  const related = [
    ...g.findings.filter((id) => known.has(id)).map((id) => findingObservation(draft, id)),
    ...g.open.filter((id) => open.has(id)).map((id) => openObservation(draft, id)),
    cellObservation(draft),
  ]
  return {
    uuid: idOf(draft, 'finding', g.guide),
    title: titleOf(draft, g.guide),
    description: [
      titleOf(draft, g.guide),
      ...g.claims.map((c) => line(`${word(c.verdict, lang)}: ${sayPlain('claims', c.saying, lang)}`)),
    ].join('\n\n'),
    props: [prop('judgement', g.judgement)],
    origins: origins(draft),
    target: {
      type: 'objective-id',
      'target-id': objectiveId(g.guide),
      status: { ...STATES[g.judgement], remarks: line(word(g.judgement, lang)) },
    },
    'related-observations': [...new Set(related)].map((uuid) => ({ 'observation-uuid': uuid })),
    ...some(
      'related-risks',
      [...new Set(g.findings.filter((id) => grave.has(id)))].map((id) => ({ 'risk-uuid': riskId(draft, id) })),
    ),
  }
}

const titleOf = (draft: Draft, guide: string): string =>
  phraseLine(say('claims', { code: guide, params: {} }, draft.lang))

/** The guides as objectives of our own under the first control that the procedure audits: what the findings' targets refer to. */
export function objectives(draft: Draft): Record<string, unknown> {
  const [control] = draft.result.procedure.controls
  if (control === undefined) return {}
  return some(
    'objectives-and-methods',
    [
      {
        'control-id': controlId(control.edition, control.item),
        parts: draft.result.guides.map((g) => ({
          id: objectiveId(g.guide),
          name: 'objective',
          title: titleOf(draft, g.guide),
          prose: titleOf(draft, g.guide),
        })),
      },
    ].filter((o) => o.parts.length > 0),
  )
}

/** What was audited: the procedure's controls and its guides as objectives. */
export function reviewedControls(draft: Draft): Record<string, unknown> {
  const ids = [...new Set(draft.result.procedure.controls.map((c) => controlId(c.edition, c.item)))]
  const targets = [...new Set(draft.result.guides.map((g) => objectiveId(g.guide)))]
  return {
    'control-selections': [
      ids.length === 0 ? { 'include-all': {} } : { 'include-controls': ids.map((id) => ({ 'control-id': id })) },
    ],
    ...some(
      'control-objective-selections',
      targets.length === 0 ? [] : [{ 'include-objectives': targets.map((id) => ({ 'objective-id': id })) }],
    ),
  }
}

/** What the engagement permits, as props of the result: our own, lossless enough to be read again. */
export const permissionProps = ({ result }: Draft): readonly unknown[] =>
  result.permissions.map((p) =>
    prop('permission', `${partyName(p.from, 'en')} → ${partyName(p.to, 'en')} ${p.protocol}/${p.ports}: ${p.possible}`),
  )
