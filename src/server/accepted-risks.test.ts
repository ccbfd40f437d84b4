import { afterAll, beforeAll, expect, it } from 'vitest'
import { O, demonstration } from '../../test/demonstration.ts'
import type { Demonstration } from '../../test/demonstration.ts'

let server: Demonstration
const RISK = {
  service: 'store',
  role: 'provider',
  owner: 'サービス部長',
  criteria: 'c1',
  treatment: { options: ['retain'] },
}
beforeAll(async () => {
  server = await demonstration()
  await server.post('/criteria', { id: 'c1', body: (await server.ask('GET', '/vocabulary')).json.criteria })
  for (const id of ['kept', 'worse', 'given-away', 'unrated']) {
    const body = { ...RISK, title: id, rating: { likelihood: 1, consequence: 1 } }
    expect((await server.post('/risks', { id, body })).status).toBe(200)
    expect((await server.post(`/risks/${id}/accept`, { version: 1 })).status).toBe(200)
  }
  const change = async (id: string, part: object): Promise<void> => {
    const { body, version } = await server.get(`/risks/${id}`)
    expect((await server.put(`/risks/${id}`, { version, body: { ...body, ...part } })).status).toBe(200)
  }
  await change('worse', { rating: { likelihood: 5, consequence: 5 } })
  await change('given-away', { owner: '別の部長' })
  await change('unrated', { rating: null })
}, 60_000)
afterAll(async () => server?.store.close())

it('[T-1] a risk counts as accepted only while it is at the level, and with the owner, of its acceptance', async () => {
  expect((await server.get('/summary')).risks).toMatchObject({ total: 4, accepted: 1, above: 1, unrated: 1 })
  const { records } = await server.get('/risks?sort=-state')
  expect(records.map(({ id }: { id: string }) => id)).toEqual(['kept', 'worse', 'given-away', 'unrated'])
  const { text } = await server.ask('GET', `${O}/sheets/risks?format=csv&lang=ja`)
  const states = ['kept', 'worse', 'given-away', 'unrated'].map(
    (id) =>
      /受容済み|水準超過|水準内|未評価/.exec(text.split('\r\n').find((line) => line.includes(`,${id},`)) ?? '')?.[0],
  )
  expect(states).toEqual(['受容済み', '水準超過', '水準内', '未評価'])
})
