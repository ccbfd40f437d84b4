import { describe, expect, it } from 'vitest'
import { intakeEntries } from '../../src/evidence/intake.ts'
import { examine } from '../../src/audit/examine.ts'
import { Reach, type Query, type ReachReply } from '../../src/audit/reach.ts'
import { inet, LOOPBACK, nic } from '../support/linux.ts'

/** One hypervisor `hv` (10.0.1.1 on br1, 10.0.2.1 on br2, by these rules) with machines a, b on br1 and c on br2: what a random lab found, made small. */
function answerOf(nft: string, question: Pick<Query, 'from' | 'to'> & Partial<Query>, more: Settings = {}): ReachReply {
  const bridge = { info_kind: 'bridge', info_data: { stp_state: 0 } }
  const tap = (n: number, name: string, master: string): object =>
    nic(n, name, {
      master,
      link_index: 2,
      link_netnsid: n,
      linkinfo: {
        info_kind: 'veth',
        info_slave_kind: 'bridge',
        info_slave_data: { state: 'forwarding', hairpin: false },
      },
    })
  const machine = (name: string, n: number, address: string): Record<string, unknown> => ({
    [`${name}/link`]: [
      LOOPBACK,
      nic(2, 'eth0', {
        ...inet(address, 24),
        link_index: n,
        link_netnsid: 0,
        linkinfo: { info_kind: 'veth' },
        address: MACS[name],
      }),
    ],
    [`${name}/route`]: [
      { dst: 'default', gateway: `${address.slice(0, 6)}.1`, dev: 'eth0' },
      ...connectedRoutes(`${address.slice(0, 6)}`, address, 'eth0'),
    ],
    [`${name}/rule`]: RULES,
    [`${name}/rule6`]: RULES_6,
    [`${name}/route6`]: ROUTES_6,
    [`${name}/nft`]: { nftables: [{ metainfo: { version: '1.0.6', json_schema_version: 1 } }] },
    [`${name}/sysctl`]: sysctl({}),
  })
  const files: Record<string, unknown> = {
    'akashi.yaml':
      'akashi: 1\ntenants:\n  - { id: A, endpoints: [{ device: a }, { device: b }] }\n  - { id: B, endpoints: [{ device: c }] }\npermitted: []\n',
    'hv/link': [
      LOOPBACK,
      nic(2, 'br1', { ...inet('10.0.1.1', 24), linkinfo: bridge }),
      nic(3, 'br2', { ...inet('10.0.2.1', 24), linkinfo: bridge }),
      tap(10, 'tap-a', 'br1'),
      tap(11, 'tap-b', 'br1'),
      tap(12, 'tap-c', 'br2'),
    ],
    'hv/fdb': [
      { mac: MACS['a'], ifname: 'tap-a', master: 'br1', flags: [], state: '' },
      { mac: MACS['b'], ifname: 'tap-b', master: 'br1', flags: [], state: '' },
      { mac: MACS['c'], ifname: 'tap-c', master: 'br2', flags: [], state: '' },
    ],
    'hv/route': [
      ...(more.routes ?? []),
      ...connectedRoutes('10.0.1', '10.0.1.1', 'br1'),
      ...connectedRoutes('10.0.2', '10.0.2.1', 'br2'),
    ],
    'hv/rule': [...(more.rules ?? []), ...RULES],
    'hv/rule6': RULES_6,
    'hv/route6': ROUTES_6,
    'hv/nft.txt': nft,
    'hv/sysctl.txt': sysctl(more),
    ...machine('a', 10, '10.0.1.11'),
    ...machine('b', 11, '10.0.1.12'),
    ...machine('c', 12, '10.0.2.13'),
  }
  const entries = Object.entries(files).map(([path, content]) => ({
    path,
    bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  }))
  const intake = intakeEntries(entries)
  const { examination } = examine(intake.artifacts, intake.sha256, intake.problems)
  if (examination === null) throw new Error('nothing usable')
  const query: Query = { id: undefined, proto: 'tcp', port: 22, ...question }
  const answer = new Reach(examination, [query]).answer(query)
  if ('error' in answer) throw new Error(answer.error.code)
  return answer
}

const connected = (...asked: Parameters<typeof answerOf>): string => answerOf(...asked).connected

interface Settings {
  readonly rules?: readonly object[]
  readonly routes?: readonly object[]
  readonly bridgeNetfilter?: boolean
}

const MACS: Readonly<Record<string, string>> = {
  a: '02:00:00:00:01:0a',
  b: '02:00:00:00:01:0b',
  c: '02:00:00:00:01:0c',
}
const RULES_6 = [
  { priority: 0, src: 'all', table: 'local' },
  { priority: 32766, src: 'all', table: 'main' },
]
const RULES = [...RULES_6, { priority: 32767, src: 'all', table: 'default' }]
const ROUTES_6 = [
  { type: 'local', dst: '::1', dev: 'lo', table: 'local', protocol: 'kernel', metric: 0, flags: [], pref: 'medium' },
]
const connectedRoutes = (base: string, address: string, dev: string): object[] => [
  { dst: `${base}.0/24`, dev, protocol: 'kernel', scope: 'link', prefsrc: address },
  { type: 'local', dst: address, dev, table: 'local', protocol: 'kernel', scope: 'host', prefsrc: address },
]
const sysctl = ({ bridgeNetfilter = false }: Settings): string =>
  [
    'net.ipv4.ip_forward = 1',
    `net.bridge.bridge-nf-call-iptables = ${bridgeNetfilter ? 1 : 0}`,
    'net.ipv6.conf.all.forwarding = 0',
    'net.bridge.bridge-nf-call-ip6tables = 0',
    'net.bridge.bridge-nf-filter-vlan-tagged = 0',
    ...['all', 'lo', 'eth0', 'br1', 'br2'].map((nic) => `net.ipv4.conf.${nic}.rp_filter = 0`),
    ...['all', 'lo', 'eth0', 'br1', 'br2'].map((nic) => `net.ipv4.conf.${nic}.proxy_arp = 0`),
    '',
  ].join('\n')

