import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { audit } from '../../src/audit/audit.ts'
import { examine } from '../../src/audit/examine.ts'
import type { AuditResult, VerdictKind } from '../../src/audit/result.ts'
import { intakeEntries, type IntakeEntry } from '../../src/evidence/intake.ts'

/** The files of a shipped example. */
export function filesOf(example: string): IntakeEntry[] {
  const root = join('examples', example)
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), bytes: readFileSync(path) }))
}

/** The audit of these files; null when nothing in them can be used. */
export function auditOf(files: readonly IntakeEntry[]): AuditResult | null {
  const intake = intakeEntries(files)
  const { examination } = examine(intake.artifacts, intake.sha256, intake.problems)
  return examination === null ? null : audit(examination)
}

/** The same files with another text for some of them; null leaves the file out. */
export const withTexts = (
  files: readonly IntakeEntry[],
  texts: Readonly<Record<string, string | null>>,
): IntakeEntry[] => [
  ...files.filter((f) => !Object.hasOwn(texts, f.path)),
  ...Object.entries(texts).flatMap(([path, text]) => (text === null ? [] : [{ path, bytes: Buffer.from(text) }])),
]

/** Verdicts by `from→to`. */
export const verdictsOf = (result: AuditResult): Record<string, VerdictKind> =>
  Object.fromEntries(result.matrix.map((c) => [`${c.from}→${c.to}`, c.verdict]))

/** Verdicts that less evidence must not give: proved where it was not, refuted where it was proved. */
export function overclaims(whole: AuditResult, less: AuditResult | null): string[] {
  const before = verdictsOf(whole)
  return Object.entries(less === null ? {} : verdictsOf(less)).flatMap(([pair, verdict]) => {
    const was = before[pair]
    const bad = was !== undefined && was !== verdict && verdict !== 'undetermined'
    return bad ? [`${pair}: ${was} became ${verdict}`] : []
  })
}
