import { z } from 'zod'
import { recordIdSchema } from '../../isms/records/fields.ts'

const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  account: z.string(),
  /** Who made it. */
  by: z.string(),
  roles: z.array(z.string()),
  readOnly: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})

/** The API tokens of an organisation, never their secrets. */
export const tokensSchema = z.object({ tokens: z.array(tokenSchema) })

/** A new token, with its secret this once. */
export const madeTokenSchema = z.object({ id: recordIdSchema, token: z.string(), expiresAt: z.string() })
