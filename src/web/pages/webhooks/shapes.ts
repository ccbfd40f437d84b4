import { z } from 'zod'

const deliverySchema = z.object({
  id: z.string(),
  event: z.string(),
  status: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.number(),
  outcome: z.string(),
  createdAt: z.string(),
  triedAt: z.string().nullable(),
  nextAt: z.string(),
})
export type Delivery = z.infer<typeof deliverySchema>

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  paused: z.boolean(),
  createdAt: z.string(),
  last: deliverySchema.nullable(),
})
export type Webhook = z.infer<typeof webhookSchema>

export const webhooksSchema = z.object({ hosts: z.array(z.string()), webhooks: z.array(webhookSchema) })
export const deliveriesSchema = z.object({ deliveries: z.array(deliverySchema) })
export const madeSchema = z.object({ id: z.string(), secret: z.string() })

/** True when something was tried and has not arrived. */
export const isFailing = ({ last }: Webhook): boolean =>
  last !== null && last.status !== 'delivered' && last.outcome !== ''
