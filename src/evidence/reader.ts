import type { Read } from '../base/problem.ts'
import type { Cell, Cloud } from '../cloud/cloud.ts'
import type { Artifact, ArtifactStatus } from './artifact.ts'

/**
 * One part of an artifact that a reader knows what to do with. `at` is the offset (UTF-16 units) and 1-based line of `text` within the file,
 * so that places stay true when banners or echoed commands stand before it.
 */
export interface Piece {
  readonly artifact: Artifact
  /** The reader's name for this sort of output: `ip-link`, `nft-json`, `vpcs` … */
  readonly sort: string
  readonly text: string
  readonly line: number
  readonly device?: string
  readonly command?: string
  readonly truncated?: boolean
  readonly refused?: boolean
}

/** Evidence that a reader expects of a device, and what was found of it: the rows of coverage (V-11). */
export interface CoverageRow {
  readonly device: string
  readonly sort: string
  readonly command: string
  readonly status: 'read' | 'partial' | 'refused' | 'missing'
  readonly files: readonly string[]
  /** Lines or members that were not understood. */
  readonly unread: number
  readonly cells: readonly Cell[]
  /** Missing evidence that no verdict needs is not counted against coverage. */
  readonly needed: boolean
}

export interface Reading {
  readonly cloud: Cloud
  readonly coverage: readonly CoverageRow[]
  readonly artifacts: readonly ArtifactOutcome[]
}

export interface ArtifactOutcome {
  readonly path: string
  readonly sha256: string
  readonly status: ArtifactStatus
  readonly device: string | null
  readonly sorts: readonly string[]
  readonly command: string | null
  readonly collectedAt: string | null
  readonly unread: number
}

/** One source of evidence. Pure: text in, facts out. */
export interface Reader {
  readonly source: string
  /** The pieces of this artifact that are this reader's, recognised by content; none when it is not. Never throws, whatever the bytes. */
  recognise(artifact: Artifact): readonly Piece[]
  /** The cloud that all of this source's pieces describe together. Never throws, whatever the pieces hold. */
  read(pieces: readonly Piece[]): Read<Reading>
  /** The read-only script that gathers exactly what this reader knows. */
  collectScript(): string
}
