import type { Finding, Hop, Quote } from '../../audit/result.ts'
import { clamp, oneLine } from '../safe.ts'
import { partyName, sayPlain, word } from '../sentences/say.ts'
import { decidingQuotes } from '../summary/deciding.ts'
import { marked, placeOf, shortHash } from '../summary/evidence.ts'
import { endpointText, flowText, listed } from '../summary/flows.ts'
import { byWeight } from '../summary/verdict.ts'
import { MARK } from './ink.ts'
import { heading, indented, type Page } from './page.ts'

/** Findings shown with their path; the rest are one line each, and beyond that a number: a terminal is not an archive. */
const WITH_PATH = 25
const IN_ONE_LINE = 200

/** The findings by weight, each with its path, its evidence and what closes it. */
export function findingLines(page: Page): readonly string[] {
  const findings = byWeight(page.result.findings)
  if (findings.length === 0) return []
  const { labels } = page
  const beyond = findings.length - WITH_PATH - IN_ONE_LINE
  return [
    ...heading(page, `${labels.findings} (${findings.length})`),
    ...findings.slice(0, WITH_PATH).flatMap((finding) => ['', ...full(page, finding)]),
    ...(findings.length > WITH_PATH ? [''] : []),
    ...findings.slice(WITH_PATH, WITH_PATH + IN_ONE_LINE).flatMap((finding) => title(page, finding)),
    ...(beyond > 0 ? [`  … +${beyond}`] : []),
  ]
}

function title(page: Page, finding: Finding): readonly string[] {
  const { ink, lang } = page
  const shape = finding.weight === 'note' ? ink('・', 'dim') : ink(MARK.refuted.shape, MARK.refuted.colour, 'bold')
  const head = `${shape} ${ink(oneLine(clamp(finding.id, 24)), 'bold')} [${word(finding.weight, lang)}] `
  return indented(page, sayPlain('findings', finding.title, lang), 4, head)
}

function full(page: Page, finding: Finding): readonly string[] {
  const { lang, labels } = page
  const to = `${partyName(finding.from, lang)} → ${partyName(finding.to, lang)}`
  const flows = finding.flows.map((flow) => flowText(flow, lang)).join(', ')
  return [
    ...title(page, finding),
    ...indented(page, [to, word(finding.backDoor, lang), ...(flows === '' ? [] : [flows])].join(' · '), 4),
    ...who(page, finding),
    ...finding.hops.flatMap((hop, i) => hopLines(page, hop, i === 0)),
    ...(finding.kind === 'delivery' ? indented(page, labels[CONNECTED[finding.connected]], 4) : []),
    ...blocked(page, finding),
    ...finding.closes.flatMap((close, i) =>
      indented(
        page,
        `${i === 0 ? `${labels.closes}: ` : ''}${sayPlain('closes', close, lang)}`,
        6,
        `    ${page.ink('⇒', 'bold')} `,
      ),
    ),
  ]
}

const CONNECTED = { yes: 'connectedYes', no: 'connectedNo', unknown: 'connectedUnknown' } as const

/** Where a connection was asked for and does not come about: what stops it, endpoint by endpoint. */
const blocked = (page: Page, finding: Finding): readonly string[] =>
  finding.sources
    .slice(0, 4)
    .flatMap((source) =>
      source.blockedAt === undefined
        ? []
        : indented(page, `${endpointText(source)}: ${sayPlain('hops', source.blockedAt, page.lang)}`, 6),
    )

function who(page: Page, finding: Finding): readonly string[] {
  if (finding.hops.length > 0) return []
  const names = (list: Finding['sources'], total: number): string => listed(list.slice(0, 4).map(endpointText), total)
  const { sources, destinations, counts } = finding
  return indented(page, `${names(sources, counts.sources)} → ${names(destinations, counts.destinations)}`, 4)
}

function hopLines(page: Page, hop: Hop, isFirst: boolean): readonly string[] {
  const { ink, lang } = page
  const lead = `    ${isFirst ? ' ' : '→'} `
  const device = ink(oneLine(clamp(hop.device, 40)), 'bold')
  const what = sayPlain('hops', hop.what, lang)
  const carries = hop.carries === null ? '' : `  ─ ${sayPlain('hops', hop.carries, lang)}`
  const mark = hop.decisive ? ` ${ink('◀', 'red', 'bold')}` : ''
  const lines = indented(page, `${what}${carries}`, 8, `${lead}${device}  `)
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''}${mark}`, ...hopEvidence(page, hop)]
}

/** The deciding hop quotes its line; of the others the place is enough here, the whole path with its lines stands in the other reports. */
function hopEvidence(page: Page, hop: Hop): readonly string[] {
  if (hop.decisive)
    return decidingQuotes(hop)
      .slice(0, 2)
      .flatMap((quote) => quoteLine(page, quote))
  const places = hop.quotes.slice(0, 1).map((quote) => placeOf(quote.source))
  return places.length === 0 ? [] : indented(page, places.join(', '), 10).map((line) => page.ink(line, 'dim'))
}

/** One line of evidence: place, hash, text with the deciding part marked by colour and by brackets, so that it shows without colour too. */
export function quoteLine(page: Page, quote: Quote): readonly string[] {
  const { before, mark, after } = marked(quote)
  const text = mark === '' ? before : `${clamp(before, 60)}【${mark}】${clamp(after, 60)}`
  const place = `${placeOf(quote.source)} (${shortHash(quote.source.artifact)})`
  return [...indented(page, place, 10).map((line) => page.ink(line, 'dim')), ...indented(page, clamp(text, 300), 12)]
}
