import type { Scope } from '../../store/scope.ts'
import { due, forgetEnded } from '../../store/webhooks/outbox.ts'
import type { Due } from '../../store/webhooks/outbox.ts'
import { listWebhooks } from '../../store/webhooks/webhooks.ts'
import { deliver } from './deliver.ts'
import type { Outside } from './deliver.ts'

/** Carries messages from the outbox to where they go, while a server runs. */
export interface Courier {
  /** Looks at the outbox every few seconds from now on. */
  start(): void
  /** Looks at once, and at deadlines too. */
  wake(): void
  /** One look, for tests and for `start`: deadlines once a day, then whatever is due. Never two at a time. */
  round(): Promise<void>
  /** Ends what is being sent; it is sent again by the next start. */
  stop(): Promise<void>
}

const EVERY_MS = 5_000
/** Of one webhook in one look. */
const MESSAGES = 20
/** Webhooks that are asked at the same time, so that a slow one keeps few others waiting. */
const AT_ONCE = 8
const KEPT_DAYS = 30

interface Courying extends Outside {
  /** Tells of deadlines in the organisation of the scope. */
  readonly sweep: (scope: Scope) => Promise<void>
}

/** A courier over the store's outbox. */
export function courier(outside: Courying): Courier {
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let sweptOn = ''
  let running: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    if (ending.signal.aborted) return
    const today = outside.now().toISOString().slice(0, 10)
    const organisations = await organisationIds(outside)
    if (today !== sweptOn) {
      for (const id of organisations) await outside.store.inScope(id, (scope) => tidy(outside, scope))
      sweptOn = today
    }
    await deliverAll(outside, organisations, ending.signal)
  }
  const round = (): Promise<void> => {
    running = running.then(look).catch((error: unknown) => outside.log('webhooks-failed', { error: String(error) }))
    return running
  }
  const tick = (): void => {
    clearTimeout(timer)
    void round().then(() => {
      if (!ending.signal.aborted) timer = setTimeout(tick, EVERY_MS).unref()
    })
  }
  return {
    start: tick,
    wake() {
      sweptOn = ''
      if (timer !== undefined) void round()
    },
    round,
    async stop() {
      ending.abort()
      clearTimeout(timer)
      await running
    },
  }
}

const organisationIds = async ({ store }: Outside): Promise<readonly string[]> =>
  (await store.asCaller({ system: true }, (trx) => trx.selectFrom('organisation').select('id').execute())).map(
    ({ id }) => id,
  )

async function tidy({ sweep, now }: Courying, scope: Scope): Promise<void> {
  await sweep(scope)
  await forgetEnded(scope, new Date(now().getTime() - KEPT_DAYS * 24 * 3600 * 1000).toISOString())
}

interface Pile {
  readonly organisation: string
  readonly messages: readonly Due[]
}

async function deliverAll(outside: Outside, organisations: readonly string[], signal: AbortSignal): Promise<void> {
  const piles: Pile[] = []
  for (const id of organisations) piles.push(...(await outside.store.inScope(id, (scope) => pilesOf(outside, scope))))
  const carry = async (): Promise<void> => {
    for (let pile = piles.pop(); pile !== undefined; pile = piles.pop()) await deliverPile(outside, pile, signal)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, carry))
}

async function pilesOf({ now }: Outside, scope: Scope): Promise<readonly Pile[]> {
  const piles: Pile[] = []
  for (const { id } of await listWebhooks(scope)) {
    const messages = await due(scope, id, now().toISOString(), MESSAGES)
    if (messages.length > 0) piles.push({ organisation: scope.organisation, messages })
  }
  return piles
}

/** In their order, as long as they are taken: one that does not answer is asked once in a look. */
async function deliverPile(outside: Outside, { organisation, messages }: Pile, signal: AbortSignal): Promise<void> {
  for (const one of messages) if (signal.aborted || !(await deliver(outside, organisation, one, signal))) return
}
