import { log } from '../ledger.ts'
import type { Actor } from '../ledger.ts'
import type { Scope } from '../scope.ts'

export interface Webhook {
  readonly id: string
  readonly url: string
  readonly events: readonly string[]
  readonly paused: boolean
  readonly createdAt: string
}

/** What the ledger keeps: the host and not the path, which is often a secret. */
const logged = ({ url, events, paused }: Pick<Webhook, 'url' | 'events' | 'paused'>) => ({
  host: new URL(url).host,
  events,
  paused,
})

/** Makes a webhook; the secret is kept for signing and never given out again. */
export async function createWebhook(
  scope: Scope,
  actor: Actor,
  secret: string,
  { id, url, events, paused }: Omit<Webhook, 'createdAt'>,
): Promise<void> {
  const { organisation, trx } = scope
  await trx
    .insertInto('webhook')
    .values({
      organisation_id: organisation,
      id,
      url,
      secret,
      events: JSON.stringify(events),
      paused,
      created_at: actor.at,
      created_by: actor.by,
    })
    .execute()
  const content = logged({ url, events, paused })
  await log(scope, actor, [{ action: 'create', kind: 'webhook', id, before: null, content, why: '' }])
}

/** The organisation's webhooks, oldest first. */
export async function listWebhooks({ organisation, trx }: Scope): Promise<readonly Webhook[]> {
  const rows = await trx
    .selectFrom('webhook')
    .select(['id', 'url', 'events', 'paused', 'created_at as createdAt'])
    .where('organisation_id', '=', organisation)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows
}

/** Sets what a webhook is told of and whether it is paused; false when there is none. */
export async function updateWebhook(
  scope: Scope,
  actor: Actor,
  id: string,
  { events, paused }: Pick<Webhook, 'events' | 'paused'>,
): Promise<boolean> {
  const { organisation, trx } = scope
  const row = await trx
    .updateTable('webhook')
    .set({ events: JSON.stringify(events), paused })
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .returning('url')
    .executeTakeFirst()
  if (row === undefined) return false
  const content = logged({ url: row.url, events, paused })
  await log(scope, actor, [{ action: 'update', kind: 'webhook', id, before: null, content, why: '' }])
  return true
}

/** Takes a webhook away with all its deliveries; false when there is none. */
export async function deleteWebhook(scope: Scope, actor: Actor, id: string): Promise<boolean> {
  const { organisation, trx } = scope
  const { numDeletedRows } = await trx
    .deleteFrom('webhook')
    .where('organisation_id', '=', organisation)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) return false
  await log(scope, actor, [{ action: 'delete', kind: 'webhook', id, before: null, content: null, why: '' }])
  return true
}
