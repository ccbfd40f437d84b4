import { z } from 'zod'
import { ACCOUNT_ACTIONS } from '../../store/factors/events.ts'
import { WAYS } from '../../store/sessions.ts'

/** How an account is signed in to, and what happened to it last. */
export const factorsSchema = z.object({
  /** False where an account is signed in to by its organisation's provider of identities only. */
  hasPassword: z.boolean(),
  /** Since when an authenticator app is asked for; null where none is. */
  totp: z.string().nullable(),
  recoveryCodes: z.number(),
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** The host name at which it works. */
      site: z.string(),
      synced: z.boolean(),
      createdAt: z.string(),
      usedAt: z.string().nullable(),
    }),
  ),
  /** The host name of this site, or null where passkeys cannot work, since it is an address. */
  site: z.string().nullable(),
  events: z.array(
    z.object({ id: z.string(), at: z.string(), by: z.string(), action: z.enum(ACCOUNT_ACTIONS), about: z.string() }),
  ),
})

/** Where an account is signed in. */
export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      /** The session that asks. */
      isThis: z.boolean(),
      createdAt: z.string(),
      seenAt: z.string(),
      expiresAt: z.string(),
      /** As a person would call it; '' when the browser said nothing. */
      agent: z.string(),
      way: z.enum(WAYS),
    }),
  ),
})

/** Codes that are shown once. */
export const codesSchema = z.object({ recoveryCodes: z.array(z.string()) })

/** Who one is, and one's roles in each organisation. */
export const meSchema = z.object({
  account: z.string(),
  name: z.string(),
  email: z.string(),
  mode: z.enum(['accounts', 'demo']),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
})
