import { z } from 'zod'
import {
  controlReferenceSchema,
  daySchema,
  lineSchema,
  localizedSchema,
  recordIdSchema,
  sha256Schema,
} from './fields.ts'

/** More files of a piece of evidence than this are counted, not listed. */
export const LISTED_FILES = 200

const count = z.number().int().min(0)

/**
 * What the answers of a version refer to, as it was called when the version was made. Risks and evidence are renamed and go, files come and go; a version
 * of the statement reads the same for ever (M-1).
 */
export const basisSchema = z.strictObject({
  organisation: localizedSchema.prefault({}),
  controls: z
    .array(z.strictObject({ control: controlReferenceSchema, title: localizedSchema }))
    .max(5000)
    .default([]),
  risks: z
    .array(z.strictObject({ id: recordIdSchema, title: lineSchema }))
    .max(10_000)
    .default([]),
  evidence: z
    .array(
      z.strictObject({
        id: recordIdSchema,
        title: lineSchema,
        /** The day that it speaks of (M-2). */
        effective: daySchema.nullable(),
        count,
        files: z.array(z.strictObject({ path: z.string().min(1).max(1000), sha256: sha256Schema })).max(LISTED_FILES),
      }),
    )
    .max(10_000)
    .default([]),
  runs: z
    .array(
      z.strictObject({
        id: recordIdSchema,
        title: lineSchema,
        endedOn: daySchema.nullable(),
        result: sha256Schema.nullable(),
      }),
    )
    .max(10_000)
    .default([]),
})

export type Basis = z.infer<typeof basisSchema>
