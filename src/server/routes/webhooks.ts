import { z } from 'zod'
import { lastTried, listDeliveries, post } from '../../store/webhooks/outbox.ts'
import { createWebhook, deleteWebhook, listWebhooks, updateWebhook } from '../../store/webhooks/webhooks.ts'
import type { Webhook } from '../../store/webhooks/webhooks.ts'
import { deliveriesSchema, madeWebhookSchema, webhookSchema, webhooksSchema } from '../answers/webhooks.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { newId } from '../identity/secrets.ts'
import { hostText } from '../outbound/hosts.ts'
import { scoped } from '../route.ts'
import type { Route, ScopedCall } from '../route.ts'
import { messageOf } from '../webhooks/announce.ts'
import { EVENTS, TEST_EVENT } from '../webhooks/events.ts'
import { sealedSecret } from '../webhooks/secrets.ts'
import { newSecret } from '../webhooks/signature.ts'
import { demandAddressable } from '../webhooks/target.ts'

const WEBHOOKS = '/organisations/{organisation}/webhooks'
const MOST = 20
const DELIVERIES = 100

const eventsSchema = z
  .array(z.enum(EVENTS))
  .min(1)
  .max(EVENTS.length)
  .transform((events) => EVENTS.filter((event) => events.includes(event)))

const list = scoped({
  method: 'get',
  path: WEBHOOKS,
  tag: 'webhooks',
  summary:
    'Webhooks with the last delivery of each, never their secrets, and the hosts that the operator of the server permits (none: no webhook is possible)',
  access: 'administer',
  answer: webhooksSchema,
  handle: async ({ context, scope }) => {
    const webhooks = []
    for (const one of await listWebhooks(scope)) webhooks.push({ ...one, last: await lastTried(scope, one.id) })
    return { hosts: context.webhooks.hosts.map(hostText), webhooks }
  },
})

const make = scoped({
  method: 'post',
  path: WEBHOOKS,
  tag: 'webhooks',
  summary: 'Make a webhook; the secret that signs its messages is shown this once',
  access: 'administer',
  body: z.strictObject({ url: z.string().max(2000), events: eventsSchema }),
  answer: madeWebhookSchema,
  handle: async ({ context, scope, principal, body: { url, events } }) => {
    demandAddressable(context.webhooks.hosts, url)
    if ((await listWebhooks(scope)).length >= MOST)
      throw new Failure('invalid', [{ path: [], message: `at most ${MOST} webhooks` }])
    const [id, secret] = [newId(), newSecret()]
    const actor = { by: principal.by, at: instant(context) }
    const sealed = sealedSecret(context.store.sealer, scope.organisation, id, secret)
    await createWebhook(scope, actor, sealed, { id, url: new URL(url).href, events, paused: false })
    return wakingAfter(context, { id, secret })
  },
})

const set = scoped({
  method: 'put',
  path: `${WEBHOOKS}/{id}`,
  tag: 'webhooks',
  summary:
    'Set what a webhook is told of, and pause it: while it is paused nothing is sent, and nothing new is kept for it',
  access: 'administer',
  body: z.strictObject({ events: eventsSchema, paused: z.boolean() }),
  answer: webhookSchema,
  handle: async ({ context, scope, principal, params, body }) => {
    const id = params['id'] ?? ''
    if (!(await updateWebhook(scope, { by: principal.by, at: instant(context) }, id, body)))
      throw new Failure('missing')
    return wakingAfter(context, await demandWebhook(scope, id))
  },
})

const remove = scoped({
  method: 'delete',
  path: `${WEBHOOKS}/{id}`,
  tag: 'webhooks',
  summary: 'Take a webhook away with its deliveries',
  access: 'administer',
  handle: async ({ context, scope, principal, params }) => {
    if (!(await deleteWebhook(scope, { by: principal.by, at: instant(context) }, params['id'] ?? '')))
      throw new Failure('missing')
    return null
  },
})

const test = scoped({
  method: 'post',
  path: `${WEBHOOKS}/{id}/test`,
  tag: 'webhooks',
  summary: 'Send a message of the type `test`; its delivery tells how it went',
  access: 'administer',
  answer: z.object({ delivery: z.string() }),
  handle: async ({ context, scope, params }) => {
    const { id, paused } = await demandWebhook(scope, params['id'] ?? '')
    if (paused) throw new Failure('webhook-paused')
    const at = instant(context)
    const message = messageOf({ scope, origin: context.origin, at }, id, TEST_EVENT, { page: '/' })
    await post(scope, [message], at)
    return wakingAfter(context, { delivery: message.id })
  },
})

const deliveries = scoped({
  method: 'get',
  path: `${WEBHOOKS}/{id}/deliveries`,
  tag: 'webhooks',
  summary: 'The last 100 messages of a webhook and how each went, newest first; what ended is kept for 30 days',
  access: 'administer',
  answer: deliveriesSchema,
  handle: async ({ scope, params }) => {
    const { id } = await demandWebhook(scope, params['id'] ?? '')
    return { deliveries: await listDeliveries(scope, id, DELIVERIES) }
  },
})

async function demandWebhook(scope: ScopedCall['scope'], id: string): Promise<Webhook> {
  const found = (await listWebhooks(scope)).find((one) => one.id === id)
  if (found === undefined) throw new Failure('missing')
  return found
}

/** The courier looks after the transaction has ended, when there is something to see. */
const wakingAfter =
  <T extends object>({ webhooks }: ScopedCall['context'], answer: T): (() => Promise<T>) =>
  async () => {
    webhooks.wake()
    return answer
  }

export const webhookRoutes: readonly Route[] = [list, make, set, remove, test, deliveries]
