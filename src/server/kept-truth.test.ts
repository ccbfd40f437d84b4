import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'
import { change } from '../store/change.ts'
import { readRecord } from '../store/records.ts'

let server: Demonstration
beforeAll(async () => {
  server = await demonstration()
  await server.post('/profiles', { body: { name: { ja: '例示組織' }, editions: ['iso27017-2015'] } })
  await server.post('/services', { id: 'store', body: { name: { ja: '共同保管' }, roles: ['provider'] } })
  await server.post('/scopes', { id: 'scope-1', body: { services: [{ service: 'store', roles: ['provider'] }] } })
}, 60_000)
afterAll(async () => server?.store.close())

const CONTROL = { control: { edition: 'iso27017-2015', item: 'CLD.9.5.1' }, role: 'provider' }
const ANSWER = 'iso27017-2015_CLD.9.5.1_provider'
const remove = async (path: string) => server.ask('DELETE', `${O}${path}`)

/** What an audit would do: put a refuting verdict on the answer. */
const refute = (id: string) =>
  server.store.inScope('demo', async (scope) => {
    const found = await readRecord(scope, 'applicability', id)
    if (found === null) throw new Error('no answer')
    const { id: _, ...before } = found.body
    const verdicts = [{ run: 'run-1', guide: 'C.8.3.3/1.1', judgement: 'does-not-conform' as const }]
    const body = { ...before, verdicts }
    await change(scope, { by: 'system', at: '2026-11-21T00:00:00.000Z' }, [
      { action: 'update', kind: 'applicability', id, body, version: found.version, why: '' },
    ])
  })

describe('what was found or approved', () => {
  it('[T-4] an answer that an audit refuted cannot be deleted and written anew without its verdict', async () => {
    await server.post('/applicabilities', { body: { ...CONTROL, applicable: true } })
    await refute(ANSWER)
    const { status, json } = await remove(`/applicabilities/${ANSWER}?version=2`)
    expect([status, json?.error.code]).toEqual([409, 'has-verdicts'])
    expect((await server.get(`/applicabilities/${ANSWER}`)).body.verdicts).toHaveLength(1)
  })

  it('[T-4] an answer without verdicts is deleted as before', async () => {
    await server.post('/applicabilities', { body: { ...CONTROL, control: { ...CONTROL.control, item: 'CLD.9.5.2' } } })
    expect((await remove('/applicabilities/iso27017-2015_CLD.9.5.2_provider?version=1')).status).toBe(204)
  })

  it('[T-4] a statement with a refuted or undecided answer is not approved behind a newer version either', async () => {
    const [older, newer] = [
      await server.post('/statements', { body: {} }),
      await server.post('/statements', { body: {} }),
    ]
    expect([older.json.body.version, newer.json.body.version]).toEqual([1, 2])
    const approved = await server.post(`/statements/${older.json.id}/approve`, { version: 1 })
    expect([approved.status, approved.json.error?.code]).toEqual([409, 'newer-version'])
    expect((await server.post(`/statements/${newer.json.id}/approve`, { version: 1 })).json.error.code).toBe(
      'not-approvable',
    )
    // Without the newer one, what is open at it counts again.
    await remove(`/statements/${newer.json.id}?version=1`)
    expect((await server.post(`/statements/${older.json.id}/approve`, { version: 1 })).json.error.code).toBe(
      'not-approvable',
    )
  })

  it('[S-4] a scope that lacks what it must say is not approved behind a newer version either', async () => {
    const newer = (await server.post('/scopes', { body: { services: [] } })).json.id
    expect((await server.post('/scopes/scope-1/approve', { version: 1 })).json.error?.code).toBe('newer-version')
    await remove(`/scopes/${newer}?version=1`)
  })

  it('[T-4] no version of the statement is called as the answers of today are, which would stand in its place', async () => {
    const { status, json } = await server.post('/statements', { id: 'draft', body: {} })
    expect([status, json.error?.code]).toEqual([400, 'invalid'])
  })
})
