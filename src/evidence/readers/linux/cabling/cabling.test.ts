import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../../../base/address.ts'
import { cloudOf, inet, LOOPBACK, nic, unknownCodes } from '../../../../../test/support/linux.ts'

const veth = (index: number, name: string, peer: number, more: object = {}) =>
  nic(index, name, { link_index: peer, link_netnsid: 0, linkinfo: { info_kind: 'veth' }, ...more })
const linkEnds = (files: Record<string, unknown>) =>
  cloudOf(files).links.map((l) => [...l.ends, l.unknown !== undefined])

describe('cabling', () => {
  it('[LX-10] joins veth peers by the index that each prints of the other', () => {
    expect(linkEnds({ 'h/l': [LOOPBACK, veth(4, 'tap', 2)], 'a/l': [LOOPBACK, veth(2, 'eth0', 4)] })).toEqual([
      ['a:eth0', 'h:tap', false],
    ])
  })

  it('[LX-10] keeps open where an interface leads that was printed without its kind: it may stand on any of that index', () => {
    const pair = (index: number, name: string, link: string) =>
      nic(index, name, { link, linkinfo: { info_kind: 'veth' } })
    const files = {
      'h/l': [LOOPBACK, pair(11, 'p0', 'p1'), pair(12, 'p1', 'p0')],
      'c/l': [LOOPBACK, nic(2, 'eth0', { link_index: 12, link_netnsid: 0 })],
    }
    expect(linkEnds(files)).toContainEqual(['c:eth0', 'h:p0', true])
  })

  it('[LX-10] joins veth peers of one namespace by name', () => {
    const pair = (index: number, name: string, link: string) =>
      nic(index, name, { link, linkinfo: { info_kind: 'veth' } })
    expect(linkEnds({ 'h/l': [LOOPBACK, pair(2, 'x', 'y'), pair(3, 'y', 'x')] })).toEqual([['h:x', 'h:y', false]])
  })

  const bridge = nic(9, 'br0', { linkinfo: { info_kind: 'bridge' } })
  const twins = {
    'h/l': [LOOPBACK, bridge, veth(4, 'tap', 2, { master: 'br0' })],
    'k/l': [LOOPBACK, bridge, veth(4, 'tap', 2, { master: 'br0' })],
    'a/l': [LOOPBACK, veth(2, 'eth0', 4, { address: '02:aa:00:00:00:0a' })],
    'b/l': [LOOPBACK, veth(2, 'eth0', 4, { address: '02:aa:00:00:00:0b' })],
  }
  it('[LX-10] keeps every candidate possible where the indices fit several', () => {
    const links = linkEnds(twins)
    expect(links.length).toBe(4)
    expect(links.every(([, , isOnlyPossible]) => isOnlyPossible)).toBe(true)
  })
  it('[LX-10] lets one learned MAC address decide for all of them', () => {
    const fdb = [{ mac: '02:aa:00:00:00:0b', ifname: 'tap', flags: [], master: 'br0', state: '' }]
    expect(linkEnds({ ...twins, 'k/fdb': fdb }).filter(([, , possible]) => possible === false)).toEqual([
      ['b:eth0', 'k:tap', false],
      ['a:eth0', 'h:tap', false],
    ])
  })
  it('[LX-10] lets the name of a namespace decide', () => {
    expect(linkEnds({ ...twins, 'h/ids': [{ nsid: 0, name: 'a' }] })).toContainEqual(['a:eth0', 'h:tap', false])
  })

  const tap = nic(3, 'tap1', {
    master: 'br0',
    linkinfo: {
      info_kind: 'tun',
      info_data: { type: 'tap' },
      info_slave_data: { state: 'forwarding', hairpin: false },
    },
  })
  const br0 = nic(2, 'br0', { linkinfo: { info_kind: 'bridge', info_data: { stp_state: 0 } } })
  const fdb = [{ mac: '52:54:00:00:00:01', ifname: 'tap1', flags: [], master: 'br0', state: '' }]
  it('[LX-11] puts a machine behind a tap, with the addresses that neighbours know for it', () => {
    const cloud = cloudOf({
      'h/l': [LOOPBACK, br0, tap],
      'h/f': fdb,
      'h/n': [{ dst: '10.0.0.5', dev: 'br0', lladdr: '52:54:00:00:00:01', state: ['STALE'] }],
    })
    expect(cloud.devices.find((d) => d.id === 'h:tap1')?.kind).toBe('host')
    expect(cloud.endpoints.find((e) => e.device === 'h:tap1')).toMatchObject({
      addresses: [parseAddress('10.0.0.5')],
      addressesComplete: false,
    })
    expect(cloud.links).toMatchObject([{ ends: ['h:tap1', 'h:tap1:nic0'] }])
  })
  it('[LX-11] finds the machine behind a tap by its MAC address', () => {
    const guest = [LOOPBACK, nic(2, 'ens3', { address: '52:54:00:00:00:01' })]
    expect(linkEnds({ 'h/l': [LOOPBACK, br0, tap], 'h/f': fdb, 'g/l': guest })).toEqual([['h:tap1', 'g:ens3', false]])
  })

  it('[LX-11] stands an unseen device at a NIC, named by LLDP', () => {
    const lldp = {
      lldp: {
        interface: [
          {
            eth0: {
              chassis: { 'leaf-7': { id: { type: 'mac', value: '00:11:22:33:44:55' } } },
              port: { id: { type: 'ifname', value: 'swp1' } },
            },
          },
        ],
      },
    }
    const cloud = cloudOf({ 'h/l': [LOOPBACK, nic(2, 'eth0')], 'h/lldp': lldp })
    expect(cloud.devices.find((d) => d.id === 'leaf-7')?.kind).toBe('unseen')
    expect(cloud.links[0]).toMatchObject({ ends: ['h:eth0', 'leaf-7#h:eth0'], unknown: expect.any(String) as string })
    expect(unknownCodes(cloud)).toContain('uplink-unseen')
  })
  it('[LX-11] needs no neighbour where there is no carrier', () => {
    expect(linkEnds({ 'h/l': [LOOPBACK, nic(2, 'eth0', { flags: ['UP', 'NO-CARRIER'] })] })).toEqual([])
  })
  it('[LX-11] joins two hosts that hear each other by LLDP', () => {
    const hears = (other: string, port: string) => ({
      lldp: { interface: [{ eth0: { chassis: { [other]: {} }, port: { id: { type: 'ifname', value: port } } } }] },
    })
    const files = {
      'h/l': [LOOPBACK, nic(2, 'eth0')],
      'k/l': [LOOPBACK, nic(2, 'eth0')],
      'h/x': hears('k', 'eth0'),
      'k/x': hears('h', 'eth0'),
    }
    expect(linkEnds(files)).toEqual([['h:eth0', 'k:eth0', false]])
  })

  const vxlan = (id: number, data: object) =>
    nic(3, 'vx', { linkinfo: { info_kind: 'vxlan', info_data: { id, port: 4789, ...data } } })
  const dummy = (address: string) => nic(2, 'd0', { linkinfo: { info_kind: 'dummy' }, ...inet(address, 24) })
  const open = { 'h/nft': { nftables: [{ metainfo: {} }] }, 'k/nft': { nftables: [{ metainfo: {} }] } }
  it('[LX-12] joins overlays of one network number whose ends name each other', () => {
    const files = {
      ...open,
      'h/l': [LOOPBACK, dummy('10.9.0.1'), vxlan(5, { remote: '10.9.0.2' })],
      'k/l': [LOOPBACK, dummy('10.9.0.2'), vxlan(5, {})],
      'k/f': [{ mac: '00:00:00:00:00:00', ifname: 'vx', dst: '10.9.0.1', flags: ['self'], state: 'permanent' }],
    }
    expect(linkEnds(files)).toEqual([['h:vx', 'k:vx', false]])
    expect(
      linkEnds({ ...files, 'k/l': [LOOPBACK, dummy('10.9.0.2'), vxlan(6, {})] }).some(
        ([a, b]) => a === 'h:vx' && b === 'k:vx',
      ),
    ).toBe(false)
  })
  it.each([
    ['udp dport 4789 accept', false],
    ['ct state established accept', true],
    ['ip saddr 10.9.0.2 tcp dport 22 accept', true],
    ['ip saddr 10.9.0.2 accept', false],
    ['iifname "d0" accept', true],
  ])('[LX-12] is certain of a tunnel only where filters let its packets through: %s', (rule, isOnlyPossible) => {
    const nft = `table inet t {\n\tchain i {\n\t\ttype filter hook input priority 0; policy drop;\n\t\t${rule}\n\t}\n}\n`
    const files = {
      'h/l': [LOOPBACK, dummy('10.9.0.1'), vxlan(5, { remote: '10.9.0.2' })],
      'k/l': [LOOPBACK, dummy('10.9.0.2'), vxlan(5, { remote: '10.9.0.1' })],
      'h/nft': nft,
      'k/nft': open['k/nft'],
    }
    expect(linkEnds(files)).toEqual([['h:vx', 'k:vx', isOnlyPossible]])
  })
  it('[LX-12] keeps a tunnel to nobody in evidence open, and a one-sided one only possible', () => {
    expect(unknownCodes(cloudOf({ 'h/l': [LOOPBACK, dummy('10.9.0.1'), vxlan(5, { remote: '10.9.0.2' })] }))).toContain(
      'linux-tunnel-unseen',
    )
    const oneSided = {
      'h/l': [LOOPBACK, dummy('10.9.0.1'), vxlan(5, { remote: '10.9.0.2' })],
      'k/l': [LOOPBACK, dummy('10.9.0.2'), vxlan(5, {})],
    }
    expect(linkEnds(oneSided)).toContainEqual(['h:vx', 'k:vx', true])
  })
})
