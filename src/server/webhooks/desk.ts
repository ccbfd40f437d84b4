import type { HostRule } from '../outbound/hosts.ts'

/** What the routes know of webhooks: which hosts the operator permits, and how to have the outbox looked at. */
export interface WebhookDesk {
  readonly hosts: readonly HostRule[]
  readonly wake: () => void
}
