import type { Store } from '../../store/open.ts'
import { attempted } from '../../store/webhooks/outbox.ts'
import type { Due } from '../../store/webhooks/outbox.ts'
import { OutboundRefused } from '../outbound/refused.ts'
import { nextAttempt } from './backoff.ts'
import { openedSecret } from './secrets.ts'
import { signedHeaders } from './signature.ts'

/** What sending needs from outside. */
export interface Outside {
  readonly store: Store
  /** Asks only hosts that the operator listed. */
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly log: (event: string, params: Readonly<Record<string, string | number>>) => void
}

/** Sends a message once and writes down how it ended; true when it was taken. An abort is no attempt: the message stays as it was. */
export async function deliver(outside: Outside, organisation: string, due: Due, signal: AbortSignal): Promise<boolean> {
  const { store, now, log } = outside
  const outcome = await send(outside, organisation, due, signal)
  if (signal.aborted) return false
  const isTaken = /^2\d\d$/.test(outcome)
  const next = isTaken ? null : nextAttempt(due.attempts, now())
  const status = isTaken ? 'delivered' : next === null ? 'failed' : 'waiting'
  await store.inScope(organisation, (scope) =>
    attempted(scope, due.id, { status, outcome, at: now().toISOString(), nextAt: next?.toISOString() ?? null }),
  )
  log('webhook', { webhook: due.webhook, delivery: due.id, attempt: due.attempts + 1, outcome })
  return isTaken
}

/** The status of the answer, or the code of what was in the way. A redirect is an answer like others: nobody is sent elsewhere. */
async function send(
  { store, fetch, now }: Outside,
  organisation: string,
  { id, webhook, url, secret, body }: Due,
  signal: AbortSignal,
): Promise<string> {
  const opened = openedSecret(store.sealer, organisation, webhook, secret)
  if (opened === null) return 'secret-lost'
  try {
    const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Akashi' }
    const signed = signedHeaders(opened, id, now(), body)
    const { status } = await fetch(url, { method: 'POST', headers: { ...headers, ...signed }, body, signal })
    return String(status)
  } catch (error) {
    if (error instanceof OutboundRefused) return error.detail === '' ? error.code : `${error.code}:${error.detail}`
    if (signal.aborted) return 'stopped'
    throw error
  }
}
