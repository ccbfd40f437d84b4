import { z } from 'zod'
import { useAsked } from './hooks.ts'

const membersSchema = z.object({
  members: z.array(
    z.object({ account: z.string(), name: z.string(), email: z.string().nullable(), roles: z.array(z.string()) }),
  ),
})
export type Member = z.infer<typeof membersSchema>['members'][number]

/** Who works in the organisation, in which roles. */
export const useMembers = () => useAsked(membersSchema, '/members')
