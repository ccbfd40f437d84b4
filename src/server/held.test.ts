import { afterAll, beforeAll, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { change } from '../store/change.ts'
import type { Store } from '../store/open.ts'
import { createOrganisation } from '../store/organisations.ts'
import { readAll } from '../store/records.ts'
import { heldRecords } from './held.ts'

const system = { by: 'system', at: '2026-11-21T00:00:00.000Z' }
const create = (id: string) =>
  ({ action: 'create', kind: 'service', id, body: { name: { ja: id, en: '' } }, why: '' }) as const
let store: Store
beforeAll(async () => {
  store = await embeddedStore()
  await store.inScope('o', (scope) => createOrganisation(scope, system, 'o'))
}, 60_000)
afterAll(async () => store?.close())

const held = () => store.inScope('o', async (scope) => (await heldRecords(store, scope)).held.service)
const stored = () => store.inScope('o', readAll)
const write = (...changes: Parameters<typeof change>[2]) =>
  store.inScope('o', (scope) => change(scope, system, changes))

it('records in memory are those of the database after every sort of change', async () => {
  await write(create('b'), create('d'))
  expect(await held()).toEqual(await stored())
  await write(create('a'), create('c'), create('e'))
  await write(
    { ...create('b'), action: 'update', version: 1, body: { name: { ja: '改', en: '' } } },
    { ...create('d'), action: 'delete', version: 1 },
  )
  expect(await held()).toEqual(await stored())
  expect((await held()).map(({ body, version }) => [body.id, version])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 1],
    ['e', 1],
  ])
  await write(create('d'))
  expect(await held()).toEqual(await stored())
})

it('records in memory are given again as they are while nothing changes', async () => {
  expect(await held()).toBe(await held())
})

it('records that were read in a transaction that was undone are forgotten', async () => {
  await held()
  const undone = store.inScope('o', async (scope) => {
    await change(scope, system, [create('ghost')])
    expect((await heldRecords(store, scope)).held.service.map(({ body }) => body.id)).toContain('ghost')
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await held()).toEqual(await stored())
  await write(create('real'), create('real-2'))
  expect(await held()).toEqual(await stored())
})
