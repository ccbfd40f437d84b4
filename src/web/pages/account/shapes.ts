import { z } from 'zod'
import { ACCOUNT_ACTIONS } from '../../../store/factors/events.ts'
import { WAYS } from '../../../store/sessions.ts'

export const factorsSchema = z.object({
  hasPassword: z.boolean(),
  totp: z.string().nullable(),
  recoveryCodes: z.number(),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      site: z.string(),
      synced: z.boolean(),
      createdAt: z.string(),
      usedAt: z.string().nullable(),
    }),
  ),
  site: z.string().nullable(),
  events: z.array(
    z.object({ id: z.string(), at: z.string(), by: z.string(), action: z.enum(ACCOUNT_ACTIONS), about: z.string() }),
  ),
})
export type Factors = z.infer<typeof factorsSchema>

export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      isThis: z.boolean(),
      createdAt: z.string(),
      seenAt: z.string(),
      agent: z.string(),
      way: z.enum(WAYS),
    }),
  ),
})
export type MySession = z.infer<typeof sessionsSchema>['sessions'][number]

export const codesSchema = z.object({ recoveryCodes: z.array(z.string()) })
