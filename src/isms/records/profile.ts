import { z } from 'zod'
import { editionIdSchema } from '../../catalogue/schema.ts'
import { daySchema, lineSchema, nameSchema, proseSchema } from './fields.ts'

/** The organisation, and the base ISMS that the cloud certification stands on. There is one for each organisation, with the id `profile`. */
export const profileSchema = z.strictObject({
  name: nameSchema,
  baseIsms: z
    .strictObject({
      standard: lineSchema.default(''),
      certificate: lineSchema.default(''),
      body: lineSchema.default(''),
      scope: proseSchema.default(''),
      expires: daySchema.nullable().default(null),
    })
    .prefault({}),
  /** The editions that the Statement of Applicability speaks of. */
  editions: z.array(editionIdSchema).max(12).default(['iso27002-2013', 'iso27017-2015']),
})

export type Profile = z.infer<typeof profileSchema>
