import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testServer } from '../test/server.ts'
import { SCHEMAS } from '../src/isms/records/kinds.ts'
import { applicabilityId } from '../src/isms/records/applicability.ts'
import { createAccount } from '../src/store/accounts.ts'
import { change } from '../src/store/change.ts'
import type { Change } from '../src/store/change.ts'
import { openStore } from '../src/store/open.ts'
import { createOrganisation } from '../src/store/organisations.ts'

// How quickly the API answers: 8 clients, an organisation with all controls answered, 50 audit runs and many risks. `npx tsx bench/server.ts [risks] [seconds]`
const RISKS = Number(process.argv[2] ?? 10_000)
const SECONDS = Number(process.argv[3] ?? 5)
const CLIENTS = 8
const O = '/organisations/demo'
const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }

const folder = await mkdtemp(join(tmpdir(), 'akashi-bench-'))
const databaseUrl = process.env['DATABASE_URL']
const store = await openStore({ folder, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
const server = testServer({ ...store }, 'demo')
const context = { ...server.context, limits: { take: () => true } }
const { createApp } = await import('../src/server/app.ts')
const app = createApp(context)
const ask = async (method: string, path: string, body?: object): Promise<number> => {
  const began = performance.now()
  const init =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await app.request(`http://localhost/api/v1${path}`, init)
  await response.arrayBuffer()
  if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status}`)
  return performance.now() - began
}

const create = (kind: Change['kind'], id: string, body: object): Change => ({
  action: 'create',
  kind,
  id,
  body: SCHEMAS[kind].parse(body),
  why: '',
})
const scope = { services: [{ service: 's', roles: ['provider', 'customer'] }] }
const risk = (i: number): Change =>
  create('risk', `r${String(i).padStart(6, '0')}`, {
    title: `リスク ${i}`,
    description: 'あるテナントが他テナントに到達する。'.repeat(4),
    service: 's',
    role: i % 2 === 0 ? 'provider' : 'customer',
    loses: ['confidentiality'],
    owner: `所有者 ${i % 40}`,
    criteria: 'c1',
    rating: { likelihood: 1 + (i % 5), consequence: 1 + (i % 4) },
  })

const began = performance.now()
await store.inScope('demo', async (scoped) => {
  await createAccount(scoped.trx, {
    id: 'demo',
    email: 'demo@localhost',
    name: 'demo',
    language: 'ja',
    password: null,
    created_at: at,
  })
  await createOrganisation(scoped, system, 'demo')
  await change(scoped, system, [
    create('profile', 'profile', { name: { ja: '例' } }),
    create('service', 's', { name: { ja: '例' } }),
    create('scope', 'sc', scope),
  ])
})
await ask('POST', `${O}/criteria`, {
  id: 'c1',
  body: (await (await app.request('http://localhost/api/v1/vocabulary')).json()).criteria,
})
const { rows } = await (await app.request(`http://localhost/api/v1${O}/statement`)).json()
const answers = rows.flatMap((row: { edition: string; item: string; roles: ('provider' | 'customer')[] }) =>
  row.roles.map((role) => {
    const reference = { control: { edition: row.edition, item: row.item }, role }
    return create('applicability', applicabilityId(reference), {
      ...reference,
      applicable: true,
      included: [{ because: 'risk' }],
      implementation: 'implemented',
      how: '実施している。',
    })
  }),
)
const runs = Array.from({ length: 50 }, (_, i) =>
  create('auditRun', `run${i}`, { title: `監査 ${i}`, engagement: 'e', evidence: ['x'], status: 'done' }),
)
await store.inScope('demo', (scoped) => change(scoped, system, [...answers, ...runs]))
for (let from = 0; from < RISKS; from += 5000)
  await store.inScope('demo', (scoped) =>
    change(
      scoped,
      system,
      Array.from({ length: Math.min(5000, RISKS - from) }, (_, i) => risk(from + i)),
    ),
  )
console.log(
  `${answers.length} answers, ${runs.length} runs, ${RISKS} risks written in ${Math.round(performance.now() - began)} ms`,
)

const READS = {
  'GET /summary': () => ask('GET', `${O}/summary`),
  'GET /open': () => ask('GET', `${O}/open?limit=100`),
  'GET /statement': () => ask('GET', `${O}/statement`),
  'GET /risks (200)': () =>
    ask('GET', `${O}/risks?limit=200&after=r${String(Math.floor(Math.random() * RISKS)).padStart(6, '0')}`),
  'GET /risks?search': () =>
    ask('GET', `${O}/risks?limit=200&search=${encodeURIComponent(`所有者 ${Math.floor(Math.random() * 40)}`)}`),
  'GET /risks/{id}': () => ask('GET', `${O}/risks/r${String(Math.floor(Math.random() * RISKS)).padStart(6, '0')}`),
  'POST /services': () => ask('POST', `${O}/services`, { body: { name: { ja: '新しいサービス' } } }),
  'POST /risks/check': () =>
    ask('POST', `${O}/risks/check`, { id: 'r000001', body: { title: 'x', service: 's', role: 'provider' } }),
} as const

const percentile = (sorted: readonly number[], p: number): string =>
  `${(sorted[Math.floor((sorted.length - 1) * p)] ?? 0).toFixed(1)} ms`
for (const [name, read] of Object.entries(READS)) {
  const times: number[] = []
  const end = performance.now() + SECONDS * 1000
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() < end) times.push(await read())
    }),
  )
  const sorted = times.toSorted((a, b) => a - b)
  console.log(
    `${name.padEnd(20)} ${String(sorted.length).padStart(6)} answers  p50 ${percentile(sorted, 0.5).padStart(10)}  p95 ${percentile(sorted, 0.95).padStart(10)}`,
  )
}
await store.close()
await rm(folder, { recursive: true })
