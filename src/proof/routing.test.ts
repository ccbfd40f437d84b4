import { describe, expect, it } from 'vitest'
import { known } from '../cloud/knowable.ts'
import type { Route, Router } from '../cloud/network.ts'
import { chain, cloudOf, face, local, lookUp, prefix, route, router, rule, via } from '../../test/oracle/parts.ts'
import { indexCloud } from './index.ts'
import { Routing } from './routing.ts'
import { OIF_LOCAL, Space } from './space.ts'

interface Asked {
  readonly to?: string
  readonly iif?: string
}

/** The interfaces by which the router sends what came in by `iif`, in one reading; `local` is the device itself. */
function out(reading: 'may' | 'must', routes: readonly Route[], members: Partial<Router> = {}, asked: Asked = {}) {
  const { to = '10.0.1.9', iif = 'h:x' } = asked
  const cloud = cloudOf({
    interfaces: ['h:x', 'h:y', 'h:z'].map((id) => face(id, { router: 'h:r', up: known(true) })),
    routers: [router('h:r', routes, members)],
    // Asked by nobody: so that the destination is told apart from others.
    chains: [chain('apart', [rule('accept', { dst: [prefix(to)] })])],
  })
  const space = new Space(cloud, 1)
  const here = space.bdd.all([
    space.valid,
    space.addressSet('dst', [prefix(to)]),
    space.interfaceSet('iif', [iif]),
    space.value('mark', 0),
    space.state('new'),
  ])
  const index = indexCloud(cloud)
  const [own] = cloud.routers
  if (own === undefined) throw new Error('there is no router')
  const decided = new Routing(index, space, reading, own).decide(here)
  return space
    .ranksIn(decided, 'oif')
    .map((rank) => (rank === OIF_LOCAL ? 'local' : (space.interfaces[rank - 2] ?? '-')))
    .toSorted()
}

/** What both readings say, where nothing is in doubt. */
function surely(routes: readonly Route[], members: Partial<Router> = {}, asked: Asked = {}) {
  const [may, must] = [out('may', routes, members, asked), out('must', routes, members, asked)]
  expect(may).toEqual(must)
  return must
}

const ON = via('10.0.1.0/24', 'h:y')
const ANYWHERE = ['h:x', 'h:y', 'h:z', 'local']

