import { describe, expect, it } from 'vitest'
import { formatRange, parseAddress, parsePrefix } from '../../../../base/address.ts'
import type { Router } from '../../../../cloud/network.ts'
import { cloudOf, inet, lab, LOOPBACK, nic } from '../../../../../test/support/linux.ts'

const RULES = [
  { priority: 0, src: 'all', table: 'local' },
  { priority: 32766, src: 'all', table: 'main' },
  { priority: 32767, src: 'all', table: 'default' },
]
const RULES6 = RULES.slice(0, 2)
const LINKS = [LOOPBACK, nic(2, 'eth0', inet('10.0.0.1', 24)), nic(3, 'eth1', inet('10.1.0.1', 24))]
const routerOf = (files: Record<string, unknown>): Router => {
  const [router] = cloudOf({ 'h/link': LINKS, 'h/rules': RULES, 'h/rules6': RULES6, ...files }).routers
  if (router === undefined) throw new Error('the host has no router')
  return router
}
const tableOf = (router: Router, name: string) => router.tables.find((t) => t.id === `h/table/${name}`)
const text = (router: Router, name: string) =>
  tableOf(router, name)?.routes.map((r) => [formatRange(r.to), r.metric, r.action])

describe('routes', () => {
  const routes = [
    { dst: 'default', gateway: '10.0.0.254', dev: 'eth0', metric: 100, flags: [] },
    {
      dst: '10.2.0.0/16',
      nexthops: [
        { gateway: '10.0.0.2', dev: 'eth0', flags: [] },
        { gateway: '10.1.0.2', dev: 'eth1', flags: ['dead'] },
      ],
      flags: [],
    },
    { dst: '10.3.0.0/16', via: { family: 'inet6', host: 'fe80::1' }, dev: 'eth1', flags: [] },
    { type: 'blackhole', dst: '10.4.0.0/16', flags: [] },
    { type: 'throw', dst: '10.5.0.0/16', table: '7', flags: [] },
    { type: 'local', dst: '10.0.0.1', dev: 'eth0', table: 'local', flags: [] },
    { type: 'broadcast', dst: '10.0.0.255', dev: 'eth0', table: 'local', flags: [] },
    { type: 'multicast', dst: 'ff00::/8', dev: 'eth0', table: 'local', metric: 256, flags: [], pref: 'medium' },
    { dst: '10.6.0.0/16', dev: 'eth0', encap: 'mpls', flags: [] },
  ]
  const router = routerOf({ 'h/r': routes, 'h/r2': routes })
  it('[LX-13] reads hops, gateways of the other family, and routes that drop, throw or deliver', () => {
    const eth = (out: string, to: string) => ({ kind: 'forward', hops: [{ out: `h:${out}`, to: parseAddress(to) }] })
    expect(text(router, 'main')).toEqual([
      ['0.0.0.0/0', 100, eth('eth0', '10.0.0.254')],
      ['10.2.0.0/16', 0, eth('eth0', '10.0.0.2')],
      ['10.3.0.0/16', 0, eth('eth1', 'fe80::1')],
      ['10.4.0.0/16', 0, { kind: 'drop' }],
      ['10.6.0.0/16', 0, { kind: 'unknown', unknown: expect.stringContaining('linux-route-unread(encap)') as string }],
    ])
    expect(text(router, '7')).toEqual([['10.5.0.0/16', 0, { kind: 'throw' }]])
    expect(text(router, 'local')?.map(([to, , action]) => [to, action])).toEqual([
      ['10.0.0.1', { kind: 'local' }],
      ['10.0.0.255', { kind: 'local' }],
      ['ff00::/8', { kind: 'drop' }],
    ])
  })
  it('[LX-4] counts a route once that two files print', () => {
    expect(tableOf(router, 'main')?.routes.length).toBe(5)
  })
  it('[LX-13] has one unknown route for a family without evidence, beside the own addresses', () => {
    const bare = routerOf({})
    expect(text(bare, 'main')).toMatchObject([
      ['0.0.0.0/0', 2 ** 32, { kind: 'unknown' }],
      ['::/0', 2 ** 32, { kind: 'unknown' }],
    ])
    expect(text(bare, 'local')?.map(([to]) => to)).toContain('10.1.0.1')
  })
  it('[LX-13] does not know other tables where only main was shown', () => {
    const rules = [...RULES, { priority: 10, src: '10.0.0.0', srclen: 24, table: '99' }]
    const some = routerOf({
      'h/rules': rules,
      'h/r': [{ dst: 'default', gateway: '10.0.0.254', dev: 'eth0', flags: [] }],
    })
    expect(tableOf(some, '99')).toHaveProperty('unknown')
    expect(tableOf(some, 'main')).not.toHaveProperty('unknown')
  })
})

