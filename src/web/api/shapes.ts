import { z } from 'zod'
import { applicabilitySchema } from '../../isms/records/applicability.ts'
import { SCHEMAS } from '../../isms/records/kinds.ts'
import type { BodyOf, Kind } from '../../isms/records/kinds.ts'

const text = z.object({ ja: z.string(), en: z.string() })
const role = z.enum(['provider', 'customer'])
const counts = z.record(z.string(), z.number())

export const meSchema = z.object({
  account: z.string(),
  name: z.string(),
  email: z.string(),
  mode: z.enum(['accounts', 'demo']),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
})

export const pointSchema = z.object({
  rule: z.string(),
  code: z.string(),
  at: z.object({ kind: z.string(), id: z.string().nullable(), field: z.string().optional() }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text,
})
export type Point = z.infer<typeof pointSchema>

export const openSchema = z.object({ total: z.number(), byStation: counts, points: z.array(pointSchema) })

const runSummary = z.object({
  proved: z.number(),
  refuted: z.number(),
  undetermined: z.number(),
  findings: z.number(),
  open: z.number(),
})

export const summarySchema = z.object({
  open: counts,
  roles: z.array(role),
  services: z.number(),
  assets: z.number(),
  evidence: z.number(),
  risks: z.object({
    total: z.number(),
    above: z.number(),
    unrated: z.number(),
    accepted: z.number(),
    untreated: z.number(),
    cells: z.array(z.object({ likelihood: z.number(), consequence: z.number(), count: z.number() })),
  }),
  statement: counts,
  versions: z.object({ scope: z.number().nullable(), criteria: z.number().nullable(), soa: z.number().nullable() }),
  runs: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      engagement: z.string(),
      status: z.string(),
      endedAt: z.string().nullable(),
      summary: runSummary.nullable(),
    }),
  ),
  dates: z.array(pointSchema),
})
export type Summary = z.infer<typeof summarySchema>

const answerSchema = applicabilitySchema.extend({ id: z.string() })
export type Answer = z.infer<typeof answerSchema>

const rowSchema = z.object({
  edition: z.string(),
  item: z.string(),
  title: text,
  cloud: z.boolean(),
  roles: z.array(role),
  necessary: z.array(z.string()),
  answers: z.partialRecord(role, answerSchema.nullable()),
})
export const statementSchema = z.object({ roles: z.array(role), rows: z.array(rowSchema) })
export type StatementRow = z.infer<typeof rowSchema>

export const vocabularySchema = z.object({
  threats: z.array(z.object({ code: z.string(), roles: z.array(role), loses: z.array(z.string()), text })),
  assetClasses: z.array(z.object({ code: z.string(), text })),
  topics: z.array(z.object({ code: z.string(), text })),
  criteria: SCHEMAS.criteria,
  editions: z.array(z.object({ id: z.string(), name: text, title: text, status: z.string(), content: z.string() })),
})
export type Vocabulary = z.infer<typeof vocabularySchema>

export const changeSchema = z.object({
  index: z.number(),
  at: z.string(),
  by: z.string(),
  action: z.string(),
  kind: z.string(),
  id: z.string(),
  why: z.string(),
  content: z.unknown(),
})
export type PastChange = z.infer<typeof changeSchema>

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
