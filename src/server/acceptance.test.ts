import { afterAll, beforeAll, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { record } from '../../test/isms-example.ts'
import { testServer } from '../../test/server.ts'
import type { TestServer } from '../../test/server.ts'
import { STARTER_CRITERIA } from '../isms/starter-criteria.ts'
import { createAccount } from '../store/accounts.ts'
import { change } from '../store/change.ts'
import { addMember, createOrganisation } from '../store/organisations.ts'
import type { Store } from '../store/open.ts'
import { createToken } from '../store/tokens.ts'
import { tokenHash } from './identity/secrets.ts'

const at = '2026-11-21T00:00:00.000Z'
const system = { by: 'system', at }
const PEOPLE = [
  ['first', 'リスク所有者', 'riskOwner'],
  ['second', '別のリスク所有者', 'riskOwner'],
  ['head', '責任者', 'owner'],
] as const
const risk = (owner: string, rated: boolean) => {
  const rating = rated ? { likelihood: 3, consequence: 4 } : null
  const { id: _, ...body } = record('risk', 'x', {
    title: '漏えい',
    service: 'store',
    role: 'provider',
    loses: ['confidentiality'],
    owner,
    criteria: 'criteria-1',
    rating,
  })
  return body
}

let store: Store
let server: TestServer
beforeAll(async () => {
  store = await embeddedStore()
  server = testServer(store)
  await store.inScope('one', async (scope) => {
    await createOrganisation(scope, system, '組織')
    for (const [id, name, role] of PEOPLE) {
      const account = { id, email: `${id}@example.jp`, name, language: 'ja', password: null, created_at: at }
      await createAccount(scope.trx, account)
      await addMember(scope, system, id, role, '')
      const token = { id, account: id, name, roles: [role], readOnly: false, createdAt: at }
      await createToken(scope, system, tokenHash(id), { ...token, expiresAt: '2027-01-01T00:00:00.000Z' })
    }
    await change(scope, system, [
      { action: 'create', kind: 'criteria', id: 'criteria-1', body: STARTER_CRITERIA, why: '' },
      { action: 'create', kind: 'risk', id: 'owned', body: risk('リスク所有者', true), why: '' },
      { action: 'create', kind: 'risk', id: 'nobodys', body: risk('', true), why: '' },
      { action: 'create', kind: 'risk', id: 'unrated', body: risk('リスク所有者', false), why: '' },
    ])
  })
}, 60_000)
afterAll(async () => store?.close())

async function accepting(who: (typeof PEOPLE)[number][0], id: string): Promise<readonly unknown[]> {
  const headers = { authorization: `Bearer ${who}` }
  const path = `/organisations/one/risks/${id}/accept`
  const { status, json } = await server.ask('POST', path, { headers, body: { version: 1 } })
  return [status, json.error?.code ?? json.body.treatment.acceptance]
}

it('[T-1] a risk is accepted by its owner, not by another risk owner, nor by who owns the organisation', async () => {
  expect(await accepting('second', 'owned')).toEqual([403, 'not-the-owner'])
  expect(await accepting('head', 'owned')).toEqual([403, 'not-permitted'])
  expect(await accepting('first', 'nobodys')).toEqual([403, 'not-the-owner'])
  expect(await accepting('first', 'owned')).toEqual([
    200,
    { by: 'リスク所有者', on: '2026-11-21', level: expect.any(Number) },
  ])
})

it('[T-1] a risk that was not rated has nothing that could be accepted', async () => {
  expect(await accepting('first', 'unrated')).toEqual([expect.any(Number), 'not-rated'])
})
