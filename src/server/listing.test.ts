import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { record } from '../../test/isms-example.ts'
import type { Recorded } from '../store/records.ts'
import { NO_RECORDS } from '../isms/isms.ts'
import { STARTER_CRITERIA } from '../isms/starter-criteria.ts'
import { besideOf } from './beside.ts'
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

  it('is found by every word of the search, wherever each stands, and by what is shown beside the body', () => {
    const beside = {
      from: [],
      values: {},
      text: ({ id }: { readonly id: string }) => (id === 'b' ? '共用クラウド' : ''),
    }
    const found = (search: string) =>
      listed(LIST, { from: 0, limit: 10, search }, beside).records.map(({ body }) => body.id)
    expect(found('部長 漏えい')).toEqual(['a'])
    expect(found('クラウド 停止')).toEqual(['b'])
    expect(found('クラウド 漏えい')).toEqual([])
  })

  it('is put in order by how risks stand, anew when the criteria change', () => {
    const levels = (least: number) =>
      record('criteria', 'c', {
        ...STARTER_CRITERIA,
        levels: STARTER_CRITERIA.levels.map((row, i) => row.map(() => Math.abs(i + 1 - least))),
      })
    const risks = [1, 2, 3].map((likelihood) => {
      const made = risk(`r${likelihood}`, 'x', '', likelihood)
      return { ...made, body: { ...made.body, criteria: 'c' } }
    })
    const ordered = (least: number) => {
      const records = { ...NO_RECORDS, criteria: [levels(least)] }
      const wish = { from: 0, limit: 10, sort: 'level' }
      return listed(risks, wish, besideOf('risk', records)).records.map(({ body }) => body.id)
    }
    expect(ordered(1)).toEqual(['r1', 'r2', 'r3'])
    expect(ordered(3)).toEqual(['r3', 'r2', 'r1'])
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
