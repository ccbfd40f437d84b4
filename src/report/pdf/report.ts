import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { clamp } from '../safe.ts'
import type { PrintTable } from '../standards/table.ts'
import { coverageTable, fileTable, unreadTable } from '../tables/evidence.ts'
import { openTable, permissionTable } from '../tables/findings.ts'
import { matrixTable } from '../tables/verdicts.ts'
import { breakable } from './breakable.ts'
import { compilePdf } from './compile.ts'
import { documentOf } from './document.ts'
import { PROGRAM } from './program.ts'

/** Rows of one table on paper; how many are left out stands beneath. */
const ROWS = 800

/**
 * The result as a PDF on A4: conclusion, guides, matrix, findings with path, evidence and what closes them, what is open, permissions, coverage,
 * unread lines and files, heads repeated, engine, evidence hash and page at every foot. The same result gives the same bytes.
 */
export const pdfReport = (result: AuditResult, lang: Lang): Promise<Uint8Array> =>
  compilePdf({
    source: PROGRAM,
    data: { document: documentOf(result, lang), tables: TABLES.map((make) => onPaper(make(result, lang))) },
  })

const TABLES = [matrixTable, openTable, permissionTable, coverageTable, unreadTable, fileTable] as const

const onPaper = ({ title, lines, columns, rows }: PrintTable): Record<string, unknown> => ({
  title,
  lines: lines.map((line) => breakable(clamp(line, 600))),
  columns,
  rows: rows
    .slice(0, ROWS)
    .map((row) =>
      row.map((cell) =>
        cell.map((paragraph) => breakable(clamp(paragraph.map((run) => run.text).join(''), 400))).join('\n'),
      ),
    ),
  left: Math.max(0, rows.length - ROWS),
})
