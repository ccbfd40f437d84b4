import { z } from 'zod'

export const invitationsSchema = z.object({
  invitations: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      roles: z.array(z.string()),
      by: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
    }),
  ),
})
export type Invitation = z.infer<typeof invitationsSchema>['invitations'][number]

export const madeSchema = z.object({ id: z.string(), token: z.string(), expiresAt: z.string() })

export const lookedSchema = z.object({
  organisation: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  expiresAt: z.string(),
  hasAccount: z.boolean(),
})
