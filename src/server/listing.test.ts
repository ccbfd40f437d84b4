import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { record } from '../../test/isms-example.ts'
import type { Recorded } from '../store/records.ts'
import { listed } from './listing.ts'

const at = '2026-11-21T00:00:00.000Z'
const risk = (id: string, title: string, owner: string, likelihood: number): Recorded<'risk'> => ({
  kind: 'risk',
  version: 1,
  body: record('risk', id, { title, owner, service: 's', role: 'provider', rating: { likelihood, consequence: 1 } }),
  createdAt: at,
  updatedAt: at,
  updatedBy: 'system',
})
const LIST = [
  risk('a', 'ＡＢＣ漏えい', '部長', 3),
  risk('b', '停止 100%', '課長', 1),
  risk('c', 'abc の改ざん', '部長', 10),
]
const ids = (wish: Partial<Parameters<typeof listed>[1]>) =>
  listed(LIST, { from: 0, limit: 10, ...wish }).records.map(({ body }) => body.id)

describe('a list of records', () => {
  it('is searched without regard to width and case, and literally', () => {
    expect(ids({ search: 'abc' })).toEqual(['a', 'c'])
    expect(ids({ search: '100%' })).toEqual(['b'])
    expect(ids({ search: '%' })).toEqual(['b'])
    expect(ids({ search: 'provider' })).toEqual(['a', 'b', 'c'])
  })

  it('is put in order by any member, numbers as numbers', () => {
    expect(ids({ sort: 'rating.likelihood' })).toEqual(['b', 'a', 'c'])
    expect(ids({ sort: '-rating.likelihood' })).toEqual(['c', 'a', 'b'])
    expect(ids({ sort: 'owner' })).toEqual(['b', 'a', 'c'])
    expect(ids({ sort: '__proto__.x' })).toEqual(['a', 'b', 'c'])
  })

  it('is narrowed to members that are so', () => {
    expect(ids({ where: 'owner:部長' })).toEqual(['a', 'c'])
    expect(ids({ where: 'owner:部長;rating.likelihood:10' })).toEqual(['c'])
  })

  it('gives every record once over all its pages, whichever way they are turned', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3, unit: fc.constantFrom('a', 'b', 'c') })),
        fc.integer({ min: 1, max: 5 }),
        (names, limit) => {
          const list = names.toSorted((a, b) => (a < b ? -1 : 1)).map((id) => risk(id, id, '', 1))
          const byOffset: string[] = []
          for (let from = 0; from < list.length; from += limit)
            byOffset.push(...listed(list, { from, limit }).records.map(({ body }) => body.id))
          const byId: string[] = []
          for (;;) {
            const { records } = listed(list, { from: 0, limit, ...(byId.length === 0 ? {} : { after: byId.at(-1) }) })
            if (records.length === 0) break
            byId.push(...records.map(({ body }) => body.id))
          }
          const all = list.map(({ body }) => body.id)
          expect([byOffset, byId]).toEqual([all, all])
        },
      ),
    ))
})
