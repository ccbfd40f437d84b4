import type { Scope } from '../scope.ts'
import type { DeliveryStatus } from './tables.ts'

/** A message for one webhook, as it is sent. */
export interface Message {
  readonly id: string
  readonly webhook: string
  readonly event: string
  readonly body: string
}

/** Puts messages into the outbox, in the transaction of the change that they tell of. */
export async function post({ organisation, trx }: Scope, messages: readonly Message[], at: string): Promise<void> {
  if (messages.length === 0) return
  await trx
    .insertInto('webhook_delivery')
    .values(
      messages.map(({ id, webhook, event, body }) => ({
        organisation_id: organisation,
        id,
        webhook_id: webhook,
        event,
        body,
        status: 'waiting' as const,
        attempts: 0,
        created_at: at,
        next_at: at,
        tried_at: null,
        outcome: '',
      })),
    )
    .execute()
}

/** A message whose time has come, with where it goes and what signs it. */
export interface Due extends Message {
  readonly url: string
  readonly secret: string
  readonly attempts: number
}

/** What waits for the webhook and is due, oldest first, at most so many; nothing while it is paused. */
export const due = (
  { organisation, trx }: Scope,
  webhook: string,
  now: string,
  limit: number,
): Promise<readonly Due[]> =>
  trx
    .selectFrom('webhook_delivery as delivery')
    .innerJoin('webhook', (join) =>
      join
        .onRef('webhook.organisation_id', '=', 'delivery.organisation_id')
        .onRef('webhook.id', '=', 'delivery.webhook_id'),
    )
    .select([
      'delivery.id',
      'delivery.webhook_id as webhook',
      'delivery.event',
      'delivery.body',
      'delivery.attempts',
      'webhook.url',
      'webhook.secret',
    ])
    .where('delivery.organisation_id', '=', organisation)
    .where('delivery.webhook_id', '=', webhook)
    .where('delivery.status', '=', 'waiting')
    .where('delivery.next_at', '<=', now)
    .where('webhook.paused', '=', false)
    .orderBy('delivery.next_at')
    .orderBy('delivery.id')
    .limit(limit)
    .execute()

/** How an attempt ended: `nextAt` null ends the message. */
export interface Attempt {
  readonly status: DeliveryStatus
  readonly outcome: string
  readonly at: string
  readonly nextAt: string | null
}

/** Writes down how an attempt ended. Nothing happens when the webhook was taken away meanwhile. */
export async function attempted(
  { organisation, trx }: Scope,
  id: string,
  { status, outcome, at, nextAt }: Attempt,
): Promise<void> {
  await trx
    .updateTable('webhook_delivery')
    .set(({ eb }) => ({
      status,
      outcome,
      tried_at: at,
      attempts: eb('attempts', '+', 1),
      ...(nextAt === null ? {} : { next_at: nextAt }),
    }))
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .execute()
}

export interface Delivery {
  readonly id: string
  readonly event: string
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly outcome: string
  readonly createdAt: string
  readonly triedAt: string | null
  readonly nextAt: string
}

const COLUMNS = [
  'id',
  'event',
  'status',
  'attempts',
  'outcome',
  'created_at as createdAt',
  'tried_at as triedAt',
  'next_at as nextAt',
] as const

/** The newest deliveries of a webhook, newest first. */
export const listDeliveries = (
  { organisation, trx }: Scope,
  webhook: string,
  limit: number,
): Promise<readonly Delivery[]> =>
  trx
    .selectFrom('webhook_delivery')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation)
    .where('webhook_id', '=', webhook)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

/** The delivery that was tried last, or null. */
export async function lastTried({ organisation, trx }: Scope, webhook: string): Promise<Delivery | null> {
  const row = await trx
    .selectFrom('webhook_delivery')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation)
    .where('webhook_id', '=', webhook)
    .where('tried_at', 'is not', null)
    .orderBy('tried_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Forgets what ended before the moment; what waits stays. */
export async function forgetEnded({ organisation, trx }: Scope, before: string): Promise<void> {
  await trx
    .deleteFrom('webhook_delivery')
    .where('organisation_id', '=', organisation)
    .where('status', '!=', 'waiting')
    .where('created_at', '<', before)
    .execute()
}
