import { z } from 'zod'
import { approvalSchema, localizedSchema, nameSchema } from './fields.ts'

const step = z.strictObject({ name: nameSchema, meaning: localizedSchema.prefault({}) })
const scale = z.array(step).min(2).max(10)

/** A version of the risk criteria (K-2): two scales, the level of every pair of steps, and the highest level that is acceptable. */
export const criteriaSchema = z
  .strictObject({
    version: z.number().int().min(1).max(10_000).default(1),
    likelihood: scale,
    consequence: scale,
    /** `levels[likelihood - 1][consequence - 1]`: a whole number, higher is worse. */
    levels: z.array(z.array(z.number().int().min(0).max(1000)).max(10)).max(10),
    acceptable: z.number().int().min(0).max(1000),
    approval: approvalSchema.nullable().default(null),
  })
  .refine(
    (c) => c.levels.length === c.likelihood.length && c.levels.every((row) => row.length === c.consequence.length),
    {
      message: 'one level for each pair of steps',
      path: ['levels'],
    },
  )

export type Criteria = z.infer<typeof criteriaSchema>
