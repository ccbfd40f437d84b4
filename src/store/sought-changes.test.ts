import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { serviceSchema } from '../isms/records/service.ts'
import { createAccount } from './accounts.ts'
import { change } from './change.ts'
import { createOrganisation } from './organisations.ts'
import type { Store } from './open.ts'
import { soughtChanges } from './sought-changes.ts'
import type { Sought } from './sought-changes.ts'

const at = '2026-11-21T00:00:00.000Z'
let store: Store
beforeAll(async () => {
  store = await embeddedStore()
  for (const organisation of ['mine', 'other'])
    await store.inScope(organisation, async (scope) => {
      await createOrganisation(scope, { by: 'system', at }, organisation)
      for (const [id, by, why] of [
        ['s1', 'Sato', '100% の確認'],
        ['s2', 'Suzuki', 'first_try'],
        ['s3', 'Suzuki', organisation],
      ] as const) {
        const body = serviceSchema.parse({ name: { ja: id, en: id } })
        await change(scope, { by, at }, [{ action: 'create', kind: 'service', id, body, why }])
      }
    })
}, 90_000)
afterAll(async () => store?.close())

const ids = (sought: Partial<Sought>): Promise<readonly string[]> =>
  store.inScope('mine', async (scope) => (await soughtChanges(scope, { limit: 10, ...sought })).map(({ id }) => id))

describe('changes that are sought in the ledger', () => {
  it('[M-1] are all of the organisation, newest first, page after page', async () => {
    const all = await ids({})
    expect(all.slice(0, 3)).toEqual(['s3', 's2', 's1'])
    const last = await store.inScope('mine', async (scope) => (await soughtChanges(scope, { limit: 2 })).at(-1)?.index)
    expect(await ids({ before: last ?? 0 })).toEqual(all.slice(2))
  })

  it('hold every word in record, person or reason, whatever their case', async () => {
    expect(await ids({ search: 'suzuki' })).toEqual(['s3', 's2'])
    expect(await ids({ search: 'SUZUKI try' })).toEqual(['s2'])
    expect(await ids({ search: 'other' })).toEqual([])
    expect(await ids({ kind: 'service', action: 'create' })).toEqual(['s3', 's2', 's1'])
    expect(await ids({ kind: 'service', action: 'delete' })).toEqual([])
  })

  it('are found by what the record was called, in either language', async () => {
    const body = serviceSchema.parse({ name: { ja: '共同保管', en: 'Shared Store' } })
    await store.inScope('mine', (scope) =>
      change(scope, { by: 'Tanaka', at }, [{ action: 'create', kind: 'service', id: 's5', body, why: '' }]),
    )
    expect(await ids({ search: '共同' })).toEqual(['s5'])
    expect(await ids({ search: 'shared STORE' })).toEqual(['s5'])
  })

  it('are found by the name of who made them', async () => {
    const body = serviceSchema.parse({ name: { ja: 's4', en: 's4' } })
    await store.inScope('mine', async (scope) => {
      const account = {
        id: 'a4',
        email: 'a4@example.jp',
        name: 'サービス部長',
        language: 'ja',
        password: null,
        created_at: at,
      }
      await createAccount(scope.trx, account)
      await change(scope, { by: 'account:a4', at }, [{ action: 'create', kind: 'service', id: 's4', body, why: '' }])
    })
    expect(await ids({ search: 'サービス部長' })).toEqual(['s4'])
  })

  it('are found by the text as it stands, never by a pattern', async () => {
    expect(await ids({ search: '100%' })).toEqual(['s1'])
    expect(await ids({ search: '%' })).toEqual(['s1'])
    expect(await ids({ search: "' or 1=1 --" })).toEqual([])
    expect(await ids({ search: 'firstXtry' })).toEqual([])
  })
})
