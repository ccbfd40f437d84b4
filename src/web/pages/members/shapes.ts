import { z } from 'zod'

export const membersSchema = z.object({
  members: z.array(
    z.object({ account: z.string(), name: z.string(), email: z.string().nullable(), roles: z.array(z.string()) }),
  ),
})
export type Member = z.infer<typeof membersSchema>['members'][number]

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
