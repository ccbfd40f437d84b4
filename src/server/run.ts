import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { shippedCatalogue } from '../catalogue/shipped.ts'
import { checkpoint } from '../store/ledger.ts'
import { openStore } from '../store/open.ts'
import type { Store, StoreOptions } from '../store/open.ts'
import { createApp } from './app.ts'
import { auditJobs } from './audit/jobs.ts'
import { performInThread } from './audit/perform.ts'
import type { Context } from './context.ts'
import { seedDemo } from './demo/seed.ts'
import { allowedFetch } from './outbound.ts'
import { hostRules } from './outbound/hosts.ts'
import { oidcClient } from './identity/oidc.ts'
import type { OidcOptions } from './identity/oidc.ts'
import { rateLimits } from './rate-limit.ts'
import { startToken } from './start-link.ts'
import { courier } from './webhooks/courier.ts'
import { sweepDeadlines } from './webhooks/deadlines.ts'

export interface RunOptions {
  readonly store: StoreOptions
  readonly mode: Context['mode']
  readonly host: string
  /** 0 takes any that is free. */
  readonly port: number
  /** Where the package lies: its built pages and examples. */
  readonly root: string
  /** Where webhooks may go (`hostRules`); none: there are no webhooks. */
  readonly webhookHosts?: readonly string[]
  /** Where a proxy offers the pages, as `https://akashi.example.jp`; null: wherever the browser asks. */
  readonly origin?: string | null
  /** Whether a proxy in front says by X-Forwarded-For who asks. */
  readonly behindProxy?: boolean
  /** The provider of outside accounts, where there is one. */
  readonly oidc?: OidcOptions | null
  readonly log: Context['log']
}

export interface Running {
  /** `http://127.0.0.1:8450` */
  readonly url: string
  /** The path of the one-time link of a first start; null afterwards. */
  readonly startPath: string | null
  /** Settles when another server has taken the database (D-10): this one has to end. */
  readonly lost: Promise<void>
  /** Answers what was begun, signs every ledger, and closes the store. */
  stop(): Promise<void>
}

/** The port was taken, or the host is none of this machine's. */
export class CannotListen extends Error {}

/** Starts the workbench. Throws FolderInUse, DatabaseInUse, CannotListen or BadHost. */
export async function run({
  store: storeOptions,
  mode,
  host,
  port,
  root,
  webhookHosts = [],
  origin = null,
  behindProxy = false,
  oidc = null,
  log,
}: RunOptions): Promise<Running> {
  if (mode === 'demo' && !LOOPBACK.has(host))
    throw new CannotListen(`a demonstration listens on loopback only, not on ${host}`)
  const hosts = hostRules(webhookHosts)
  let lose = (): void => undefined
  const lost = new Promise<void>((resolve) => void (lose = resolve))
  const store = await openStore({ ...storeOptions, alone: { onLost: () => lose() } })
  const now = (): Date => new Date()
  const jobs = auditJobs({ store, now, perform: performInThread, origin, log })
  const catalogue = shippedCatalogue()
  const webhooks = courier({
    store,
    fetch: allowedFetch({ hosts: webhookHosts }),
    now,
    log,
    sweep: (scope) => sweepDeadlines({ store, catalogue, now, origin }, scope),
  })
  const context: Context = {
    store,
    catalogue,
    jobs,
    perform: performInThread,
    limits: rateLimits(() => performance.now()),
    webhooks: { hosts, wake: () => webhooks.wake() },
    now,
    mode,
    log,
    pages: join(root, 'dist', 'web'),
    origin,
    behindProxy,
    oidc: oidc === null ? null : oidcClient(oidc),
  }
  try {
    // A demonstration that was ended while its audits ran takes them up again.
    await jobs.resume()
    if (mode === 'demo') await beginDemo(context, join(root, 'examples'))
    const token = mode === 'accounts' ? await startToken(store, now()) : null
    const listening = await listen(createApp(context), host, port)
    if (hosts.length > 0) webhooks.start()
    return {
      url: listening.url,
      startPath: token === null ? null : `/start#${token}`,
      lost,
      stop: async () => {
        await listening.close()
        // What still runs is taken up again by the next start.
        await jobs.halt()
        await webhooks.stop()
        await signAll(store, now())
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The pages are there as soon as the records are; the audits go on beside. */
async function beginDemo(context: Context, examples: string): Promise<void> {
  const { finished } = await seedDemo(context, examples)
  finished.catch((error: unknown) => context.log('internal-error', { error: String(error) }))
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1'])

function listen(
  app: ReturnType<typeof createApp>,
  hostname: string,
  port: number,
): Promise<{ url: string; close: () => Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, ({ port: taken }) => {
      const close = (): Promise<void> =>
        new Promise((done) => {
          server.close(() => done())
          if ('closeIdleConnections' in server) server.closeIdleConnections()
        })
      resolve({ url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${taken}`, close })
    })
    server.once('error', (error) => reject(new CannotListen(error.message)))
  })
}

/** A checkpoint over each ledger, so that an export of later shows what stood at the end of this run. */
async function signAll(store: Store, now: Date): Promise<void> {
  const organisations = await store.asCaller({ system: true }, (trx) =>
    trx.selectFrom('organisation').select('id').execute(),
  )
  for (const { id } of organisations)
    await store.inScope(id, (scope) => checkpoint(scope, store.signer, now.toISOString()))
}
