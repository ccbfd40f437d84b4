import type { z } from 'zod'
import type { tokensSchema } from '../../../server/answers/tokens.ts'

export type Token = z.infer<typeof tokensSchema>['tokens'][number]

/** How a token stands at a time (milliseconds). */
export const stateOf = ({ revokedAt, expiresAt }: Token, now: number): 'revoked' | 'expired' | 'active' =>
  revokedAt !== null ? 'revoked' : Date.parse(expiresAt) <= now ? 'expired' : 'active'
