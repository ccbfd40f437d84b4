import type { Problem, Unread } from '../base/problem.ts'
import { mergeClouds, type Cloud } from '../cloud/cloud.ts'
import type { Artifact, ArtifactStatus } from './artifact.ts'
import type { ArtifactOutcome, CoverageRow, Piece, Reader, Reading } from './reader.ts'
import { READERS } from './readers.ts'

/** What all the evidence says together, and exactly one outcome for every file, in the order of their paths. */
export interface Evidence {
  readonly cloud: Cloud
  readonly coverage: readonly CoverageRow[]
  readonly artifacts: readonly ArtifactOutcome[]
  readonly problems: readonly Problem[]
  readonly unread: readonly Unread[]
}

/** Asks every reader which parts of which files are its own, reads them source by source, and joins the clouds. Never throws. */
export function readEvidence(artifacts: readonly Artifact[], readers: readonly Reader[] = READERS): Evidence {
  const open = artifacts.filter((artifact) => artifact.settled === undefined)
  const parts = readers.flatMap((reader) => {
    const pieces = open.flatMap((artifact) => reader.recognise(artifact))
    return pieces.length === 0 ? [] : [{ pieces, ...reader.read(pieces) }]
  })
  const outcomes = outcomesOf(artifacts, parts)
  return {
    cloud: mergeClouds(parts.map((part) => part.value.cloud)),
    coverage: parts.flatMap((part) => part.value.coverage),
    artifacts: outcomes,
    problems: [...parts.flatMap((part) => part.problems), ...unrecognised(outcomes, open)],
    unread: parts.flatMap((part) => part.unread),
  }
}

interface Part {
  readonly pieces: readonly Piece[]
  readonly value: Reading
}

function outcomesOf(artifacts: readonly Artifact[], parts: readonly Part[]): readonly ArtifactOutcome[] {
  const said = groupBy(
    parts.flatMap((part) => part.value.artifacts),
    (outcome) => outcome.path,
  )
  const claimed = groupBy(
    parts.flatMap((part) => part.pieces),
    (piece) => piece.artifact.path,
  )
  return artifacts
    .map((artifact) => outcomeOf(artifact, said.get(artifact.path) ?? [], claimed.get(artifact.path) ?? []))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** A reader that claims a piece and says nothing of its file has not used it: that is `unrecognised`, never silence. */
function outcomeOf(artifact: Artifact, said: readonly ArtifactOutcome[], pieces: readonly Piece[]): ArtifactOutcome {
  return {
    path: artifact.path,
    sha256: artifact.sha256,
    status: artifact.settled ?? joined(said.map((outcome) => outcome.status)),
    device: firstOf(said.map((o) => o.device)) ?? artifact.device ?? firstOf(pieces.map((p) => p.device)) ?? null,
    sorts: [...new Set([...said.flatMap((o) => o.sorts), ...pieces.map((p) => p.sort)])],
    command: artifact.command ?? firstOf(said.map((o) => o.command)) ?? firstOf(pieces.map((p) => p.command)) ?? null,
    collectedAt: artifact.collectedAt ?? firstOf(said.map((o) => o.collectedAt)) ?? null,
    unread: said.reduce((sum, outcome) => sum + outcome.unread, 0),
  }
}

/** A file of which one part was used and another refused or not understood is `partial`. */
function joined(statuses: readonly ArtifactStatus[]): ArtifactStatus {
  const kinds = new Set(statuses.filter((status) => status !== 'unrecognised' && status !== 'ignored'))
  if (kinds.size > 1) return 'partial'
  return [...kinds][0] ?? statuses[0] ?? 'unrecognised'
}

/** What intake settled has its problem already. */
const unrecognised = (outcomes: readonly ArtifactOutcome[], open: readonly Artifact[]): readonly Problem[] => {
  const unsettled = new Set(open.map((artifact) => artifact.path))
  return outcomes
    .filter((outcome) => outcome.status === 'unrecognised' && unsettled.has(outcome.path))
    .map(({ path, sha256 }) => ({
      code: 'evidence-unrecognised',
      severity: 'warning',
      at: { file: path, artifact: sha256 },
    }))
}

const firstOf = <T>(values: readonly (T | null | undefined)[]): T | undefined =>
  values.find((value): value is T => value !== null && value !== undefined)

function groupBy<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const group = groups.get(key(value))
    if (group === undefined) groups.set(key(value), [value])
    else group.push(value)
  }
  return groups
}
