import { z } from 'zod'
import { daySchema, lineSchema, proseSchema, recordIdSchema, sha256Schema, storableSchema } from './fields.ts'

/** A set of files. The day that it speaks of, and the period that was observed, stand apart from the day of its upload (M-2). */
export const evidenceSchema = z.strictObject({
  title: lineSchema.min(1),
  description: proseSchema.default(''),
  files: z
    .array(z.strictObject({ path: z.string().min(1).max(1000), sha256: sha256Schema, bytes: z.number().int().min(0) }))
    .max(50_000)
    .default([]),
  effective: daySchema.nullable().default(null),
  observed: z.strictObject({ from: daySchema, to: daySchema }).nullable().default(null),
  /** From this day on it is stale (M-4). */
  staleOn: daySchema.nullable().default(null),
})

/** Which tenants there are and what is permitted: the text of an `akashi.yaml`, checked where the audit reads it. */
export const engagementSchema = z.strictObject({
  title: lineSchema.min(1),
  service: recordIdSchema.nullable().default(null),
  text: storableSchema.max(1_000_000),
})

export const RUN_STATUSES = ['waiting', 'running', 'done', 'failed', 'stopped'] as const

const count = z.number().int().min(0)

/** One run of the technical audit. The result is a blob; `summary` is what lists and the dashboard need of it. */
export const auditRunSchema = z.strictObject({
  title: lineSchema.default(''),
  engagement: recordIdSchema,
  evidence: z.array(recordIdSchema).min(1).max(100),
  status: z.enum(RUN_STATUSES).default('waiting'),
  startedAt: z.iso.datetime().nullable().default(null),
  endedAt: z.iso.datetime().nullable().default(null),
  /** What went wrong, where it failed: a code, never a stack. */
  failure: z
    .strictObject({ code: z.string().max(100), message: z.string().max(2000) })
    .nullable()
    .default(null),
  result: sha256Schema.nullable().default(null),
  summary: z
    .strictObject({ proved: count, refuted: count, undetermined: count, findings: count, open: count })
    .nullable()
    .default(null),
})

/** The auditor's own judgement beside a machine's finding or guide result, with its reason. */
export const judgementSchema = z.strictObject({
  run: recordIdSchema,
  about: z.strictObject({ kind: z.enum(['finding', 'guide']), id: storableSchema.min(1).max(200) }),
  judgement: z.enum(['agree', 'disagree', 'accepted', 'open']),
  reason: proseSchema.min(1),
})

export type Evidence = z.infer<typeof evidenceSchema>
export type Engagement = z.infer<typeof engagementSchema>
export type AuditRun = z.infer<typeof auditRunSchema>
export type Judgement = z.infer<typeof judgementSchema>
