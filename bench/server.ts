import { rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { postgresServer, temporaryFolder } from '../test/databases.ts'
import { testServer } from '../test/server.ts'
import { createApp } from '../src/server/app.ts'
import { applicabilityId } from '../src/isms/records/applicability.ts'
import { change } from '../src/store/change.ts'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/open.ts'
import { addRun, create, fillOrganisation } from './large.ts'

// How quickly the API answers 8 clients at once: every control answered in both roles, 50 audits with their results, and many risks.
// `npx tsx bench/server.ts [embedded|postgres] [risks] [seconds] [runs]`: the medians of several runs.
const DATABASE = process.argv[2] ?? 'embedded'
const RISKS = Number(process.argv[3] ?? 10_000)
const SECONDS = Number(process.argv[4] ?? 3)
const RUNS = Number(process.argv[5] ?? 3)
const [CLIENTS, AUDITS, FINDINGS] = [8, 50, 16]
const API = 'http://localhost/api/v1'
const O = '/organisations/demo'

const { store, close } = await storeOf(DATABASE)
await fillOrganisation(store, 'demo', RISKS)
for (let i = 0; i < AUDITS; i += 1) await addRun(store, 'demo', `run${i}`, FINDINGS)
const { context } = testServer(store, 'demo')
const app = createApp({ ...context, limits: { take: () => true, giveBack: () => undefined } })
console.log(`${DATABASE}: ${await answerAll()} answers, ${AUDITS} audits, ${RISKS} risks`)

const some = (count: number): number => Math.floor(Math.random() * count)
const riskId = (): string => `r${String(some(RISKS)).padStart(6, '0')}`
const QUESTIONS: Readonly<Record<string, () => Promise<unknown>>> = {
  'GET /summary': () => ask('GET', `${O}/summary`),
  'GET /open': () => ask('GET', `${O}/open?limit=100`),
  'GET /statement': () => ask('GET', `${O}/statement`),
  'GET /risks, a page': () => ask('GET', `${O}/risks?limit=100&from=${some(RISKS)}`),
  'GET /risks, searched': () => ask('GET', `${O}/risks?limit=100&search=${encodeURIComponent(`漏えい ${some(99)}`)}`),
  'GET /risks, by level': () => ask('GET', `${O}/risks?limit=100&sort=-level&from=${some(RISKS)}`),
  'GET /risks/{id}': () => ask('GET', `${O}/risks/${riskId()}`),
  'GET /audit-runs': () => ask('GET', `${O}/audit-runs?limit=100`),
  'GET /audit-runs/{id}/result': () => ask('GET', `${O}/audit-runs/run${some(AUDITS)}/result?findings=brief`),
  'GET /changes': () => ask('GET', `${O}/changes?limit=100`),
  'POST /risks/check': () =>
    ask('POST', `${O}/risks/check`, { id: riskId(), body: { title: 'x', service: 's', role: 'provider' } }),
  'POST /services': () => ask('POST', `${O}/services`, { body: { name: { ja: '新しいサービス' } } }),
  'PUT /risks/{id}': rewrite,
  'GET /summary after a change': async () => {
    await ask('POST', `${O}/services`, { body: { name: { ja: '新しいサービス' } } })
    return ask('GET', `${O}/summary`)
  },
}

const measured = new Map(Object.keys(QUESTIONS).map((name) => [name, [] as (readonly number[])[]]))
for (let run = 0; run < RUNS; run += 1)
  for (const [name, question] of Object.entries(QUESTIONS)) measured.get(name)?.push(await times(question))
for (const [name, runs] of measured) {
  const at = (part: number): string => `${median(runs.map((all) => percentile(all, part))).toFixed(1)} ms`.padStart(11)
  const perSecond = median(runs.map((all) => all.length / SECONDS)).toFixed(0)
  console.log(`${name.padEnd(30)} ${perSecond.padStart(6)}/s  p50 ${at(0.5)}  p95 ${at(0.95)}`)
}
console.log(`load ${loadavg()[0]?.toFixed(1)}`)
await store.close()
await close()

async function storeOf(database: string): Promise<{ store: Store; close: () => Promise<void> }> {
  if (database === 'postgres') {
    const server = await postgresServer()
    return { store: await server.store('plain'), close: () => server.stop() }
  }
  const folder = await temporaryFolder()
  return { store: await openStore({ folder: join(folder, 'data') }), close: () => rm(folder, { recursive: true }) }
}

async function ask(method: string, path: string, body?: object): Promise<string> {
  const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await app.request(`${API}${path}`, { method, ...(body === undefined ? {} : json) })
  const text = await response.text()
  if (response.status >= 400) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text
}

/** Answers every control in every role; gives back how many answers that makes. */
async function answerAll(): Promise<number> {
  const { rows } = JSON.parse(await ask('GET', `${O}/statement`))
  const answers = rows.flatMap((row: { edition: string; item: string; roles: ('provider' | 'customer')[] }) =>
    row.roles.map((role) => {
      const reference = { control: { edition: row.edition, item: row.item }, role }
      const answer = { applicable: true, included: [{ because: 'risk' }], implementation: 'implemented', how: '実施。' }
      return create('applicability', applicabilityId(reference), { ...reference, ...answer })
    }),
  )
  await store.inScope('demo', (scope) => change(scope, { by: 'system', at: new Date().toISOString() }, answers))
  return answers.length
}

/** Reads a risk and writes it again; another client may have been quicker, and then it tries another. */
async function rewrite(): Promise<void> {
  const id = riskId()
  const { version, body } = JSON.parse(await ask('GET', `${O}/risks/${id}`))
  await ask('PUT', `${O}/risks/${id}`, { version, body: { ...body, owner: `所有者 ${some(40)}` } }).catch(
    (error: unknown) => {
      if (!String(error).includes('409')) throw error
    },
  )
}

async function times(question: () => Promise<unknown>): Promise<readonly number[]> {
  const all: number[] = []
  const end = performance.now() + SECONDS * 1000
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const begun = performance.now()
      await question()
      all.push(performance.now() - begun)
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return all
}

function percentile(all: readonly number[], part: number): number {
  const sorted = all.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * part)] ?? 0
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
