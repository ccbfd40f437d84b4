import type { z } from 'zod'
import type { invitationsSchema } from '../../../server/answers/members.ts'

export type Invitation = z.infer<typeof invitationsSchema>['invitations'][number]
