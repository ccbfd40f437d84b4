import { z } from 'zod'
import { recordIdSchema } from '../../isms/records/fields.ts'

/** A webhook as its owner set it. */
export const webhookSchema = z.object({
  id: recordIdSchema,
  url: z.string(),
  events: z.array(z.string()),
  paused: z.boolean(),
  createdAt: z.string(),
})

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

/** The webhooks with the last delivery of each, and the hosts that are permitted. */
export const webhooksSchema = z.object({
  hosts: z.array(z.string()),
  webhooks: z.array(webhookSchema.extend({ last: deliverySchema.nullable() })),
})

/** The messages of a webhook, and how each went. */
export const deliveriesSchema = z.object({ deliveries: z.array(deliverySchema) })

/** A new webhook, with its secret this once. */
export const madeWebhookSchema = z.object({ id: recordIdSchema, secret: z.string() })
