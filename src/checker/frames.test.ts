import { describe, expect, it } from 'vitest'
import { chain, cloudOf, device, face, link, maybe, no, rule, yes } from '../../test/oracle/parts.ts'
import { following, into, next, outOf, packet } from '../../test/oracle/stepping.ts'
import { bridge, port } from '../../test/oracle/parts.ts'

const wired = (members = {}, wire = {}) =>
  cloudOf({
    devices: [device('a'), device('b')],
    interfaces: [face('a:x'), face('b:x', members)],
    links: [{ ...link('a:x', 'b:x'), ...wire }],
  })

describe('frames at interfaces', () => {
  it('[N-1] do not enter an interface that is down, and only may enter one of which that is not known', () => {
    expect(next(wired(), outOf('a:x'))).toEqual(['in b:x'])
    expect(next(wired({ up: no }), outOf('a:x'))).toEqual([])
    expect(next(wired({ up: maybe }), outOf('a:x'))).toEqual(['in b:x?'])
  })

  it('[N-2] pass the filters on the way in, in order', () => {
    const guarded = (end: 'accept' | 'drop') =>
      cloudOf({
        interfaces: [face('b:x', { router: 'b:r', inFilters: ['one', 'two'] })],
        chains: [chain('one', []), chain('two', [], end)],
      })
    expect(next(guarded('accept'), into('b:x'))).toEqual(['router b:r'])
    expect(next(guarded('drop'), into('b:x'))).toEqual([])
  })

  const stacked = (up = yes) =>
    cloudOf({
      interfaces: [
        face('b:x', { router: 'b:r' }),
        face('b:x.10', { vlan: { parent: 'b:x', tag: 10 }, up, router: 'b:r' }),
        face('b:y', { bond: 'b:bond' }),
        face('b:y.10', { vlan: { parent: 'b:y', tag: 10 }, up }),
        face('b:bond'),
        face('b:p'),
      ],
      bridges: [bridge('b:br', [port('b:p')])],
    })

  it('[N-2] go to the child of their tag, else the bond, else the bridge, else the router', () => {
    expect(next(stacked(), into('b:y', { vlan: 10 }))).toEqual(['in b:y.10'])
    expect(next(stacked(), into('b:y', { vlan: 20 }))).toEqual(['in b:bond 20'])
    expect(next(stacked(), into('b:p', { vlan: 20 }))).toEqual(['bridge b:br 20'])
    expect(next(stacked(), into('b:x'))).toEqual(['router b:r'])
  })

  it('[N-3] lose their tag at the child, and are lost at a child that is down', () => {
    expect(next(stacked(), into('b:x', { vlan: 10 }))).toEqual(['in b:x.10'])
    expect(next(stacked(no), into('b:y', { vlan: 10 }))).toEqual([])
  })

  it('[N-4] with a tag that nobody takes are lost', () => {
    expect(next(stacked(), into('b:x', { vlan: 20 }))).toEqual([])
  })

  it('[N-5] leave a VLAN child by its parent with the tag on, unless they bear one', () => {
    expect(next(stacked(), outOf('b:x.10'))).toEqual(['out b:x 10'])
    expect(next(stacked(), outOf('b:x.10', { vlan: 7 }))).toEqual([])
  })

  it('[N-5] pass the filters on the way out', () => {
    const guarded = cloudOf({
      interfaces: [face('a:x', { outFilters: ['no'] }), face('b:x')],
      links: [link('a:x', 'b:x')],
      chains: [chain('no', [], 'drop')],
    })
    expect(next(guarded, outOf('a:x'))).toEqual([])
  })

  it('[N-6] leave by each member of a bond, into the bridge by its own interface, and to every end of a link', () => {
    const cloud = cloudOf({
      interfaces: [
        face('a:bond'),
        face('a:1', { bond: 'a:bond' }),
        face('a:2', { bond: 'a:bond' }),
        face('a:br'),
      ].concat([face('b:x'), face('c:x')]),
      bridges: [bridge('a:bridge', [port('a:br', { self: true })])],
      links: [link('a:1', 'b:x', 'c:x')],
    })
    expect(next(cloud, outOf('a:bond'))).toEqual(['out a:1', 'out a:2'])
    expect(next(cloud, outOf('a:br'))).toEqual(['bridge a:bridge'])
    expect(next(cloud, outOf('a:1'))).toEqual(['in b:x', 'in c:x'])
  })

  it('[N-7] only may cross a link that is not certain', () => {
    expect(next(wired({}, { unknown: 'u' }), outOf('a:x'))).toEqual(['in b:x?'])
  })

  it('[N-8] keep header, tag and receiver over a link, and leave mark and state behind', () => {
    const from = outOf('a:x', { vlan: 5, via: 'onlink', packet: packet({ mark: 7, state: 'untracked' }) })
    const [arrived] = following(wired(), from)
    expect(arrived?.next).toMatchObject({ vlan: 5, via: 'onlink', header: { mark: 0, state: 'new', dport: 22 } })
  })

  it('[N-9] have their interface as iif on the way in and as oif on the way out', () => {
    const cloud = cloudOf({
      interfaces: [face('b:x', { router: 'b:r', inFilters: ['in'], outFilters: ['in'] }), face('c:x')],
      links: [link('b:x', 'c:x')],
      chains: [chain('in', [rule('accept', { iif: ['b:x'] })], 'drop')],
    })
    expect(next(cloud, into('b:x'))).toEqual(['router b:r'])
    expect(next(cloud, outOf('b:x'))).toEqual([])
  })
})
