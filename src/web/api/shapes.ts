import { z } from 'zod'
import { SCHEMAS } from '../../isms/records/kinds.ts'
import type { BodyOf, Kind } from '../../isms/records/kinds.ts'
import type {
  pastSchema,
  pointSchema,
  statementSchema,
  summarySchema,
  vocabularySchema,
} from '../../server/answers/overview.ts'

export type Point = z.infer<typeof pointSchema>
export type Summary = z.infer<typeof summarySchema>
export type StatementRow = z.infer<typeof statementSchema>['rows'][number]
export type Answer = NonNullable<StatementRow['answers']['provider']>
export type Vocabulary = z.infer<typeof vocabularySchema>
export type PastChange = z.infer<typeof pastSchema>

/** A record as the API gives it. */
export interface Recorded<K extends Kind> {
  readonly id: string
  readonly version: number
  readonly body: BodyOf<K>
  readonly updatedAt: string
  readonly updatedBy: string
}

/** The schema of a record of the kind, made from the one that checks it everywhere else. */
export function recordedSchema<K extends Kind>(kind: K): z.ZodType<Recorded<K>> {
  // The table gives each kind the schema of its own body; the compiler cannot follow a kind that is not yet known.
  const body = SCHEMAS[kind] as z.ZodType<BodyOf<Kind>> as z.ZodType<BodyOf<K>>
  return z.object({ id: z.string(), version: z.number(), body, updatedAt: z.string(), updatedBy: z.string() })
}
