import { audit } from '../../audit/audit.ts'
import { examine } from '../../audit/examine.ts'
import type { AuditResult } from '../../audit/result.ts'
import type { Problem } from '../../base/problem.ts'
import type { ArtifactOutcome, CoverageRow } from '../../evidence/reader.ts'
import { intakeDesk } from '../../evidence/intake.ts'
import type { Intake, IntakeEntry } from '../../evidence/intake.ts'
import { archiveKind } from '../../evidence/intake/archive.ts'
import { readEvidence } from '../../evidence/read.ts'

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
  | { readonly kind: 'audit'; readonly entries: readonly IntakeEntry[]; readonly engagement: string }

export type Done<T extends Task> = T extends { readonly kind: 'audit' } ? AuditOutcome : Recognition

const ENGAGEMENT = 'akashi.yaml'

/** A file that is an archive is a set of evidence, its names are the paths. An engagement that was written here goes before one that lies in a set. */
function intake(entries: readonly IntakeEntry[], engagement: string | null): Intake {
  const desk = intakeDesk()
  if (engagement !== null) desk.add({ path: ENGAGEMENT, bytes: Buffer.from(engagement, 'utf8') })
  for (const entry of entries) {
    if (archiveKind(entry.bytes) === null) desk.add(entry)
    else desk.addSet(entry)
  }
  return desk.finish()
}

/** What the files are recognised as. */
export function recognise(entries: readonly IntakeEntry[]): Recognition {
  const { artifacts, problems, sha256 } = intake(entries, null)
  const evidence = readEvidence(artifacts)
  return {
    sha256,
    files: evidence.artifacts,
    coverage: evidence.coverage,
    problems: [...problems, ...evidence.problems],
    engagement: artifacts.find(({ path }) => path === ENGAGEMENT)?.text ?? null,
  }
}

/** Runs the technical audit over the files under the engagement; an empty engagement is the one in the files. */
export function auditFiles(entries: readonly IntakeEntry[], engagement: string): AuditOutcome {
  const { artifacts, problems, sha256 } = intake(entries, engagement === '' ? null : engagement)
  const examined = examine(artifacts, sha256, problems)
  return examined.examination === null ? { problems: examined.problems } : { result: audit(examined.examination) }
}
