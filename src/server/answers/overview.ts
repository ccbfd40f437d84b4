import { z } from 'zod'
import { applicabilitySchema } from '../../isms/records/applicability.ts'
import { auditRunSchema } from '../../isms/records/evidence.ts'
import { SCHEMAS } from '../../isms/records/kinds.ts'

export const textSchema = z.object({ ja: z.string(), en: z.string() })

export const roleSchema = z.enum(['provider', 'customer'])

const counts = z.record(z.string(), z.number())

/** One thing that is open, with its sentence in both languages. */
export const pointSchema = z.object({
  rule: z.string(),
  code: z.string(),
  at: z.object({ kind: z.string(), id: z.string().nullable(), field: z.string().optional() }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: textSchema,
})

/** What is open, in the order of the work. */
export const openSchema = z.object({ total: z.number(), byStation: counts, points: z.array(pointSchema) })

/** One entry of the ledger, as people read it. */
export const pastSchema = z.object({
  index: z.number(),
  at: z.string(),
  by: z.string(),
  action: z.string(),
  kind: z.string(),
  id: z.string(),
  why: z.string(),
  content: z.unknown(),
})

/** What commented records are called, by `kind id`. */
export const subjectNamesSchema = z.object({
  names: z.record(z.string(), z.object({ ja: z.string(), en: z.string() })),
})

/** The facts of the dashboard. */
export const summarySchema = z.object({
  open: counts,
  roles: z.array(roleSchema),
  services: z.number(),
  assets: z.number(),
  evidence: z.number(),
  risks: z.object({
    total: z.number(),
    above: z.number(),
    unrated: z.number(),
    accepted: z.number(),
    /** Above the line, and nothing chosen to be done about them. */
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
      summary: auditRunSchema.shape.summary.unwrap(),
    }),
  ),
  dates: z.array(pointSchema),
})

/** Every control of the chosen editions, the roles side by side. */
export const statementSchema = z.object({
  roles: z.array(roleSchema),
  rows: z.array(
    z.object({
      edition: z.string(),
      item: z.string(),
      title: textSchema,
      cloud: z.boolean(),
      roles: z.array(roleSchema),
      necessary: z.array(z.string()),
      answers: z.partialRecord(roleSchema, applicabilitySchema.extend({ id: z.string() }).nullable()),
    }),
  ),
})

/** Words and starter lists. */
export const vocabularySchema = z.object({
  threats: z.array(
    z.object({ code: z.string(), roles: z.array(roleSchema), loses: z.array(z.string()), text: textSchema }),
  ),
  assetClasses: z.array(z.object({ code: z.string(), text: textSchema })),
  topics: z.array(z.object({ code: z.string(), text: textSchema })),
  criteria: SCHEMAS.criteria,
  editions: z.array(
    z.object({ id: z.string(), name: textSchema, title: textSchema, status: z.string(), content: z.string() }),
  ),
})
