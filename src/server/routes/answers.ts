import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'

/** Where routes of an organisation begin. */
export const ORGANISATION = '/organisations/{organisation}'

/** Shapes that several routes answer or ask. */
export const textSchema = z.object({ ja: z.string(), en: z.string() })

export const roleSchema = z.enum(['provider', 'customer'])

/** Why a change is made (M-1). */
export const whySchema = lineSchema.default('')

export const pointSchema = z.object({
  rule: z.string(),
  code: z.string(),
  at: z.object({ kind: z.string(), id: z.string().nullable(), field: z.string().optional() }),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: textSchema,
})

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
