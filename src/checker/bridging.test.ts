import { describe, expect, it } from 'vitest'
import type { Bridge, BridgePort } from '../cloud/network.ts'
import {
  access,
  bridge,
  chain,
  cloudOf,
  face,
  maybe,
  no,
  port,
  router,
  rule,
  trunk,
  yes,
} from '../../test/oracle/parts.ts'
import { inside, into, next, packet } from '../../test/oracle/stepping.ts'

const switched = (ports: readonly BridgePort[], members: Partial<Bridge> = {}, parts = {}) =>
  cloudOf({ interfaces: ports.map((each) => face(each.interface)), bridges: [bridge('h:br', ports, members)] }, parts)

const plain = (...ports: readonly BridgePort[]) => switched(ports)
const aware = (...ports: readonly BridgePort[]) => switched(ports, { vlanAware: yes })

describe('bridges', () => {
  it('[N-10] flood a frame unchanged when they do not look at VLANs', () => {
    const cloud = plain(port('h:1'), port('h:2'), port('h:3'))
    expect(next(cloud, inside('h:br', 'h:1', { vlan: 10 }))).toEqual(['out h:2 10', 'out h:3 10'])
  })

  it('[N-11] give an untagged frame the VLAN of the port and refuse tags that the port has not', () => {
    const cloud = aware(access('h:1', 10), trunk('h:2', [10, 20]))
    expect(next(cloud, into('h:1'))).toEqual(['bridge h:br 10'])
    expect(next(cloud, into('h:1', { vlan: 20 }))).toEqual([])
    expect(next(cloud, into('h:2', { vlan: 20 }))).toEqual(['bridge h:br 20'])
    // A port that gives a VLAN out untagged is a member of it, and takes its tag too.
    expect(next(cloud, into('h:1', { vlan: 10 }))).toEqual(['bridge h:br 10'])
    expect(next(cloud, into('h:2'))).toEqual([])
  })

  it('[N-12] send a frame to the members of its VLAN only, untagged where the port says so', () => {
    const cloud = aware(access('h:1', 10), trunk('h:2', [10]), access('h:3', 10), access('h:4', 20))
    expect(next(cloud, inside('h:br', 'h:1', { vlan: 10 }))).toEqual(['out h:2 10', 'out h:3'])
  })

  it('[N-10] may do either when it is not known whether they look at VLANs', () => {
    const cloud = switched([access('h:1', 10), access('h:2', 20)], { vlanAware: maybe })
    expect(next(cloud, into('h:1'))).toEqual(['bridge h:br 10?', 'bridge h:br?'])
  })

  it('[N-13] pass nothing between isolated ports, and back only where the port is a hairpin', () => {
    const apart = (isolated: BridgePort['isolated']) =>
      plain(port('h:1', { isolated: yes }), port('h:2', { isolated }), port('h:3'))
    expect(next(apart(yes), inside('h:br', 'h:1'))).toEqual(['out h:3'])
    expect(next(apart(maybe), inside('h:br', 'h:1'))).toEqual(['out h:2?', 'out h:3'])
    expect(next(plain(port('h:1', { hairpin: true })), inside('h:br', 'h:1'))).toEqual(['out h:1'])
  })

  it('[N-14] take and give nothing at a port that spanning tree blocks', () => {
    const cloud = plain(port('h:1', { forwarding: no }), port('h:2'))
    expect(next(cloud, into('h:1'))).toEqual([])
    expect(next(cloud, inside('h:br', 'h:2'))).toEqual([])
  })

  it('[N-15] may have a port that was not understood in every VLAN, and surely in none', () => {
    const cloud = aware(access('h:1', 10, { unknown: 'u' }), access('h:2', 20))
    expect(next(cloud, inside('h:br', 'h:2', { vlan: 20 }))).toEqual(['out h:1 20?', 'out h:1?'])
    expect(next(cloud, into('h:1', { vlan: 20 }))).toEqual(['bridge h:br 20?'])
    expect(next(cloud, into('h:1'), [], { vlans: [10, 20] })).toEqual(['bridge h:br 10?', 'bridge h:br 20?'])
  })

  it('[N-16] hand a frame to their own interface', () => {
    expect(next(plain(port('h:1'), port('h:br0', { self: true })), inside('h:br', 'h:1'))).toEqual(['in h:br0'])
  })

  it('[N-17] filter frames from port to port by both ports', () => {
    const cloud = switched(
      [port('h:1'), port('h:2'), port('h:3')],
      { filters: ['f'] },
      {
        chains: [chain('f', [rule('drop', { portIn: ['h:1'], portOut: ['h:2'] }), rule('drop', { iif: ['h:1'] })])],
      },
    )
    expect(next(cloud, inside('h:br', 'h:1'))).toEqual(['out h:3'])
  })

  const filtered = (netfilter: Bridge['netfilter']) =>
    switched(
      [port('h:1'), port('h:2'), port('h:br0', { self: true })],
      { router: 'h:r', netfilter },
      {
        routers: [router('h:r', [], { entries: [{ hook: 'forward', families: ['ip4'], chain: 'f' }] })],
        chains: [chain('f', [rule('drop', { iif: ['h:br0'], oif: ['h:br0'], portIn: ['h:1'] })])],
      },
    )

  it('[N-18] send bridged IP packets through the entries of the router where bridge netfilter is on', () => {
    const both = ['in h:br0', 'out h:2']
    expect(next(filtered({ ip4: no, ip6: no, tagged: no }), inside('h:br', 'h:1'))).toEqual(both)
    expect(next(filtered({ ip4: yes, ip6: no, tagged: no }), inside('h:br', 'h:1'))).toEqual(['in h:br0'])
    expect(next(filtered({ ip4: maybe, ip6: no, tagged: no }), inside('h:br', 'h:1'))).toEqual(['in h:br0', 'out h:2?'])
  })

  it('[N-18] see a packet on its way out only when it was seen as it came in', () => {
    const trunk = port('h:1', { tagged: [{ first: 10, last: 10 }] })
    const access = port('h:2', { pvid: 10, untagged: [{ first: 10, last: 10 }] })
    const cloud = switched(
      [trunk, access, port('h:br0', { self: true })],
      { vlanAware: yes, router: 'h:r', netfilter: { ip4: yes, ip6: no, tagged: no } },
      {
        routers: [router('h:r', [], { entries: [{ hook: 'forward', families: ['ip4'], chain: 'f' }] })],
        chains: [chain('f', [rule('drop', {})])],
      },
    )
    expect(next(cloud, inside('h:br', 'h:1', { vlan: 10 }))).toEqual(['out h:2'])
  })

  it('[N-18] filter packets with a VLAN only where that is on too, and frames never', () => {
    const tagged = inside('h:br', 'h:1', { vlan: 10 })
    expect(next(filtered({ ip4: yes, ip6: no, tagged: no }), tagged)).toEqual(['in h:br0 10', 'out h:2 10'])
    expect(next(filtered({ ip4: yes, ip6: no, tagged: yes }), tagged)).toEqual(['in h:br0 10'])
    const arp = inside('h:br', 'h:1', { packet: { family: 'frame', state: 'new', mark: 0 } })
    expect(next(filtered({ ip4: yes, ip6: no, tagged: yes }), arp)).toEqual(['in h:br0', 'out h:2'])
    expect(packet().family).toBe('ip4')
  })
})
