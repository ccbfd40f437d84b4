import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'

const control = (item: string) => ({ edition: 'iso27017-2015', item })
let server: Demonstration
const answer = (targets: object[], common: object) =>
  server.post('/statement/answers', { targets, answer: common, why: 'まとめて回答' })
const answers = async () => (await server.get('/applicabilities')).records

beforeAll(async () => void (server = await demonstration()), 60_000)
afterAll(async () => server?.store.close())

describe('the same answer for many controls', () => {
  const targets = [
    { control: control('5.1.1'), role: 'provider' },
    { control: control('6.1.1'), role: 'provider' },
  ]

  it('[T-4] answers those that are new and those that are there, and leaves what is not given', async () => {
    const body = {
      control: control('5.1.1'),
      role: 'provider',
      applicable: true,
      how: '方針を定める。',
      included: [{ because: 'risk', reference: 'R-1' }],
    }
    expect((await server.post('/applicabilities', { body })).status).toBe(200)
    const { status, json } = await answer(targets, {
      applicable: true,
      because: ['law', 'risk'],
      implementation: 'implemented',
      owner: '統制部',
    })
    expect([status, json]).toEqual([200, { created: 1, updated: 1 }])
    const [first, second] = await answers()
    expect(first).toMatchObject({
      version: 2,
      body: {
        how: '方針を定める。',
        included: [{ because: 'law', reference: '' }, body.included[0]],
        implementation: 'implemented',
        owner: '統制部',
      },
    })
    expect(second).toMatchObject({
      version: 1,
      body: { how: '', included: [{ because: 'law' }, { because: 'risk' }], implementation: 'implemented' },
    })
  })

  it('[M-1] each answer has its own entry in the ledger, with the reason', async () => {
    const id = (await answers())[1].id
    const { changes } = await server.get(`/applicabilities/${id}/history`)
    expect(changes).toMatchObject([{ action: 'create', why: 'まとめて回答' }])
  })

  it('writes none when one target is named twice, is no control or asks for what belongs to one control', async () => {
    const before = JSON.stringify(await answers())
    const twice = await answer([...targets, targets[0] ?? {}], { owner: '別の部門' })
    const wrong = await answer([...targets, { control: control('../x'), role: 'provider' }], { owner: '別の部門' })
    const verdicts = await answer(targets, { verdicts: [] })
    expect([twice.status, wrong.status, verdicts.status]).toEqual([400, 400, 400])
    expect(JSON.stringify(await answers())).toBe(before)
  })
})
