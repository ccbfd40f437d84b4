import type { AuditResult, Finding } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { askPlain } from '../sentences/ask.ts'
import { labelsOf, partyName, sayPlain, word } from '../sentences/say.ts'
import { cell, type Cell, type PrintTable } from '../standards/table.ts'
import { placeOf } from '../summary/evidence.ts'
import { endpointText, flowText, listed } from '../summary/flows.ts'
import { byWeight } from '../summary/verdict.ts'
import { columns } from './columns.ts'

/** The findings by weight, one a row, with path, evidence and what closes them. */
export function findingTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.findings,
    title: labels.findings,
    lines: result.findings.length === 0 ? [labels.noFindings] : [],
    columns: columns(
      ['ID', 7],
      [labels.weight, 8],
      [labels.from, 12],
      [labels.to, 12],
      [labels.finding, 28],
      [labels.backDoor, 12],
      [labels.flows, 20],
      [labels.connects, 9],
      [labels.sources, 20],
      [labels.destinations, 20],
      [labels.path, 40],
      [labels.evidence, 30],
      [labels.closes, 30],
      [labels.judgement, 20],
    ),
    rows: byWeight(result.findings).map((f) => row(f, lang)),
  }
}

const row = (f: Finding, lang: Lang): readonly Cell[] => [
  cell(f.id),
  cell(word(f.weight, lang)),
  cell(partyName(f.from, lang)),
  cell(partyName(f.to, lang)),
  cell(sayPlain('findings', f.title, lang)),
  cell(word(f.backDoor, lang)),
  cell(
    f.flows
      .slice(0, 20)
      .map((flow) => flowText(flow, lang))
      .join('\n'),
  ),
  cell(word(f.connected, lang)),
  cell(listed(f.sources.map(endpointText), f.counts.sources)),
  cell(listed(f.destinations.map(endpointText), f.counts.destinations)),
  cell(
    f.hops
      .map((hop, i) => `${i + 1}. ${hop.device}: ${sayPlain('hops', hop.what, lang)}${hop.decisive ? ' ◀' : ''}`)
      .join('\n'),
  ),
  cell([...new Set(f.hops.flatMap((hop) => hop.quotes.map((q) => placeOf(q.source))))].join('\n')),
  cell(f.closes.map((c) => sayPlain('closes', c, lang)).join('\n')),
  cell(''),
]

/** What is undetermined, and the evidence to ask for. */
export function openTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.open,
    title: labels.open,
    lines: result.open.length === 0 ? [labels.noOpen] : [],
    columns: columns(['ID', 24], [labels.device, 14], [labels.reason, 44], [labels.askFor, 36], [labels.evidence, 28]),
    rows: result.open.map((o) => [
      cell(o.unknown),
      cell(o.device ?? ''),
      cell(sayPlain('unknowns', o.saying, lang)),
      cell(askPlain(o, lang)),
      cell(o.quotes.map((q) => placeOf(q.source)).join('\n')),
    ]),
  }
}

const POSSIBLE = { yes: 'possibleYes', no: 'impossible', unknown: 'possibleUnknown' } as const

/** What the engagement permits, and whether the environment lets it through. */
export function permissionTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.permissions,
    title: labels.permissions,
    lines: result.permissions.length === 0 ? [labels.noPermissions] : [],
    columns: columns(
      [labels.from, 16],
      [labels.to, 16],
      [labels.protocol, 10],
      [labels.ports, 12],
      [labels.reason, 30],
      [labels.approvedBy, 16],
      [labels.possible, 24],
    ),
    rows: result.permissions.map((p) => [
      cell(partyName(p.from, lang)),
      cell(partyName(p.to, lang)),
      cell(p.protocol),
      cell(p.ports === '' ? labels.anything : p.ports),
      cell(p.reason),
      cell(p.approvedBy),
      cell(labels[POSSIBLE[p.possible]]),
    ]),
  }
}
