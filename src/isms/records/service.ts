import { z } from 'zod'
import { lineSchema, localizedSchema, nameSchema, recordIdSchema, rolesSchema } from './fields.ts'

/** A cloud service that the organisation provides, uses, or both. */
export const serviceSchema = z.strictObject({
  name: nameSchema,
  description: localizedSchema.prefault({}),
  roles: rolesSchema,
  /** Who provides it, where that is somebody else. */
  provider: lineSchema.default(''),
  /** The cloud services that this one is built on (S-2). */
  upstream: z.array(recordIdSchema).max(100).default([]),
})

export type Service = z.infer<typeof serviceSchema>
