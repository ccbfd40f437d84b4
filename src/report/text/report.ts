import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { clamp, oneLine } from '../safe.ts'
import { plain } from '../sentences/phrase.ts'
import { headlineOf } from '../summary/headline.ts'
import { findingLines } from './findings.ts'
import { inkOf } from './ink.ts'
import { indented, markOf, pageOf, type Page } from './page.ts'
import { coverageLines, guideLines, openLines, permissionLines } from './rest.ts'

export interface TextOptions {
  readonly lang: Lang
  /** Only where the output is a terminal that wants it. */
  readonly colour: boolean
  /** Columns; kept between 40 and 160. */
  readonly width: number
}

/** The result for a terminal: the verdict first, findings by weight with their paths, what is open, coverage. Ends with a line feed. */
export function textReport(result: AuditResult, options: TextOptions): string {
  const page = pageOf(result, options.lang, inkOf(options.colour), options.width)
  const lines = [
    ...opening(page),
    ...guideLines(page),
    ...findingLines(page),
    ...openLines(page),
    ...permissionLines(page),
    ...coverageLines(page),
  ]
  return `${lines.join('\n')}\n`
}

function opening(page: Page): readonly string[] {
  const { result, lang, ink } = page
  const headline = headlineOf(result, lang)
  const service = oneLine(clamp(result.engagement.service[lang], 80))
  return [
    ink(`証 Akashi  ${service}`, 'bold'),
    '',
    ...indented(page, plain(headline.first), 0, `${markOf(page, headline.verdict)}  `),
    ...headline.rest.flatMap((phrase) => indented(page, plain(phrase), 2)),
  ]
}
