import type { Scope } from '../../store/scope.ts'
import { post } from '../../store/webhooks/outbox.ts'
import type { Message } from '../../store/webhooks/outbox.ts'
import { listWebhooks } from '../../store/webhooks/webhooks.ts'
import { newId } from '../identity/secrets.ts'
import type { Event, EventData } from './events.ts'

/** Where and when something is told of. */
export interface Telling {
  readonly scope: Scope
  /** Where the pages lie for their users; null where the server was not told. */
  readonly origin: string | null
  readonly at: string
}

/** The message as it is sent to one webhook. `link` is the page that shows more, where the server knows its own name. */
export function messageOf<T extends keyof EventData>(
  { scope: { organisation }, origin, at }: Telling,
  webhook: string,
  type: T,
  data: EventData[T],
): Message {
  const id = newId()
  const link = origin === null ? {} : { link: new URL(data.page, origin).href }
  return {
    id,
    webhook,
    event: type,
    body: JSON.stringify({ id, type, timestamp: at, organisation, data: { ...data, ...link } }),
  }
}

/** Puts the event into the outbox of every webhook that is told of it and is not paused. In the transaction of what it tells of: both happen or neither. */
export async function announce<T extends Event>(telling: Telling, type: T, data: EventData[T]): Promise<void> {
  const { scope, at } = telling
  const told = (await listWebhooks(scope)).filter(({ events, paused }) => !paused && events.includes(type))
  await post(
    scope,
    told.map(({ id }) => messageOf(telling, id, type, data)),
    at,
  )
}

/** True when somebody would be told of one of the events: for what costs something to find out. */
export const isHeard = async (scope: Scope, types: readonly Event[]): Promise<boolean> =>
  (await listWebhooks(scope)).some(({ events, paused }) => !paused && types.some((type) => events.includes(type)))
