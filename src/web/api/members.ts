import type { z } from 'zod'
import { membersSchema } from '../../server/answers/members.ts'
import { useAsked } from './hooks.ts'

export type Member = z.infer<typeof membersSchema>['members'][number]

/** Who works in the organisation, in which roles. */
export const useMembers = () => useAsked(membersSchema, '/members')