describe('policy rules', () => {
  const rules = [
    ...RULES,
    { priority: 10, not: null, src: '10.0.0.0', srclen: 8, table: '5' },
    { priority: 11, src: 'all', fwmark: '0x10', fwmask: '0xfffffff0', table: '6' },
    {
      priority: 12,
      src: 'all',
      dst: '10.9.0.0',
      dstlen: 16,
      iif: 'eth0',
      ipproto: 'tcp',
      dport_start: 80,
      dport_end: 90,
      action: 'blackhole',
    },
    { priority: 13, src: 'all', table: 'main', suppress_prefixlen: 0 },
    { priority: 14, src: 'all', goto: 32766 },
    { priority: 15, src: 'all', iif: 'lo', table: '8' },
  ]
  const routes = [
    { dst: 'default', gateway: '10.0.0.254', dev: 'eth0', table: 'main', flags: [] },
    { dst: '10.7.0.0/16', dev: 'eth1', table: 'main', flags: [] },
  ]
  const router = routerOf({ 'h/rules': rules, 'h/r': routes })
  const four = router.policy.filter((r) => r.match.families?.includes('ip4'))
  it('[LX-14] keeps the order of priorities and reads each condition', () => {
    const arrived = four.filter((r) => r.match.iif !== undefined)
    expect(arrived.map((r) => ('table' in r.action ? r.action.table : r.action.kind))).toEqual([
      'h/table/local',
      'h/table/5',
      'h/table/6',
      'drop',
      'h/table/main#longer-than-0',
      'unknown',
      'h/table/main',
      'h/table/default',
    ])
    expect(arrived[1]?.match.src?.map((r) => formatRange(r))).toEqual([
      '0.0.0.0-9.255.255.255',
      '11.0.0.0-255.255.255.255',
    ])
    expect(arrived[2]?.match.mark).toEqual([{ first: 16, last: 31 }])
    expect(arrived[3]?.match).toMatchObject({
      iif: ['h:eth0'],
      dst: [parsePrefix('10.9.0.0/16')],
      protocol: [{ first: 6, last: 6 }],
      dport: [{ first: 80, last: 90 }],
    })
  })
  it('[LX-14] leaves out of a suppressed table the prefixes that are not longer', () => {
    expect(text(router, 'main#longer-than-0')?.map(([to]) => to)).toEqual(['10.7.0.0/16'])
  })
  it('[LX-14] has rules for packets that the host makes after a drop of all that arrived', () => {
    const at = router.policy.findIndex((r) => r.action.kind === 'drop' && r.match.dst === undefined)
    const made = router.policy.slice(at + 1).filter((r) => r.match.families?.includes('ip4'))
    expect(router.policy[at]?.match).toEqual({ iif: ['h:lo', 'h:eth0', 'h:eth1'] })
    expect(made.map((r) => ('table' in r.action ? r.action.table : r.action.kind))).toContain('h/table/8')
    expect(made.every((r) => r.match.iif === undefined)).toBe(true)
  })
  it('[LX-14] starts with an unknown rule where a family has no evidence', () => {
    const [router6] = cloudOf({ 'h/link': LINKS, 'h/rules': RULES }).routers
    const six = router6?.policy.filter((r) => r.match.families?.includes('ip6')) ?? []
    expect(six.map((r) => r.action.kind)).toEqual(['unknown', 'lookup', 'lookup'])
    expect(six[0]?.action).toEqual({ kind: 'unknown', unknown: 'h?no-evidence-ip-rule(IPv6)' })
  })
})

