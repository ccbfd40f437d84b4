import { createApp } from '../src/server/app.ts'
import { auditJobs } from '../src/server/audit/jobs.ts'
import type { Perform } from '../src/server/audit/perform.ts'
import type { Tell } from '../src/audit/stage.ts'
import { done } from '../src/server/audit/task.ts'
import type { Context } from '../src/server/context.ts'
import { hostRules } from '../src/server/outbound/hosts.ts'
import { rateLimits } from '../src/server/rate-limit.ts'
import { shippedCatalogue } from '../src/catalogue/shipped.ts'
import type { Store } from '../src/store/open.ts'

/** The work of a thread, done here: a test looks at what comes of it, not at where. */
const performHere = (async (task: Parameters<Perform>[0], _signal?: AbortSignal, tell?: Tell) =>
  done(task, tell)) as Perform

/** A server over the store with a clock that a test can set. */
export function testServer(
  store: Store,
  mode: Context['mode'] = 'accounts',
  webhookHosts: readonly string[] = [],
  oidc: Context['oidc'] = null,
) {
  const clock = { now: new Date('2026-11-21T01:00:00.000Z') }
  const logged: { event: string; params: Readonly<Record<string, string | number>> }[] = []
  const now = (): Date => clock.now
  const log: Context['log'] = (event, params) => void logged.push({ event, params })
  const jobs = auditJobs({ store, now, perform: performHere, origin: null, log })
  const context: Context = {
    store,
    catalogue: shippedCatalogue(),
    jobs,
    perform: performHere,
    limits: rateLimits(() => clock.now.getTime()),
    webhooks: { hosts: hostRules(webhookHosts), wake: () => undefined },
    now,
    mode,
    log,
    pages: null,
    origin: null,
    behindProxy: false,
    oidc,
  }
  const app = createApp(context)
  /** Asks as a program does: JSON in, status and JSON out. */
  const ask = async (
    method: string,
    path: string,
    options: { body?: object | Uint8Array; headers?: Record<string, string> } = {},
  ) => {
    const { body, headers = {} } = options
    const isBytes = body instanceof Uint8Array
    const response = await app.request(`http://localhost/api/v1${path}`, {
      method,
      headers: { ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.split(';')[0] === 'application/json'
    return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null }
  }
  return { app, context, clock, logged, jobs, ask }
}

export type TestServer = ReturnType<typeof testServer>

/** The cookie that the answer set, as the next request sends it. */
export const cookieOf = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
