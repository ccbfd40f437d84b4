import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../../test/databases.ts'
import { testServer } from '../../../test/server.ts'
import { shippedCatalogue } from '../../catalogue/shipped.ts'
import type { Store } from '../../store/open.ts'
import { ANSWERS } from './answers.ts'
import { CONTROLS } from './risks.ts'
import { seedDemo } from './seed.ts'

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples')
let store: Store
let server: ReturnType<typeof testServer>
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store, 'demo')
  await (
    await seedDemo(server.context, EXAMPLES)
  ).finished
}, 90_000)
afterAll(async () => store?.close())

describe('the demonstration', () => {
  it('has a scope, risks, a statement in progress, and the findings of an audit on it', async () => {
    const { json } = await server.ask('GET', '/organisations/demo/summary')
    expect(json.versions).toEqual({ scope: 1, criteria: 1, soa: null })
    expect(json.open.scope).toBe(0)
    expect(json.risks).toMatchObject({ total: 7, above: 6 })
    expect(json.runs.map(({ id, status }: { id: string; status: string }) => [id, status])).toEqual(
      expect.arrayContaining([
        ['first-run', 'done'],
        ['housing-run', 'done'],
      ]),
    )
    expect(json.statement.refuted).toBeGreaterThan(0)
    expect(json.statement.proved).toBeGreaterThan(0)
    expect(json.statement.unanswered).toBeGreaterThan(10)
  })

  it('leaves something to do at the stations that it shows', async () => {
    const { json } = await server.ask('GET', '/organisations/demo/open?limit=1000')
    const codes = new Set(json.points.map(({ code }: { code: string }) => code))
    for (const code of [
      'risk-untreated',
      'risk-not-accepted',
      'risk-property-missing',
      'control-overlooked',
      'applicability-refuted',
      'soa-missing',
    ])
      expect(codes).toContain(code)
  })

  it('speaks of controls that the edition has', () => {
    const items = new Set(
      shippedCatalogue()
        .editions.get('iso27017-2015')
        ?.items.map(({ id }) => id),
    )
    const named = [
      ...ANSWERS.map(({ control }) => control.item),
      ...CONTROLS.flatMap(({ controls = [] }) => controls.map(({ item }) => item)),
    ]
    expect(named.filter((item) => !items.has(item))).toEqual([])
  })

  it('is found as it was left by the next start', async () => {
    const before = (await server.ask('GET', '/organisations/demo/changes?limit=1')).json
    await seedDemo(server.context, EXAMPLES)
    expect((await server.ask('GET', '/organisations/demo/changes?limit=1')).json).toEqual(before)
  })
})
