import { z } from 'zod'
import { editionIdSchema, itemIdSchema, roleSchema } from '../../catalogue/schema.ts'

// NUL and lone surrogates are text in JavaScript and in no database.
const STORABLE = /^[^\p{Cs}\0]*$/u
/** Text as it stands. */
export const storableSchema = z.string().regex(STORABLE)

/** One line of a person's text; empty means not yet written. */
export const lineSchema = storableSchema.trim().max(300)
/** Several paragraphs of a person's text; empty means not yet written. */
export const proseSchema = storableSchema.trim().max(20_000)
/** A name or text in both languages. One may be empty until it is translated. */
export const localizedSchema = z.strictObject({ ja: proseSchema.default(''), en: proseSchema.default('') })
/** Both languages, at least one written. */
export const nameSchema = z
  .strictObject({ ja: lineSchema.default(''), en: lineSchema.default('') })
  .refine(({ ja, en }) => ja !== '' || en !== '', { message: 'a name in at least one language' })

/** The id of a record: letters, digits, `.`, `_` and `-`, beginning with a letter or digit. */
export const recordIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,159}$/)

/** SHA-256 of bytes, in hexadecimal. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** A day, `2026-11-21`. */
export const daySchema = z.iso.date()

/** The roles of the organisation for a cloud service (S-1). */
export const rolesSchema = z
  .array(roleSchema)
  .max(2)
  .default([])
  .refine((roles) => new Set(roles).size === roles.length, { message: 'each role once' })

/** A control by the standard's name for it. */
export const controlReferenceSchema = z.strictObject({ edition: editionIdSchema, item: itemIdSchema })

/** Who approved or accepted, and on which day (M-1, T-1). */
export const approvalSchema = z.strictObject({ by: lineSchema.min(1), on: daySchema })

/** A list that may be truly empty: then `none` says why, so that “none” is never taken for “not yet looked at”. */
export const listedSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item).max(500).default([]), none: proseSchema.default('') })

export { roleSchema }
export type Approval = z.infer<typeof approvalSchema>
export type Localized = z.infer<typeof localizedSchema>
export type ControlReference = z.infer<typeof controlReferenceSchema>
