import { describe, expect, it } from 'vitest'
import type { Leg, Topology, TopologyNode } from '../../../../audit/topology/picture.ts'
import { stepsText } from './measure.ts'
import { forbiddenPlace, pathSaid } from './said.ts'
import { READABLE, ranks, viewOf } from './view.ts'

/** A gateway with one segment for each party, and as many machines on each. */
function cloud(parties: number, machines: number): Topology {
  const node = (id: string, kind: TopologyNode['kind'], owners: readonly string[]): TopologyNode => ({
    id,
    kind,
    name: id,
    device: id,
    parties: owners,
    addresses: [],
  })
  const names = Array.from({ length: parties }, (_, i) => `T${i}`)
  const each = names.flatMap((party) => Array.from({ length: machines }, (_, i) => ({ party, id: `${party}-${i}` })))
  const join = (a: string, b: string) =>
    ({ id: `${a}=${b}`, ends: [a, b], interfaces: ['x', 'y'], kind: 'cable', stands: 'yes' }) as const
  return {
    nodes: [
      node('gw', 'gateway', []),
      ...names.map((party) => node(`s${party}`, 'segment', [])),
      ...each.map(({ id, party }) => node(id, 'machine', [party])),
    ],
    links: [...names.map((party) => join('gw', `s${party}`)), ...each.map(({ id, party }) => join(`s${party}`, id))],
    left: { nodes: 0, links: 0 },
  }
}

const leg = (node: string, by: string | null, forbidden: Leg['forbidden'] = null): Leg => ({
  node,
  by,
  hops: [],
  forbidden,
})
const WAY = [
  leg('T0-0', null),
  leg('sT0', 'sT0=T0-0'),
  leg('gw', 'gw=sT0', 'node'),
  leg('sT1', 'gw=sT1', 'link'),
  leg('T1-0', 'sT1=T1-0'),
]
const FOCUS = { from: 'T0', to: 'T1' }

describe('what is drawn of a topology', () => {
  it('is all of a small one, with the path led from its beginning to its end', () => {
    const view = viewOf(cloud(3, 3), WAY, FOCUS, new Set())
    expect(view.boxes.length).toBe(13)
    expect(view.groups).toEqual([])
    expect(view.lines.filter(({ isPath }) => isPath).map(({ ends }) => ends)).toEqual([
      ['sT0', 'gw'],
      ['gw', 'sT1'],
      ['T0-0', 'sT0'],
      ['sT1', 'T1-0'],
    ])
    expect(view.boxes.filter(({ isForbidden }) => isForbidden).map(({ id }) => id)).toEqual(['gw'])
    expect(view.lines.filter(({ isForbidden }) => isForbidden).map(({ id }) => id)).toEqual(['gw=sT1'])
  })

  it('is the neighbourhood of the path of a large one; no node is lost in the folded groups, and none of the path is folded', () => {
    const large = cloud(10, 49)
    expect(large.nodes.length).toBeGreaterThan(490)
    const view = viewOf(large, WAY, FOCUS, new Set())
    expect(view.boxes.length).toBeLessThan(READABLE)
    expect(view.boxes.reduce((sum, { count }) => sum + count, 0)).toBe(large.nodes.length)
    expect(view.boxes.filter(({ stop }) => stop !== null).map(({ id }) => id)).toEqual([
      'gw',
      'sT0',
      'sT1',
      'T0-0',
      'T1-0',
    ])
    const ids = new Set(view.boxes.map(({ id }) => id))
    expect(view.lines.every(({ ends }) => ends.every((end) => ids.has(end)))).toBe(true)
    expect(view.lines.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(100)
  })

  it('is everything once every group is unfolded', () => {
    const large = cloud(10, 49)
    const folded = viewOf(large, WAY, FOCUS, new Set())
    const view = viewOf(large, WAY, FOCUS, new Set(folded.groups.map(({ group }) => group)))
    expect([view.boxes.length, view.lines.length]).toEqual([large.nodes.length, large.links.length])
    expect(view.groups.every(({ isFolded }) => !isFolded)).toBe(true)
  })

  it('has an order from where the path begins, which reaches all that is joined to it', () => {
    const view = viewOf(cloud(3, 3), WAY, FOCUS, new Set())
    const rank = ranks(view, FOCUS)
    expect([
      rank.get('T0-0'),
      rank.get('T0-1'),
      rank.get('gw'),
      rank.get('T1-0'),
      rank.get('sT2'),
      rank.get('T2-2'),
    ]).toEqual([0, 0, 2, 4, 3, 4])
    expect(rank.size).toBe(view.boxes.length)
  })

  it('is said in a sentence with the place of the hop that should not be there', () => {
    expect(pathSaid(cloud(2, 1), WAY, 'ja')).toContain('T0-0 → sT0 → gw → sT1 → T1-0')
    expect(forbiddenPlace(cloud(2, 1), WAY, 'en')).toBe('gw')
    expect(forbiddenPlace(cloud(2, 1), [leg('gw', null), leg('sT1', 'gw=sT1', 'link')], 'en')).toBe(
      'between gw and sT1',
    )
  })

  it('numbers the steps of the path from 1, runs joined', () => {
    expect(stepsText([0])).toBe('1')
    expect(stepsText([1, 2, 3, 6])).toBe('2–4・7')
  })
})
