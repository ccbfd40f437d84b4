import type { z } from 'zod'
import type { deliveriesSchema, webhooksSchema } from '../../../server/answers/webhooks.ts'

export type Delivery = z.infer<typeof deliveriesSchema>['deliveries'][number]
export type Webhook = z.infer<typeof webhooksSchema>['webhooks'][number]

/** True when something was tried and has not arrived. */
export const isFailing = ({ last }: Webhook): boolean =>
  last !== null && last.status !== 'delivered' && last.outcome !== ''
