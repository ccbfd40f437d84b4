import { describe, expect, it } from 'vitest'
import type { Summary } from '../api/shapes.ts'
import { STATIONS } from './stations.ts'

const EMPTY: Summary = {
  open: { scope: 2, risk: 1, soa: 1 },
  roles: [],
  services: 0,
  assets: 0,
  evidence: 0,
  risks: { total: 0, above: 0, unrated: 0, accepted: 0, untreated: 0, cells: [] },
  statement: {},
  versions: { scope: null, criteria: null, soa: null },
  runs: [],
  dates: [],
}
const standings = (summary: Summary): Record<string, string> =>
  Object.fromEntries(STATIONS.map(({ path, about }) => [path, about(summary).standing]))
/** Comments and the ledger stand beside the work: nothing there waits to be begun. */
const WORK = STATIONS.map(({ path }) => path).filter((path) => path !== '/ledger' && path !== '/comments')

describe('the way to certification', () => {
  it('calls no station done where nothing has begun', () => {
    expect(WORK.filter((path) => standings(EMPTY)[path] === 'done')).toEqual([])
  })

  it('calls done what has begun and has nothing open, and asks nothing about customers of who provides nothing', () => {
    const begun: Summary = { ...EMPTY, open: {}, roles: ['customer'], evidence: 1, statement: { total: 3 } }
    expect(standings(begun)).toMatchObject({ '/evidence': 'done', '/gap': 'done', '/customers': 'done' })
    expect(standings({ ...begun, roles: ['provider'], open: { customers: 1, gap: 2 } })).toMatchObject({
      '/gap': 'open',
      '/customers': 'open',
    })
  })

  it('marks the statement when a proof speaks against it, whatever else is open', () => {
    expect(standings({ ...EMPTY, statement: { total: 3, refuted: 1 } })['/statement']).toBe('refuted')
  })
})
