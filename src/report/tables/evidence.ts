import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import { writtenTime } from '../dates.ts'
import { labelsOf, sayPlain, word } from '../sentences/say.ts'
import { cell, type PrintTable } from '../standards/table.ts'
import { placeOf } from '../summary/evidence.ts'
import { isLacking } from '../summary/coverage.ts'
import { columns } from './columns.ts'

/** Expected evidence device by device, with what became of it. */
export function coverageTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.coverage,
    title: labels.coverage,
    lines: [],
    columns: columns(
      [labels.device, 16],
      [labels.command, 34],
      [labels.status, 16],
      [labels.unreadLines, 10],
      [labels.file, 44],
    ),
    rows: result.coverage.map((r) => [
      cell(r.device),
      cell(r.command),
      cell(`${word(r.status, lang)}${isLacking(r) && !r.needed ? ` (${labels.notNeeded})` : ''}`),
      cell(String(r.unread)),
      cell(r.files.join('\n')),
    ]),
  }
}

/** What was not understood, and what went wrong while reading. */
export function unreadTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.unread,
    title: labels.unread,
    lines: [labels.unreadHelp],
    columns: columns([labels.file, 34], [labels.context, 14], [labels.text, 70]),
    rows: [
      ...result.unread.map((u) => [cell(placeOf(u.at)), cell(word(u.context, lang)), cell(u.text)]),
      ...result.problems.map((p) => [
        cell(p.at === undefined ? '' : placeOf(p.at)),
        cell(word(p.severity, lang)),
        cell(sayPlain('problems', { code: p.code, params: p.params ?? {} }, lang)),
      ]),
    ],
  }
}

/** The files with their hashes. */
export function fileTable(result: AuditResult, lang: Lang): PrintTable {
  const labels = labelsOf(lang)
  return {
    name: labels.files,
    title: labels.files,
    lines: [
      `${labels.evidenceHash}: sha256:${result.evidence.sha256}`,
      `${labels.engagementHash}: sha256:${result.engagement.sha256}`,
      `${labels.engine}: ${result.engine}`,
    ],
    columns: columns(
      [labels.file, 34],
      [labels.status, 12],
      [labels.device, 12],
      [labels.command, 24],
      [labels.collectedAt, 20],
      [labels.hash, 58],
    ),
    rows: result.evidence.files.map((f) => [
      cell(f.path),
      cell(word(f.status, lang)),
      cell(f.device ?? ''),
      cell(f.command ?? ''),
      cell(f.collectedAt === null ? labels.notRecorded : writtenTime(f.collectedAt, lang)),
      cell(f.sha256),
    ]),
  }
}
