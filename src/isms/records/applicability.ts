import { z } from 'zod'
import {
  approvalSchema,
  controlReferenceSchema,
  lineSchema,
  proseSchema,
  recordIdSchema,
  roleSchema,
} from './fields.ts'
import { basisSchema } from './statement-basis.ts'

/** Why a control is included (T-4). */
export const INCLUSION_REASONS = ['risk', 'law', 'contract', 'practice'] as const
export const IMPLEMENTATION = ['implemented', 'partial', 'planned', 'none'] as const

const verdict = z.strictObject({
  run: recordIdSchema,
  /** The guide that judged it (`C.8.3.3/1.1`), and what it said. */
  guide: lineSchema.min(1),
  judgement: z.enum(['conforms', 'does-not-conform', 'cannot-be-determined']),
})

/** The answer for one control in one role: a line of the Statement of Applicability. */
export const applicabilitySchema = z.strictObject({
  control: controlReferenceSchema,
  role: roleSchema,
  /** Null is not yet decided. */
  applicable: z.boolean().nullable().default(null),
  included: z
    .array(z.strictObject({ because: z.enum(INCLUSION_REASONS), reference: lineSchema.default('') }))
    .max(50)
    .default([]),
  /** Why it is left out. */
  excluded: proseSchema.default(''),
  implementation: z.enum(IMPLEMENTATION).nullable().default(null),
  how: proseSchema.default(''),
  owner: lineSchema.default(''),
  evidence: z.array(recordIdSchema).max(200).default([]),
  verdicts: z.array(verdict).max(100).default([]),
  /** Carried from another edition, or contradicted by a later audit: to be looked at before it is approved. */
  review: z.boolean().default(false),
})

/** A version of the Statement of Applicability: all answers as they were when it was made (T-4). Once approved it is never edited. */
export const soaSchema = z.strictObject({
  version: z.number().int().min(1).max(10_000).default(1),
  title: lineSchema.default(''),
  /** The base ISMS's statement that this one extends. */
  base: z.strictObject({ document: lineSchema.default(''), version: lineSchema.default('') }).prefault({}),
  editions: z.array(z.string().max(80)).max(12).default([]),
  entries: z.array(applicabilitySchema).max(5000).default([]),
  basis: basisSchema.prefault({}),
  /** Who made the version, and on which day; null is one that is not kept yet. */
  made: approvalSchema.nullable().default(null),
  approval: approvalSchema.nullable().default(null),
})

export type Applicability = z.infer<typeof applicabilitySchema>
export type Soa = z.infer<typeof soaSchema>

/** The one id of an answer, so that no control can be answered twice for a role. */
export const applicabilityId = ({ control, role }: Pick<Applicability, 'control' | 'role'>): string =>
  `${control.edition}_${control.item}_${role}`
