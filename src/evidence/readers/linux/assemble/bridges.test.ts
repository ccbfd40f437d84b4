import { describe, expect, it } from 'vitest'
import { cloudOf, LOOPBACK, nic, unknownCodes } from '../../../../../test/support/linux.ts'

const bridge = (data: object) =>
  nic(2, 'br0', { linkinfo: { info_kind: 'bridge', info_data: { stp_state: 0, ...data } } })
const port = (index: number, name: string, settings: object = {}) =>
  nic(index, name, {
    master: 'br0',
    linkinfo: {
      info_kind: 'tun',
      info_data: { type: 'tap' },
      info_slave_kind: 'bridge',
      info_slave_data: { state: 'forwarding', hairpin: false, isolated: false, ...settings },
    },
  })
const bridgeOf = (files: Record<string, unknown>) => cloudOf(files).bridges.find((b) => b.name === 'br0')

describe('bridges', () => {
  it('[LX-6] reads pvid, tagged and untagged VLANs, ranges and ports that are left out', () => {
    const found = bridgeOf({
      'h/link': [LOOPBACK, bridge({ vlan_filtering: 1 }), port(3, 't1'), port(4, 't2')],
      'h/vlan': [
        { ifname: 'br0', vlans: [{ vlan: 10 }] },
        {
          ifname: 't1',
          vlans: [{ vlan: 10, flags: ['PVID', 'Egress Untagged'] }, { vlan: 20, vlanEnd: 29 }, { vlan: 30 }],
        },
      ],
    })
    expect(found?.vlanAware).toMatchObject({ known: true })
    expect(found?.ports).toMatchObject([
      { self: true, pvid: null, tagged: [{ first: 10, last: 10 }] },
      { pvid: 10, untagged: [{ first: 10, last: 10 }], tagged: [{ first: 20, last: 30 }] },
      { pvid: null, tagged: [], untagged: [] },
    ])
  })

  it('[LX-6] reads the form of old iproute2 too', () => {
    const found = bridgeOf({
      'h/link': [LOOPBACK, bridge({ vlan_filtering: 1 }), port(3, 't1')],
      'h/vlan': { t1: [{ vlan: 7, flags: ['PVID', 'Egress Untagged'] }] },
    })
    expect(found?.ports[1]).toMatchObject({ pvid: 7 })
  })

  it('[LX-6] leaves membership unknown without bridge vlan, and asks for it', () => {
    const cloud = cloudOf({ 'h/link': [LOOPBACK, bridge({ vlan_filtering: 1 }), port(3, 't1')] })
    expect(cloud.bridges[0]?.ports.every((p) => p.unknown !== undefined)).toBe(true)
    expect(cloud.unknowns.find((u) => u.code === 'linux-bridge-vlan')?.ask).toBe('bridge -j vlan show')
  })

  it('[LX-6] leaves membership unknown that a part of the output shows, or two rows show differently', () => {
    const link = [LOOPBACK, bridge({ vlan_filtering: 1 }), port(3, 't1'), port(4, 't2')]
    const unknownOf = (vlan: unknown) =>
      bridgeOf({ 'h/link': link, 'h/vlan': vlan })?.ports.map((p) => p.unknown !== undefined)
    const t1 = { ifname: 't1', vlans: [{ vlan: 10 }] }
    expect(unknownOf([t1])).toEqual([false, false, false])
    expect(unknownOf(`root@h:~# bridge -j vlan show dev t1\n${JSON.stringify([t1])}\n`)).toEqual([true, true, true])
    expect(unknownOf([t1, { ifname: 't2', vlans: 'none' }])).toEqual([true, true, true])
    expect(unknownOf([t1, { ifname: 't1', vlans: [{ vlan: 20 }] }])).toEqual([false, true, false])
  })

  it('[LX-6] does not know of a port whose machine does not run, nor of one with several spanning trees', () => {
    const asleep = { ...port(3, 't1', { state: 'disabled' }), flags: ['NO-CARRIER', 'BROADCAST', 'UP'] }
    const ports = (data: object) =>
      bridgeOf({ 'h/link': [LOOPBACK, bridge(data), asleep, port(4, 't2', { state: 'disabled' })] })?.ports.slice(1)
    expect(ports({})?.map((p) => p.forwarding)).toMatchObject([
      { unknown: expect.any(String) as string },
      { known: false },
    ])
    expect(ports({ mst_enabled: 1 })?.every((p) => 'unknown' in p.forwarding)).toBe(true)
  })

  it('[LX-6] reads isolation, hairpin and the spanning tree, and leaves locked ports unknown', () => {
    const found = bridgeOf({
      'h/link': [
        LOOPBACK,
        bridge({}),
        port(3, 't1', { isolated: true, hairpin: true }),
        port(4, 't2', { state: 'blocking' }),
        port(5, 't3', { locked: true }),
      ],
    })
    expect(found?.vlanAware).toMatchObject({ known: false })
    expect(found?.ports[1]).toMatchObject({ isolated: { known: true }, hairpin: true, forwarding: { known: true } })
    expect(found?.ports[2]).toMatchObject({ forwarding: { known: false } })
    expect(found?.ports[3]?.forwarding).toHaveProperty('unknown')
  })

  it.each([
    [{ nf_call_iptables: 0 }, 'net.bridge.bridge-nf-call-iptables = 1', { known: true }],
    [{ nf_call_iptables: 1 }, 'net.bridge.bridge-nf-call-iptables = 0', { known: true }],
    [{ nf_call_iptables: 0 }, 'net.bridge.bridge-nf-call-iptables = 0', { known: false }],
    [{}, 'net.ipv4.ip_forward = 1', { known: false }],
  ])('[LX-7] bridge netfilter with %j and %s is %j', (data, sysctl, expected) => {
    const found = bridgeOf({ 'h/link': [LOOPBACK, bridge(data), port(3, 't1')], 'h/sysctl': `${sysctl}\n` })
    expect(found?.netfilter.ip4).toMatchObject(expected)
  })

  it('[LX-7] bridge netfilter is unknown where the kernel has it and no setting was shown', () => {
    const found = bridgeOf({ 'h/link': [LOOPBACK, bridge({ nf_call_iptables: 0 }), port(3, 't1')] })
    expect(found?.netfilter.ip4).toEqual({ unknown: 'h?no-evidence-sysctl' })
  })

  it('[LX-8] keeps an Open vSwitch as a switch of which nothing is known', () => {
    const cloud = cloudOf({
      'h/link': [
        LOOPBACK,
        nic(2, 'ovs-system', { linkinfo: { info_kind: 'openvswitch' } }),
        nic(3, 'br-int', { linkinfo: { info_kind: 'openvswitch' } }),
        nic(4, 'tap1', {
          master: 'ovs-system',
          linkinfo: { info_kind: 'tun', info_data: { type: 'tap' }, info_slave_kind: 'openvswitch' },
        }),
      ],
    })
    expect(cloud.bridges[0]?.ports.map((p) => [p.interface, p.self, p.unknown !== undefined])).toEqual([
      ['h:ovs-system', true, true],
      ['h:br-int', true, true],
      ['h:tap1', false, true],
    ])
    expect(unknownCodes(cloud)).toContain('linux-switch-unread')
  })

  it('[LX-8] lets a tag within a tag lead wherever its parent leads', () => {
    const vlan = (index: number, name: string, link: string) =>
      nic(index, name, { link, linkinfo: { info_kind: 'vlan', info_data: { protocol: '802.1Q', id: index } } })
    const cloud = cloudOf({
      'h/link': [LOOPBACK, nic(2, 'eth0'), vlan(3, 'eth0.3', 'eth0'), vlan(4, 'eth0.3.4', 'eth0.3')],
    })
    expect(cloud.interfaces.find((i) => i.name === 'eth0.3')?.vlan).toEqual({ parent: 'h:eth0', tag: 3 })
    expect(cloud.interfaces.find((i) => i.name === 'eth0.3.4')?.vlan).toBeUndefined()
    const neighbour = cloud.links.find((l) => l.ends.includes('h:eth0'))?.ends[1]
    expect(cloud.links).toContainEqual(
      expect.objectContaining({ ends: ['h:eth0.3.4', neighbour], unknown: expect.any(String) as string }),
    )
  })

  it('[LX-9] keeps the children of a macvlan from their parent, and from each other unless both are in bridge mode', () => {
    const child = (index: number, name: string, mode: string) =>
      nic(index, name, { link: 'eth0', linkinfo: { info_kind: 'macvlan', info_data: { mode } } })
    const cloud = cloudOf({ 'h/link': [LOOPBACK, nic(2, 'eth0'), child(3, 'm1', 'bridge'), child(4, 'm2', 'private')] })
    expect(cloud.bridges[0]?.ports.map((p) => [p.interface, p.self])).toEqual([
      ['h:eth0/wire', false],
      ['h:eth0', true],
      ['h:m1', true],
      ['h:m2', true],
    ])
    const drops = cloud.chains
      .find((c) => c.id === 'h/macvlan/eth0')
      ?.rules.map((r) => [r.match.portIn, r.match.portOut])
    expect(drops).toEqual([
      [['h:m1', 'h:m2'], ['h:eth0']],
      [['h:eth0'], ['h:m1', 'h:m2']],
      [['h:m2'], ['h:m1', 'h:m2']],
      [['h:m1', 'h:m2'], ['h:m2']],
    ])
    expect(cloud.links[0]?.ends[0]).toBe('h:eth0/wire')
  })
})
