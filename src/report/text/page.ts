import { stripVTControlCharacters } from 'node:util'
import type { AuditResult, VerdictKind } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { oneLine } from '../safe.ts'
import { labelsOf, word, type Labels } from '../sentences/say.ts'
import { MARK, type Ink } from './ink.ts'
import { widthOf, wrap } from './width.ts'

/** What every part of the text report needs: the result, the language, the colours and the width of the terminal. */
export interface Page {
  readonly result: AuditResult
  readonly lang: Lang
  readonly labels: Labels
  readonly ink: Ink
  readonly width: number
}

export const pageOf = (result: AuditResult, lang: Lang, ink: Ink, width: number): Page => ({
  result,
  lang,
  labels: labelsOf(lang),
  ink,
  width: Math.max(40, Math.min(width, 160)),
})

/** `✕ 反証`: shape, word, colour. */
export const markOf = (page: Page, verdict: VerdictKind): string =>
  page.ink(`${MARK[verdict].shape} ${word(verdict, page.lang)}`, MARK[verdict].colour, 'bold')

/** The text wrapped under an indent; `first` stands before the first line in its place. Safe for a terminal. */
export function indented(page: Page, text: string, indent: number, first = ''): readonly string[] {
  const margin = ' '.repeat(indent)
  // A lead wider than the indent takes its room from the first line: letters stand in for it while the lines are broken.
  const lead = Math.max(0, widthOf(stripVTControlCharacters(first)) - indent)
  const [head = '', ...rest] = wrap('x'.repeat(lead) + oneLine(text), page.width - indent)
  return [`${first === '' ? margin : first}${head.slice(lead)}`, ...rest.map((line) => `${margin}${line}`)]
}

export const heading = (page: Page, text: string): readonly string[] => ['', page.ink(text, 'bold', 'underline')]
