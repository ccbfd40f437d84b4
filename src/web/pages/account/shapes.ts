import type { z } from 'zod'
import type { factorsSchema, sessionsSchema } from '../../../server/answers/account.ts'

export type Factors = z.infer<typeof factorsSchema>
export type MySession = z.infer<typeof sessionsSchema>['sessions'][number]
