import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { plain } from '../sentences/phrase.ts'
import { labelsOf, partyName, sayPlain, word } from '../sentences/say.ts'
import { cell, type PrintTable } from '../standards/table.ts'
import { headlineOf } from '../summary/headline.ts'
import { JUDGED } from '../summary/verdict.ts'
import { columns } from './columns.ts'
import { markText } from './marks.ts'

/** The guides with their claims, the conclusion above them. */
export function verdictTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  const headline = headlineOf(result, lang)
  return {
    name: labels.conclusion,
    title: result.engagement.service[lang],
    lines: [headline.first, ...headline.rest].map(plain),
    columns: columns(
      [labels.guideNames, 14],
      [labels.verdict, 14],
      [labels.claims, 50],
      [labels.findings, 18],
      [labels.open, 18],
    ),
    rows: result.guides.flatMap((g) => [
      [
        cell(g.guide),
        cell(`${markText(JUDGED[g.judgement], lang)} ${word(g.judgement, lang)}`),
        cell(sayPlain('claims', { code: g.guide, params: {} }, lang)),
        cell(g.findings.join(', ')),
        cell(g.open.join(', ')),
      ],
      ...g.claims.map((c) => [
        cell(''),
        cell(markText(c.verdict, lang)),
        cell(sayPlain('claims', c.saying, lang)),
        cell(''),
        cell(''),
      ]),
    ]),
  }
}

/** Every direction with its verdict; a list, since a sheet is filtered and sorted. */
export function matrixTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.matrix,
    title: labels.matrix,
    lines: result.matrixFolded === 0 ? [] : [`${labels.matrixFolded}: ${result.matrixFolded}`],
    columns: columns(
      [labels.from, 24],
      [labels.to, 24],
      [labels.verdict, 16],
      [labels.permittedMark, 10],
      [labels.findings, 24],
      [labels.open, 30],
    ),
    rows: result.matrix.map((c) => [
      cell(partyName(c.from, lang)),
      cell(partyName(c.to, lang)),
      cell(markText(c.verdict, lang)),
      cell(c.permitted && c.verdict === 'proved' ? labels.permittedMark : ''),
      cell(c.findings.join(', ')),
      cell(c.open.join('\n')),
    ]),
  }
}
