import { audit } from '../../audit/audit.ts'
import { ENGAGEMENT_FILE } from '../../audit/engagement.ts'
import { examine } from '../../audit/examine.ts'
import type { AuditResult } from '../../audit/result.ts'
import type { Stage, Tell } from '../../audit/stage.ts'
import type { Problem } from '../../base/problem.ts'
import type { ArtifactOutcome, CoverageRow } from '../../evidence/reader.ts'
import type { IntakeEntry } from '../../evidence/intake.ts'
import { readEvidence } from '../../evidence/read.ts'
import { intake } from './intake.ts'
import { sightOf } from './sight.ts'
import type { Sight } from './sight.ts'

/** What a set of files is recognised as, before any audit. `engagement` is the `akashi.yaml` that lies in it. */
export interface Recognition {
  readonly sha256: string
  readonly files: readonly ArtifactOutcome[]
  readonly coverage: readonly CoverageRow[]
  readonly problems: readonly Problem[]
  readonly engagement: string | null
}

/** An audit, or why there could be none. */
export type AuditOutcome = { readonly result: AuditResult } | { readonly problems: readonly Problem[] }

/** Work that takes long: done beside the server, so that it goes on answering. */
export type Task =
  | { readonly kind: 'recognise'; readonly entries: readonly IntakeEntry[] }
  | { readonly kind: 'sight'; readonly entries: readonly IntakeEntry[]; readonly engagement: string }
  | { readonly kind: 'audit'; readonly entries: readonly IntakeEntry[]; readonly engagement: string }

export type Done<T extends Task> = T extends { readonly kind: 'audit' }
  ? AuditOutcome
  : T extends { readonly kind: 'sight' }
    ? Sight
    : Recognition

/** What the files are recognised as. */
export function recognise(entries: readonly IntakeEntry[]): Recognition {
  const { artifacts, problems, sha256 } = intake(entries, null)
  const evidence = readEvidence(artifacts)
  return {
    sha256,
    files: evidence.artifacts,
    coverage: evidence.coverage,
    problems: [...problems, ...evidence.problems],
    engagement: artifacts.find(({ path }) => path === ENGAGEMENT_FILE)?.text ?? null,
  }
}

/** Runs the technical audit over the files under the engagement; an empty engagement is the one in the files. */
export function auditFiles(
  entries: readonly IntakeEntry[],
  engagement: string,
  tell: Tell = () => undefined,
): AuditOutcome {
  tell({ stage: 'intake', counts: { files: entries.length } })
  const { artifacts, problems, sha256 } = intake(entries, engagement === '' ? null : engagement)
  tell({ stage: 'reading', counts: { files: artifacts.length } })
  const examined = examine(artifacts, sha256, problems)
  if (examined.examination === null) return { problems: examined.problems }
  const result = audit(examined.examination, tell)
  tell({ stage: 'keeping', counts: { findings: result.findings.length } })
  return { result }
}

/** Does a task of any kind. */
export function done(task: Task, tell: Tell = () => undefined): AuditOutcome | Recognition | Sight {
  if (task.kind === 'audit') return auditFiles(task.entries, task.engagement, tell)
  return task.kind === 'sight' ? sightOf(task.entries, task.engagement) : recognise(task.entries)
}

/** What a thread says: where it is, as often as it likes, and once what came out. */
export type Said<T> = { readonly stage: Stage } | { readonly done: T }
