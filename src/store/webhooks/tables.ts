import type { JSONColumnType } from 'kysely'

type Time = string

/** A place that is told of what happens. */
export interface WebhookTable {
  readonly organisation_id: string
  readonly id: string
  readonly url: string
  /** What deliveries are signed with: as it is, since both sides need it. */
  readonly secret: string
  events: JSONColumnType<readonly string[], string, string>
  paused: boolean
  readonly created_at: Time
  readonly created_by: string
}

/** One message to one webhook, from the change that it tells of until it was taken or given up. */
export interface WebhookDeliveryTable {
  readonly organisation_id: string
  readonly id: string
  readonly webhook_id: string
  readonly event: string
  /** The very bytes that are signed and sent. */
  readonly body: string
  status: DeliveryStatus
  attempts: number
  readonly created_at: Time
  next_at: Time
  tried_at: Time | null
  /** Of the last attempt: an HTTP status or the code of a refusal; empty before the first. */
  outcome: string
}

export type DeliveryStatus = 'waiting' | 'delivered' | 'failed'

export interface DeadlineNoticeTable {
  readonly organisation_id: string
  readonly code: string
  readonly kind: string
  readonly id: string
  readonly field: string
  /** The day: a deadline that was moved is told of again. */
  readonly due: string
  readonly at: Time
}
