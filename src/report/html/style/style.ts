import { cssString } from '../markup.ts'
import { BASE } from './base.ts'
import { PARTS } from './parts.ts'
import { PRINT } from './print.ts'

/** The whole style of a report; `footer` stands at the foot of every printed page. */
export const styleOf = (footer: string): string =>
  `${BASE}${PARTS}${PRINT}@page{size:A4;margin:16mm 14mm 19mm;@bottom-left{content:${cssString(footer)};font:7.5pt "Noto Sans JP","Noto Sans CJK JP",sans-serif;color:#5b6270}@bottom-right{content:counter(page) " / " counter(pages);font:7.5pt sans-serif;color:#5b6270}}`
