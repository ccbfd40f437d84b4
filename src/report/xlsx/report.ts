import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { footOf } from '../summary/foot.ts'
import { labelsOf } from '../sentences/say.ts'
import { tableXlsx } from '../standards/table-xlsx.ts'
import { coverageTable, fileTable, unreadTable } from '../tables/evidence.ts'
import { findingTable, openTable, permissionTable } from '../tables/findings.ts'
import { matrixTable, verdictTable } from '../tables/verdicts.ts'

/** Rows of one sheet at most: a workbook with more no longer opens in reasonable time, and the JSON report has them all. */
const ROWS = 50_000

/**
 * The result as a workbook: conclusion, findings, matrix, open items, permissions, coverage, unread lines, files.
 * Every cell is text, so that nothing of the evidence is ever a formula; the same result gives the same bytes.
 */
export const xlsxReport = (result: AuditResult, lang: Lang): Promise<Uint8Array> =>
  tableXlsx({
    title: `${result.engagement.service[lang]} — ${labelsOf(lang).title}`,
    lang,
    foot: footOf(result, lang),
    tables: TABLES.map((make) => make(result, lang)).map((table) => ({ ...table, rows: table.rows.slice(0, ROWS) })),
  })

const TABLES = [
  verdictTable,
  findingTable,
  matrixTable,
  openTable,
  permissionTable,
  coverageTable,
  unreadTable,
  fileTable,
] as const
