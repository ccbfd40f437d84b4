import type { Text } from '../../../base/text.ts'
import type { Soa } from '../../../isms/records/applicability.ts'

/** A piece of evidence that an answer names, as far as the document tells of it. */
export interface NamedEvidence {
  readonly title: string
  /** The day that it speaks of, `2026-11-21`. */
  readonly effective: string | null
  readonly files: readonly { readonly path: string; readonly sha256: string }[]
}

/** An audit run whose verdicts stand on answers. */
export interface NamedRun {
  readonly title: string
  /** SHA-256 of its result. */
  readonly result: string | null
}

/** What a statement needs beside its own record to be written as OSCAL. */
export interface StatementParts {
  readonly soa: Soa
  /** The id of the organisation, which keeps UUIDs of one organisation apart from another's. */
  readonly organisation: string
  readonly organisationName: Text
  readonly editionName: (id: string) => string
  /** ISO 8601, UTC: the newest change of what the document is made of. */
  readonly lastModified: string
  readonly evidence: ReadonlyMap<string, NamedEvidence>
  readonly runs: ReadonlyMap<string, NamedRun>
  /** What a risk is called, by its id; null when there is none. */
  readonly riskTitle: (id: string) => string | null
}