describe('VRFs', () => {
  const cloud = cloudOf(lab('linux-vlan-vrf'))
  const router = cloud.routers.find((r) => r.id === 'hv/router')
  it('[LX-15] send what comes in by a member to the table, and what the host makes by its source address', () => {
    const toA = router?.policy.filter((r) => r.action.kind === 'lookup' && r.action.table === 'hv/table/1010')
    expect(toA?.map((r) => r.match.iif ?? r.match.src?.map((s) => formatRange(s)))).toEqual([
      ['hv:br0.10'],
      ['10.1.0.1', expect.stringMatching(/^fe80:/) as string],
    ])
    expect(cloud.endpoints.find((e) => e.id === 'hv:br0.10')?.vrf).toBe('vrfA')
  })
  it('[LX-15] show forward the device of the VRF, and prerouting both', () => {
    const nft = [
      'table inet t {',
      '\tchain p {',
      '\t\ttype filter hook prerouting priority filter; policy accept;',
      '\t\tiifname "vrfA" tcp dport 1 drop',
      '\t\tiifname "br0.10" tcp dport 2 drop',
      '\t}',
      '\tchain f {',
      '\t\ttype filter hook forward priority filter; policy accept;',
      '\t\tiifname "vrfA" tcp dport 1 drop',
      '\t\tiifname "br0.10" tcp dport 2 drop',
      '\t}',
      '}',
    ].join('\n')
    const { 'hv/nft.json': _json, 'hv/iptables-save.txt': _save, ...files } = lab('linux-vlan-vrf')
    const read = cloudOf({ ...files, 'hv/nft.txt': nft })
    const rules = (id: string) =>
      read.chains.find((c) => c.id === id)?.rules.map((r) => [r.match.iif, r.match.dport?.[0]?.first, r.action.kind])
    expect(rules('hv/inet/t/f')).toEqual([[['hv:br0.10'], 1, 'drop']])
    expect(rules('hv/inet/t/p')).toEqual([[['hv:br0.10'], 2, 'drop']])
    expect(rules('hv/inet/t/p@prerouting~vrf')?.slice(1)).toEqual([[['hv:br0.10'], 1, 'drop']])
    const entries = read.routers.find((r) => r.id === 'hv/router')?.entries.map((e) => e.chain)
    expect(entries).toEqual(['hv/inet/t/p', 'hv/inet/t/f', 'hv/inet/t/p@prerouting~vrf'])
  })
})

describe('kernel settings', () => {
  const sysctl = (lines: readonly string[]) => routerOf({ 'h/s': lines.join('\n') })
  it('[LX-16] take forwarding from the interface, for IPv6 from all, and the greater rp_filter', () => {
    const router = sysctl([
      'net.ipv4.ip_forward = 1',
      'net.ipv4.conf.all.rp_filter = 1',
      'net.ipv4.conf.eth0.rp_filter = 0',
      'net.ipv4.conf.eth1.rp_filter = 2',
      'net.ipv4.conf.eth1.forwarding = 0',
      'net.ipv6.conf.all.forwarding = 1',
    ])
    expect(router.forwards.ip4).toMatchObject({
      otherwise: { known: true },
      byInterface: { 'h:eth1': { known: false } },
    })
    expect(router.forwards.ip6.otherwise).toMatchObject({ known: true })
    expect(router.reversePath['h:eth0']).toMatchObject({ known: 'strict' })
    expect(router.reversePath['h:eth1']).toMatchObject({ known: 'loose' })
  })
  it('[LX-16] name the interfaces that take loopback addresses: by their own setting or by that for all', () => {
    expect(sysctl(['net.ipv4.ip_forward = 1']).takesLoopback).toEqual({})
    const one = sysctl(['net.ipv4.conf.all.route_localnet = 0', 'net.ipv4.conf.eth1.route_localnet = 1'])
    expect(one.takesLoopback).toMatchObject({ 'h:eth1': { known: true } })
    expect(Object.keys(one.takesLoopback ?? {})).toEqual(['h:eth1'])
    expect(Object.keys(sysctl(['net.ipv4.conf.all.route_localnet = 1']).takesLoopback ?? {})).toContain('h:eth0')
  })
  it('[LX-16] are unknown where they were not shown, and IPv6 is off without any address of it', () => {
    expect(sysctl(['net.core.somaxconn = 1']).forwards.ip4.otherwise).toHaveProperty('unknown')
    const four = {
      'h/link': [
        nic(1, 'lo', { flags: ['LOOPBACK', 'UP'], ...inet('127.0.0.1', 8) }),
        nic(2, 'eth0', inet('10.0.0.1', 24)),
      ],
      'h/rules': RULES,
    }
    const off = cloudOf({ ...four, 'h/s': 'net.ipv6.conf.all.disable_ipv6 = 1\nnet.ipv6.conf.lo.disable_ipv6 = 1' })
    expect(off.routers[0]?.forwards.ip6.otherwise).toMatchObject({ known: false })
    expect(off.routers[0]?.policy.every((r) => r.match.families?.includes('ip4') === true)).toBe(true)
    // `ip -4 addr` prints no IPv6 addresses either: alone they say nothing.
    expect(cloudOf(four).routers[0]?.forwards.ip6.otherwise).toHaveProperty('unknown')
  })
})
