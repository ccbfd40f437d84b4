import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { temporaryFolder } from '../../../test/databases.ts'
import { webhookReceiver } from '../../../test/receiver.ts'
import type { Receiver } from '../../../test/receiver.ts'
import { openStore } from '../../store/open.ts'
import { readKind } from '../../store/records.ts'
import type { Store } from '../../store/open.ts'
import { allowedFetch } from '../outbound.ts'
import { courier } from './courier.ts'
import type { Courier } from './courier.ts'

const SRC = join(import.meta.dirname, '..', '..')

/** Makes a change and tells of it in one transaction, again and again, and says after each what it did. */
const WRITER = `import { change } from '${SRC}/store/change.ts'
import { openStore } from '${SRC}/store/open.ts'
import { createOrganisation } from '${SRC}/store/organisations.ts'
import { createWebhook } from '${SRC}/store/webhooks/webhooks.ts'
import { announce } from '${SRC}/server/webhooks/announce.ts'
import { sealedSecret } from '${SRC}/server/webhooks/secrets.ts'
const [folder = '', url = '', secret = ''] = process.argv.slice(2)
const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
const store = await openStore({ folder })
await store.inScope('o', async (scope) => {
  await createOrganisation(scope, system, 'o')
  await createWebhook(scope, system, sealedSecret(store.sealer, 'o', 'w', secret), { id: 'w', url, events: ['audit.failed'], paused: false })
})
for (let i = 0; ; i += 1) {
  const id = 's' + i
  await store.inScope('o', async (scope) => {
    await change(scope, system, [{ action: 'create', kind: 'service', id, body: {}, why: '' }])
    await announce({ scope, origin: null, at }, 'audit.failed', { run: id, engagement: '', code: '', page: '/' })
  })
  process.stdout.write(id + '\\n')
}`

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

let receiver: Receiver
let folder = ''
beforeEach(async () => {
  receiver = await webhookReceiver()
  receiver.knows(SECRET)
  folder = join(await temporaryFolder(), 'data')
})
afterEach(async () => {
  await receiver.close()
  await rm(folder, { recursive: true, force: true })
})

/** What the writer had acknowledged when it was killed. */
async function writtenUntilKilled(): Promise<readonly string[]> {
  const script = join(await temporaryFolder(), 'writer.mts')
  await writeFile(script, WRITER)
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, receiver.url, SECRET], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => void (text += chunk.toString()))
  await once(child.stdout, 'data')
  await new Promise((resolve) => setTimeout(resolve, 300))
  child.kill('SIGKILL')
  await once(child, 'exit')
  return text.split('\n').slice(0, -1)
}

const courierOf = (store: Store, fetch: typeof globalThis.fetch): Courier =>
  courier({
    store,
    fetch,
    now: () => new Date('2026-11-21T00:01:00Z'),
    log: () => undefined,
    sweep: async () => undefined,
  })

const waiting = (store: Store): Promise<number> =>
  store.inScope(
    'o',
    async ({ trx }) =>
      (await trx.selectFrom('webhook_delivery').select('id').where('status', '=', 'waiting').execute()).length,
  )

/** How often it was tried to send what waits. */
const attempts = (store: Store): Promise<readonly number[]> =>
  store.inScope('o', async ({ trx }) =>
    (await trx.selectFrom('webhook_delivery').select('attempts').where('status', '=', 'waiting').execute()).map(
      (one) => one.attempts,
    ),
  )

it('[W-2] a message survives kill -9 with the change that it tells of: both are there, or neither', async () => {
  const acknowledged = await writtenUntilKilled()
  expect(acknowledged.length).toBeGreaterThan(0)
  const store = await openStore({ folder })
  const carrying = courierOf(store, allowedFetch({ hosts: [receiver.entry] }))
  for (let rounds = 0; (await waiting(store)) > 0 && rounds < 200; rounds += 1) await carrying.round()
  const changed = (await store.inScope('o', (scope) => readKind(scope, 'service'))).map(({ body }) => body.id)
  await store.close()
  const told = receiver.received.map(({ body }) => String(body.data['run']))
  expect(told.toSorted()).toEqual(changed.toSorted())
  expect(acknowledged.filter((id) => !told.includes(id))).toEqual([])
  expect(receiver.received.every(({ isSigned }) => isSigned)).toBe(true)
}, 90_000)

it('[W-2] a message whose sending was cut off by a stop is no attempt, and is sent again by the next start', async () => {
  await writtenUntilKilled()
  const store = await openStore({ folder })
  const before = await waiting(store)
  const begun: AbortSignal[] = []
  const hanging: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      const signal = init?.signal
      if (signal === null || signal === undefined) return reject(new Error('a message is sent without a way to end it'))
      begun.push(signal)
      signal.addEventListener('abort', () => reject(new Error('cut off')))
    })
  const stopped = courierOf(store, hanging)
  const round = stopped.round()
  await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(1)
  await stopped.stop()
  await round
  expect(await attempts(store)).toEqual(Array(before).fill(0))
  await courierOf(store, allowedFetch({ hosts: [receiver.entry] })).round()
  expect(await waiting(store)).toBeLessThan(before)
  await store.close()
}, 90_000)
