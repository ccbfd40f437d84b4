import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Store } from '../store/open.ts'
import type { AuditJobs } from './audit/jobs.ts'
import type { Perform } from './audit/perform.ts'
import type { Oidc } from './identity/oidc.ts'
import type { RateLimits } from './rate-limit.ts'
import type { WebhookDesk } from './webhooks/desk.ts'

/** All that a server needs from outside; a test gives its own. */
export interface Context {
  readonly store: Store
  readonly catalogue: Catalogue
  readonly jobs: AuditJobs
  readonly perform: Perform
  readonly limits: RateLimits
  readonly webhooks: WebhookDesk
  readonly now: () => Date
  /** In a demonstration there is no account: everybody is the demonstration's person, and only loopback is served. */
  readonly mode: 'accounts' | 'demo'
  /** Ids, counts and times; never content. */
  readonly log: (event: string, params: Readonly<Record<string, string | number>>) => void
  /** The files of the pages, or null where only the API is served. */
  readonly pages: string | null
  /** Where the pages lie for their users, as `https://akashi.example.jp`; null: wherever the browser asked. */
  readonly origin: string | null
  /** A proxy stands in front that writes the address of its caller into X-Forwarded-For. */
  readonly behindProxy: boolean
  /** The provider of outside accounts; null where none is set up. */
  readonly oidc: Oidc | null
}

/** ISO 8601 in UTC. */
export const instant = ({ now }: Pick<Context, 'now'>): string => now().toISOString()
/** The day of now, in UTC. */
export const today = (context: Pick<Context, 'now'>): string => instant(context).slice(0, 10)
