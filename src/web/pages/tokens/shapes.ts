import { z } from 'zod'

export const tokensSchema = z.object({
  tokens: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      by: z.string(),
      roles: z.array(z.string()),
      readOnly: z.boolean(),
      createdAt: z.string(),
      expiresAt: z.string(),
      revokedAt: z.string().nullable(),
      lastUsedAt: z.string().nullable(),
    }),
  ),
})
export type Token = z.infer<typeof tokensSchema>['tokens'][number]

export const madeSchema = z.object({ id: z.string(), token: z.string(), expiresAt: z.string() })

/** How a token stands at a time (milliseconds). */
export const stateOf = ({ revokedAt, expiresAt }: Token, now: number): 'revoked' | 'expired' | 'active' =>
  revokedAt !== null ? 'revoked' : Date.parse(expiresAt) <= now ? 'expired' : 'active'
