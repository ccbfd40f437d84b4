import type { PartySummary } from '../../audit/result.ts'
import { partyName } from '../sentences/say.ts'
import { idOf, line, prop, some, type Draft } from './words.ts'

export const toolId = (draft: Draft): string => idOf(draft, 'tool')
export const partyId = (draft: Draft, id: string): string => idOf(draft, 'party', id)

/** Who judged: a tool, not a person. */
export const origins = (draft: Draft): readonly unknown[] => [
  { actors: [{ type: 'tool', 'actor-uuid': toolId(draft) }] },
]

/** The parties and the tool as components, and the tool as assessment platform: whatever the document refers to stands in it. */
export function localDefinitions(draft: Draft): Record<string, unknown> {
  const { result } = draft
  return {
    ...some(
      'components',
      subjectIds(draft).map((id) =>
        partyComponent(
          draft,
          id,
          result.parties.find((p) => p.id === id),
        ),
      ),
    ),
    'assessment-assets': {
      components: [
        {
          uuid: toolId(draft),
          type: 'software',
          title: 'Akashi',
          description: line(
            'Reads evidence, proves or refutes separation, and has every witness and certificate checked independently.',
          ),
          props: [prop('version', result.engine)],
          status: { state: 'operational' },
        },
      ],
      'assessment-platforms': [
        {
          uuid: idOf(draft, 'platform'),
          title: 'Akashi',
          'uses-components': [{ 'component-uuid': toolId(draft) }],
        },
      ],
    },
  }
}

/** Every party that anything speaks of, the engagement's first. */
const subjectIds = ({ result }: Draft): readonly string[] => [
  ...new Set([
    ...result.parties.map((p) => p.id),
    ...result.findings.flatMap((f) => [f.from, f.to]),
    ...result.matrix.flatMap((c) => [c.from, c.to]),
  ]),
]

const partyComponent = (draft: Draft, id: string, party: PartySummary | undefined): Record<string, unknown> => ({
  uuid: partyId(draft, id),
  type: 'network',
  title: line(partyName(id, draft.lang)),
  description: line(partyName(id, draft.lang)),
  props: [
    prop('party', id),
    ...(party === undefined ? [] : [prop('kind', party.kind), prop('endpoints', party.endpoints)]),
  ],
  status: { state: 'operational' },
})

export const subjects = (draft: Draft, ids: readonly string[]): Record<string, unknown> =>
  some(
    'subjects',
    [...new Set(ids)].map((id) => ({ 'subject-uuid': partyId(draft, id), type: 'component' })),
  )
