import type { AuditResult, Finding, GuideResult, MatrixCell } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { clamp } from '../safe.ts'
import { plain } from '../sentences/phrase.ts'
import { labelsOf, partyName, sayPlain, word, type Labels } from '../sentences/say.ts'
import { decidingQuotes } from '../summary/deciding.ts'
import { marked, placeOf, shortHash } from '../summary/evidence.ts'
import { endpointText, flowText, listed } from '../summary/flows.ts'
import { footOf } from '../summary/foot.ts'
import { headlineOf } from '../summary/headline.ts'
import { byWeight, JUDGED } from '../summary/verdict.ts'
import { breakable } from './breakable.ts'

/** Drawn in full; a paper of more would not be read, and the tables name all. */
const FINDINGS = 80
/** A matrix of more parties does not fit across A4; the table of directions stands instead. */
const MATRIX = 12

const text = (value: string): string => breakable(clamp(value, 600))

/** What the typesetter gets: the result in words, with nothing left to decide. All texts are inputs, never program. */
export function documentOf(result: AuditResult, lang: Lang): Record<string, unknown> {
  const labels = labelsOf(lang)
  const headline = headlineOf(result, lang)
  const findings = byWeight(result.findings)
  return {
    lang,
    labels,
    service: text(result.engagement.service[lang]),
    facts: facts(result, labels, lang).map(([name, value]) => [name, text(value)]),
    verdict: headline.verdict,
    verdictWord: word(headline.verdict, lang),
    first: text(plain(headline.first)),
    rest: headline.rest.map((phrase) => text(plain(phrase))),
    guides: result.guides.map((g) => guide(g, lang)),
    matrix: matrix(result, lang),
    findings: findings.slice(0, FINDINGS).map((f) => finding(f, labels, lang)),
    more: Math.max(0, findings.length - FINDINGS),
    footer: text(footOf(result, lang)),
  }
}

const facts = (result: AuditResult, labels: Labels, lang: Lang): readonly (readonly [string, string])[] => [
  [labels.procedure, `${result.procedure.id} (${result.procedure.controls.map((c) => c.item).join(', ')})`],
  [labels.roles, result.engagement.roles.map((role) => word(role, lang)).join(', ')],
  [labels.evidenceHash, `sha256:${result.evidence.sha256}`],
  [labels.engagementHash, `sha256:${result.engagement.sha256}`],
  [labels.engine, result.engine],
]

const guide = (g: GuideResult, lang: Lang): Record<string, unknown> => ({
  number: text(g.guide.split('/').at(-1) ?? g.guide),
  title: text(sayPlain('claims', { code: g.guide, params: {} }, lang)),
  verdict: JUDGED[g.judgement],
  word: word(JUDGED[g.judgement], lang),
  claims: g.claims.slice(0, 20).map((c) => ({
    verdict: c.verdict,
    word: word(c.verdict, lang),
    text: text(sayPlain('claims', c.saying, lang)),
  })),
})

function matrix(result: AuditResult, lang: Lang): Record<string, unknown> | null {
  const ids = [...new Set(result.matrix.flatMap((c) => [c.from, c.to]))]
  if (ids.length > MATRIX || ids.length === 0) return null
  const cells = new Map(result.matrix.map((c) => [JSON.stringify([c.from, c.to]), c]))
  const name = (id: string): string => text(clamp(partyName(id, lang), 40))
  const cellOf = (c: MatrixCell | undefined): Record<string, unknown> | null =>
    c === undefined
      ? null
      : { verdict: c.verdict, count: c.findings.length, permitted: c.permitted && c.verdict === 'proved' }
  return {
    heads: ids.map(name),
    rows: ids.map((from) => ({
      name: name(from),
      cells: ids.map((to) => (from === to ? 'same' : cellOf(cells.get(JSON.stringify([from, to]))))),
    })),
  }
}

const CONNECTED = { yes: 'connectedYes', no: 'connectedNo', unknown: 'connectedUnknown' } as const

function finding(f: Finding, labels: Labels, lang: Lang): Record<string, unknown> {
  const quotes = f.hops.flatMap((hop, i) =>
    decidingQuotes(hop).map((quote) => ({ number: i + 1, quote, parts: marked(quote, 160) })),
  )
  const told = quotes.filter(
    ({ parts, number }) => parts.mark !== '' || !quotes.some((q) => q.number === number && q.parts.mark !== ''),
  )
  return {
    id: text(f.id),
    weight: f.weight,
    weightWord: word(f.weight, lang),
    title: text(sayPlain('findings', f.title, lang)),
    parties: text(`${partyName(f.from, lang)} → ${partyName(f.to, lang)} · ${word(f.backDoor, lang)}`),
    flows: text(
      f.flows
        .slice(0, 6)
        .map((flow) => flowText(flow, lang))
        .join(', '),
    ),
    connected: f.kind === 'delivery' ? labels[CONNECTED[f.connected]] : '',
    ends: [
      [labels.sources, text(listed(f.sources.slice(0, 6).map(endpointText), f.counts.sources))],
      [labels.destinations, text(listed(f.destinations.slice(0, 6).map(endpointText), f.counts.destinations))],
    ],
    steps: f.hops.map((hop, i) => ({
      number: i + 1,
      device: text(clamp(hop.device, 60)),
      what: text(sayPlain('hops', hop.what, lang)),
      key: hop.decisive,
    })),
    quotes: told.slice(0, 16).map(({ number, quote, parts }) => ({
      number,
      place: text(`${placeOf(quote.source)}  sha256:${shortHash(quote.source.artifact)}…`),
      before: breakable(parts.before),
      mark: breakable(parts.mark),
      after: breakable(parts.after),
    })),
    closes: f.closes.map((c) => text(sayPlain('closes', c, lang))),
  }
}