const nat = (pre: string, post = ''): string => `table ip nat {
	chain pre {
		type nat hook prerouting priority dstnat; policy accept;
		${pre}
	}
	chain post {
		type nat hook postrouting priority srcnat; policy accept;
		${post}
	}
}
`
const forward = (policy: string, ...rules: string[]): string => `table inet fw {
	chain forward {
		type filter hook forward priority filter; policy ${policy};
		${rules.join('\n\t\t')}
	}
}
`

describe('what random labs found', () => {
  it('[V-2] a connection through a router works where nothing is in its way, and not where its rules drop it', () => {
    expect(connected(forward('accept'), { from: 'a', to: '10.0.2.13' })).toBe('yes')
    expect(connected(forward('drop'), { from: 'a', to: '10.0.2.13' })).toBe('no')
  })

  it('[V-2] an answer that bypasses the translation of its request answers nothing', () => {
    const hairpin = nat('ip daddr 10.0.2.1 tcp dport 22 dnat to 10.0.1.12')
    expect(connected(hairpin, { from: 'c', to: '10.0.2.1' })).toBe('yes')
    expect(connected(hairpin, { from: 'a', to: '10.0.2.1' })).toBe('no')
  })

  it('[V-2] a request that is translated to an address of the router itself is a connection to the address that was asked', () => {
    expect(connected(nat('iifname "br1" tcp dport 22 redirect to :80'), { from: 'a', to: '10.0.2.13' })).toBe('yes')
  })

  it('[V-2] a bridged request that bridge netfilter redirects goes up to the router, and its source translation is undone there', () => {
    const on = { bridgeNetfilter: true }
    expect(connected(nat('tcp dport 22 redirect to :80'), { from: 'a', to: '10.0.1.12' }, on)).toBe('yes')
    expect(connected(nat('', 'ip daddr 10.0.1.0/24 snat to 10.0.1.1'), { from: 'a', to: '10.0.1.12' }, on)).toBe('yes')
  })

  it('[V-2] the answer to a request that was kept from the tracker is no answer to the tracker', () => {
    const raw = `table inet raw {
	chain pre {
		type filter hook prerouting priority raw; policy accept;
		ip saddr 10.0.1.11 notrack
	}
}
`
    const rules = forward('drop', 'ct state established,related accept', 'tcp dport 22 accept')
    expect(connected(rules, { from: 'a', to: '10.0.2.13' })).toBe('yes')
    expect(connected(raw + rules, { from: 'a', to: '10.0.2.13' })).toBe('no')
  })

  it('[V-2] a connection over equal-cost routes is sure only if it works by each of them', () => {
    const direct = { dev: 'br2', weight: 1, flags: [] }
    const dead = { gateway: '10.0.1.12', dev: 'br1', weight: 1, flags: [] }
    const over = (...nexthops: readonly object[]): string =>
      connected(
        forward('accept'),
        { from: 'a', to: '10.0.2.13' },
        { routes: [{ dst: '10.0.2.13', flags: [], nexthops }] },
      )
    expect(over(direct, direct)).toBe('yes')
    expect(over(direct, dead)).toBe('unknown')
  })

  it('[V-2] a policy rule for what comes in by an interface says nothing of the answers that the router itself sends', () => {
    const rules = [{ priority: 5, src: 'all', iif: 'br1', table: '100' }]
    const routes = [{ type: 'blackhole', dst: 'default', table: '100', flags: [] }]
    expect(connected(forward('accept'), { from: 'a', to: '10.0.1.1' }, { rules, routes })).toBe('yes')
    expect(connected(forward('accept'), { from: 'a', to: '10.0.2.13' }, { rules, routes })).toBe('no')
  })

  it('[V-1] what is no first packet gets past a rule that only asks for that', () => {
    const answer = (...rules: string[]): string =>
      answerOf(forward('drop', ...rules), { from: 'a', to: '10.0.2.13' }).delivered
    expect(answer('ct state != new accept')).toBe('yes')
    expect(answer('ct state established,related accept')).toBe('no')
    expect(answer('ct state invalid drop', 'ct state != new accept')).toBe('no')
  })

  it('[V-2] of two chains of one priority the one that was made last runs first', () => {
    const marks = forward('accept', 'ip saddr 10.0.1.11 meta mark set 7')
    const asks = forward('drop', 'meta mark 7 accept', 'ct state established,related accept').replace(
      'inet fw',
      'inet later',
    )
    expect(connected(marks + asks, { from: 'a', to: '10.0.2.13' })).toBe('no')
    expect(connected(asks + marks, { from: 'a', to: '10.0.2.13' })).toBe('yes')
  })
})
