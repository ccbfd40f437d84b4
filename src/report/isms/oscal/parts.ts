import type { Soa } from '../../../isms/records/applicability.ts'

/** What a statement needs beside its own record to be written as OSCAL. */
export interface StatementParts {
  readonly soa: Soa
  /** The id of the organisation, which keeps UUIDs of one organisation apart from another's. */
  readonly organisation: string
  readonly editionName: (id: string) => string
  /** ISO 8601, UTC: the newest change of what the document is made of. */
  readonly lastModified: string
}