describe('routing, as sets', () => {
  it('[V-7] [N-33] takes the longest prefix, in whatever order the routes stand', () => {
    const [wide, none] = [via('0.0.0.0/0', 'h:z'), route('10.0.1.8/29', { kind: 'drop' })]
    for (const routes of [
      [wide, ON],
      [ON, wide],
    ])
      expect(surely(routes)).toEqual(['h:y'])
    expect(surely([wide, ON], {}, { to: '10.0.2.9' })).toEqual(['h:z'])
    expect(surely([none, wide, ON])).toEqual([])
    expect(surely([none, wide, ON], {}, { to: '10.0.1.1' })).toEqual(['h:y'])
  })

  it('[V-7] [N-33] takes the lowest metric of routes to one prefix, in whatever order they stand', () => {
    const [worse, worst] = [via('10.0.1.0/24', 'h:z', 'onlink', 5), via('10.0.1.0/24', 'h:x', 'onlink', 9)]
    for (const routes of [
      [ON, worse, worst],
      [worst, worse, ON],
    ])
      expect(surely(routes)).toEqual(['h:y'])
    expect(surely([worst, worse])).toEqual(['h:z'])
  })

  it('[V-7] of equally good routes any may be taken, and none surely', () => {
    const equal = [ON, via('10.0.1.0/24', 'h:z')]
    expect(out('may', equal)).toEqual(['h:y', 'h:z'])
    expect(out('must', equal)).toEqual([])
  })

  it('[V-7] [N-34] goes by every hop of a route', () => {
    const hops = ['h:y', 'h:z'].map((name) => ({ out: name, to: 'onlink' as const }))
    expect(surely([route('10.0.1.0/24', { kind: 'forward', hops })])).toEqual(['h:y', 'h:z'])
  })

  it('[V-7] [N-36] ends at a drop, comes to the device itself, and goes on in a table that is named', () => {
    expect(surely([via('0.0.0.0/0', 'h:y'), route('10.0.1.0/24', { kind: 'drop' })])).toEqual([])
    expect(surely([local('10.0.1.0/24')])).toEqual(['local'])
    const tables = [
      { id: 'main', routes: [route('10.0.0.0/8', { kind: 'lookup', table: 'more' })] },
      { id: 'more', routes: [ON] },
    ]
    expect(surely([], { tables })).toEqual(['h:y'])
  })

  const tables = [
    { id: 'empty', routes: [] },
    { id: 'throws', routes: [route('10.0.1.0/24', { kind: 'throw' })] },
    { id: 'drops', routes: [route('10.0.1.0/24', { kind: 'drop' })] },
    { id: 'main', routes: [ON] },
    { id: 'other', routes: [via('0.0.0.0/0', 'h:z')] },
  ]
  const ruled = (...policy: Router['policy'][number][]) => ({ tables, policy })

  it('[V-7] [N-32] asks the policy rule by rule, the next where a table has no route or throws, none after one that drops', () => {
    expect(surely([], ruled(lookUp('empty'), lookUp('throws'), lookUp('main'), lookUp('other')))).toEqual(['h:y'])
    expect(surely([], ruled(lookUp('other'), lookUp('main')))).toEqual(['h:z'])
    expect(surely([], ruled(lookUp('gone'), lookUp('main')))).toEqual(['h:y'])
    expect(surely([], ruled(lookUp('throws')))).toEqual([])
    expect(surely([], ruled(lookUp('drops'), lookUp('main')))).toEqual([])
    expect(surely([], ruled({ match: {}, action: { kind: 'drop' }, from: [] }, lookUp('main')))).toEqual([])
  })

  it('[V-7] [N-32] asks a rule only for what it matches', () => {
    const policy = ruled(lookUp('other', { iif: ['h:z'] }), lookUp('main'))
    expect(surely([], policy)).toEqual(['h:y'])
    expect(surely([], policy, { iif: 'h:z' })).toEqual(['h:z'])
    // Before the decision there is no way out that a rule could match.
    expect(surely([], ruled(lookUp('other', { oif: ['h:y'] }), lookUp('main')))).toEqual(['h:y'])
  })

  it('[V-7] a policy rule in doubt may match or not, and only what both ways agree on is sure', () => {
    const doubtful = (table: string) => ruled(lookUp(table, { unknown: ['u'] }), lookUp('main'))
    expect(out('may', [], doubtful('other'))).toEqual(['h:y', 'h:z'])
    expect(out('must', [], doubtful('other'))).toEqual([])
    expect(out('may', [], doubtful('drops'))).toEqual(['h:y'])
    expect(out('must', [], doubtful('drops'))).toEqual([])
    expect(out('must', [], doubtful('main'))).toEqual(['h:y'])
  })

  it('[V-7] [N-37] what was not read may lead anywhere, and surely nowhere', () => {
    const unread = { tables: [{ id: 'main', routes: [ON], unknown: 'u' }] }
    expect(out('may', [], unread)).toEqual(ANYWHERE)
    expect(out('must', [], unread)).toEqual([])
    const unknown = [route('10.0.1.0/24', { kind: 'unknown', unknown: 'u' })]
    expect(out('may', unknown)).toEqual(ANYWHERE)
    expect(out('must', unknown)).toEqual([])
    const policy = ruled({ match: {}, action: { kind: 'unknown', unknown: 'u' }, from: [] }, lookUp('main'))
    expect(out('may', [], policy)).toEqual(ANYWHERE)
    expect(out('must', [], policy)).toEqual([])
  })

  it('[V-7] [N-36] tables that look each other up in a circle may lead anywhere, and surely nowhere', () => {
    const circle = {
      tables: [
        { id: 'main', routes: [route('0.0.0.0/0', { kind: 'lookup', table: 'b' })] },
        { id: 'b', routes: [route('0.0.0.0/0', { kind: 'lookup', table: 'main' })] },
      ] as const,
    }
    expect(out('may', [], circle)).toEqual(ANYWHERE)
    expect(out('must', [], circle)).toEqual([])
  })
})
