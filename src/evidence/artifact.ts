/**
 * One evidence file after intake: bytes hashed, text decoded, path safe. `path` is inside the evidence set, forward slashes.
 * `device`, `command`, `collectedAt`, `exit` come from a manifest or the engagement where one stands; `folder` is the last folder of the path,
 * which names the device where the content does not (an empty string at the top).
 */
export interface Artifact {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly text: string
  readonly folder: string
  readonly device?: string
  readonly command?: string
  /** ISO 8601 with zone. */
  readonly collectedAt?: string
  readonly exit?: number
  /** What became of it is settled at intake: no reader sees it. `ignored` is known not to be evidence; `unrecognised` is binary or not what was collected. */
  readonly settled?: 'ignored' | 'unrecognised'
}

/**
 * What became of a file, or of one part of it (a file may hold the output of several commands).
 * - `read`: recognised and used. `partial`: used, and some of it was not understood or it is cut short (`truncated`).
 * - `refused`: the command was refused or failed; counts as missing evidence, never as an empty table.
 * - `unrecognised`: no reader knows it. `ignored`: known not to be evidence (akashi.yaml, manifest, truth of a lab).
 */
export type ArtifactStatus = 'read' | 'partial' | 'refused' | 'unrecognised' | 'ignored'
