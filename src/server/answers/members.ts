import { z } from 'zod'
import { ROLES } from '../permissions.ts'

const memberSchema = z.object({
  account: z.string(),
  name: z.string(),
  /** Shown to those who administer; null to others. */
  email: z.string().nullable(),
  roles: z.array(z.enum(ROLES)),
})

/** Who works in the organisation. */
export const membersSchema = z.object({ members: z.array(memberSchema) })

/** Invitations that were not accepted yet. */
export const invitationsSchema = z.object({
  invitations: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      roles: z.array(z.string()),
      createdAt: z.string(),
      /** Who invited. */
      by: z.string(),
      expiresAt: z.string(),
    }),
  ),
})

/** A new invitation, with the token of its link this once. */
export const madeInvitationSchema = z.object({ id: z.string(), token: z.string(), expiresAt: z.string() })

/** What an invitation is to, for whom, and whether that address has an account. */
export const lookedSchema = z.object({
  organisation: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  expiresAt: z.string(),
  hasAccount: z.boolean(),
})
