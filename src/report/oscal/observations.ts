import type { Finding, MatrixCell, Open, Quote } from '../../audit/result.ts'
import { askPhrase } from '../sentences/ask.ts'
import { plain } from '../sentences/phrase.ts'
import { say, sayPlain, word } from '../sentences/say.ts'
import { placeOf } from '../summary/evidence.ts'
import { flowText } from '../summary/flows.ts'
import { crossing } from '../summary/verdict.ts'
import { fileId } from './back-matter.ts'
import { origins, subjects } from './subjects.ts'
import { idOf, line, phraseLine, prop, some, type Draft } from './words.ts'

export const findingObservation = (draft: Draft, id: string): string => idOf(draft, 'observation', 'finding', id)
export const openObservation = (draft: Draft, id: string): string => idOf(draft, 'observation', 'open', id)
export const cellObservation = (draft: Draft): string => idOf(draft, 'observation', 'matrix')

/** What was seen: each finding with the lines that prove it, each open item, and the verdict of every direction. */
export const observations = (draft: Draft): readonly unknown[] => [
  ...draft.result.findings.map((f) => ofFinding(draft, f)),
  ...draft.result.open.map((o) => ofOpen(draft, o)),
  ofMatrix(draft, crossing(draft.result)),
]

const base = (draft: Draft, uuid: string, types: readonly string[]): Record<string, unknown> => ({
  uuid,
  methods: ['EXAMINE', 'TEST'],
  types,
  origins: origins(draft),
  collected: draft.at,
})

function ofFinding(draft: Draft, f: Finding): Record<string, unknown> {
  const { lang } = draft
  const steps = f.hops.map((hop, i) => `${i + 1}. ${hop.device}: ${sayPlain('hops', hop.what, lang)}`)
  return {
    ...base(draft, findingObservation(draft, f.id), ['finding']),
    title: phraseLine(say('findings', f.title, lang)),
    description: [phraseLine(say('findings', f.title, lang)), ...steps.map(line)].join('\n\n'),
    props: [
      prop('finding', f.id),
      prop('kind', f.kind),
      prop('weight', f.weight),
      prop('back-door', f.backDoor),
      prop('connected', f.connected),
      ...f.flows.slice(0, 50).map((flow) => prop('flow', flowText(flow, 'en'))),
    ],
    ...subjects(draft, [f.from, f.to]),
    ...evidence(
      draft,
      f.hops.flatMap((hop) => hop.quotes),
    ),
  }
}

const ofOpen = (draft: Draft, o: Open): Record<string, unknown> => ({
  ...base(draft, openObservation(draft, o.unknown), ['discovery']),
  title: phraseLine(say('unknowns', o.saying, draft.lang)),
  description: phraseLine(say('unknowns', o.saying, draft.lang)),
  props: [prop('unknown', o.unknown), ...(o.device === null ? [] : [prop('device', o.device)])],
  ...evidence(draft, o.quotes),
  remarks: line(plain(askPhrase(o, draft.lang))),
})

function ofMatrix(draft: Draft, cells: readonly MatrixCell[]): Record<string, unknown> {
  const count = (verdict: MatrixCell['verdict']): number => cells.filter((c) => c.verdict === verdict).length
  const proved = count('proved') + draft.result.matrixFolded
  const title = (['refuted', 'undetermined'] as const).map((v) => `${word(v, draft.lang)} ${count(v)}`)
  return {
    ...base(draft, cellObservation(draft), ['control-objective']),
    title: line([`${word('proved', draft.lang)} ${proved}`, ...title].join(', ')),
    description: line([`${word('proved', draft.lang)} ${proved}`, ...title].join(', ')),
    props: [
      prop('folded', draft.result.matrixFolded),
      ...cells.map((c) => prop('direction', JSON.stringify([c.from, c.to, c.verdict]))),
    ],
    ...subjects(
      draft,
      draft.result.parties.map((p) => p.id),
    ),
  }
}

const evidence = (draft: Draft, quotes: readonly Quote[]): Record<string, unknown> =>
  some(
    'relevant-evidence',
    quotes.map(({ source, text }) => ({
      href: `#${fileId(draft, source.file, source.artifact)}`,
      description: line(text),
      props: [
        prop('place', placeOf(source)),
        prop('sha256', source.artifact),
        ...(source.command === undefined ? [] : [prop('command', source.command)]),
      ],
    })),
  )
