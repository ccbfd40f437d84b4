import type { Query } from '../../src/audit/reach.ts'
import type { IntakeEntry } from '../../src/evidence/intake.ts'
import type { Namespaces } from './namespaces.ts'

export const PORTS = [22, 80] as const

/** A small generator of numbers from a seed (mulberry32), so that a lab can be made again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Host {
  readonly name: string
  readonly network: number
  readonly address: string
}

/** One hypervisor `hv` with a bridge for each network, hosts on them, a rule set and leaks, all by the seed. */
export interface Lab {
  readonly hosts: readonly Host[]
  /** Addresses that are probed beside the hosts' own: gateways, second NICs. */
  readonly targets: readonly { readonly name: string; readonly address: string }[]
}

export function buildLab(spaces: Namespaces, seed: number): Lab {
  const random = randomFrom(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const chance = (p: number): boolean => random() < p
  const networks = [10, 20, 99].map((n) => ({ id: n, base: `10.${n}.${below(200)}` }))
  const hosts = networks.flatMap((network, i): Host[] =>
    Array.from({ length: i === 2 ? 1 : 2 }, (_, k) => ({
      name: `h${network.id}${k}`,
      network: i,
      address: `${network.base}.${10 + k + below(50) * 2}`,
    })),
  )
  spaces.add('hv')
  for (const host of hosts) spaces.add(host.name)
  networks.forEach((network) => {
    spaces.run(
      'hv',
      `ip link add br${network.id} type bridge && ip link set br${network.id} up && ip addr add ${network.base}.1/24 dev br${network.id}`,
    )
  })
  const cable = (host: string, nic: string, network: number): void => {
    const tap = `tap${host}${nic}`
    spaces.run(
      'hv',
      `ip link add ${tap} type veth peer name ${nic} netns ${spaces.name(host)} && ip link set ${tap} master br${networks[network]?.id} && ip link set ${tap} up`,
    )
    spaces.run(host, `ip link set ${nic} up`)
  }
  const targets = networks.map((n) => ({ name: 'hv', address: `${n.base}.1` }))
  for (const host of hosts) {
    cable(host.name, 'eth0', host.network)
    spaces.run(host.name, `ip addr add ${host.address}/24 dev eth0`)
    if (chance(0.85)) spaces.run(host.name, `ip route add default via ${networks[host.network]?.base}.1`)
    if (chance(0.2)) {
      const other = (host.network + 1) % 3
      const address = `${networks[other]?.base}.${200 + below(40)}`
      cable(host.name, 'eth1', other)
      spaces.run(host.name, `ip addr add ${address}/24 dev eth1`)
      targets.push({ name: host.name, address })
    }
  }
  settings(
    spaces,
    below,
    chance,
    networks.map((n) => n.id),
  )
  routes(spaces, random, hosts)
  spaces.run(
    'hv',
    'nft -f -',
    ruleset(
      random,
      hosts,
      networks.map((n) => n.base),
    ),
  )
  for (const host of [...hosts.map((h) => h.name), 'hv']) spaces.listen(host, PORTS)
  return { hosts, targets: [...targets, ...hosts.map((h) => ({ name: h.name, address: h.address }))] }
}

function settings(
  spaces: Namespaces,
  below: (n: number) => number,
  chance: (p: number) => boolean,
  ids: readonly number[],
): void {
  spaces.run('hv', `sysctl -qw net.ipv4.ip_forward=${chance(0.85) ? 1 : 0}`)
  spaces.record('hv', `sysctl -qw net.bridge.bridge-nf-call-iptables=${below(2)}`)
  for (const id of ids) if (chance(0.3)) spaces.run('hv', `sysctl -qw net.ipv4.conf.br${id}.rp_filter=${below(3)}`)
}

/** Policy routing: now and then a source is sent to a table of its own that knows less. */
function routes(spaces: Namespaces, random: () => number, hosts: readonly Host[]): void {
  const victim = hosts[Math.floor(random() * hosts.length)]
  if (victim === undefined || random() < 0.6) return
  spaces.run('hv', `ip rule add from ${victim.address} lookup 100 priority 500`)
  if (random() < 0.5) spaces.run('hv', 'ip route add blackhole default table 100')
  else spaces.run('hv', `ip route add blackhole ${hosts[0]?.address}/32 table 100`)
}

function ruleset(random: () => number, hosts: readonly Host[], bases: readonly string[]): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const chance = (p: number): boolean => random() < p
  const place = (): string =>
    pick([...hosts.map((h) => h.address), ...bases.map((b) => `${b}.0/24`), ...bases.map((b) => `${b}.0/25`)])
  const proto = (): string =>
    pick([
      'tcp dport 22',
      'tcp dport { 22, 80 }',
      'tcp dport 1-79',
      'ip protocol icmp',
      'icmp type echo-request',
      'meta l4proto tcp',
      '',
    ])
  const rule = (): string =>
    [
      chance(0.7) ? `ip saddr ${chance(0.2) ? '!= ' : ''}${place()}` : '',
      chance(0.7) ? `ip daddr ${chance(0.2) ? '!= ' : ''}${place()}` : '',
      chance(0.3) ? `iifname ${chance(0.3) ? '!= ' : ''}"br${pick([10, 20, 99])}"` : '',
      chance(0.2) ? `oifname "br${pick([10, 20, 99])}"` : '',
      proto(),
      pick(['accept', 'accept', 'accept', 'drop', 'jump side', 'counter']),
    ]
      .filter((part) => part !== '')
      .join(' ')
  const rules = (n: number): string => Array.from({ length: n }, () => `    ${rule()}`).join('\n')
  const side = rules(2).replaceAll('jump side', 'return')
  const first = hosts[0]
  const nat =
    chance(0.4) && first !== undefined
      ? `  chain pre { type nat hook prerouting priority dstnat; ip daddr ${bases[1]}.1 tcp dport 80 dnat to ${first.address}:22; }`
      : ''
  const masquerade = chance(0.3)
    ? `  chain post { type nat hook postrouting priority srcnat; oifname "br${pick([10, 20, 99])}" masquerade; }`
    : ''
  return `table inet fw {
  chain side {
${side}
  }
  chain forward { type filter hook forward priority 0; policy ${pick(['drop', 'drop', 'accept'])};
    ct state established,related accept
${rules(4)}
  }
  chain input { type filter hook input priority 0; policy accept;
${rules(1).replaceAll('jump side', 'drop')}
  }
}
table ip nat {
${nat}
${masquerade}
}
`
}

const COMMANDS = [
  'ip -j -d link show',
  'ip -j addr show',
  'ip -j route show table all',
  'ip -j -6 route show table all',
  'ip -j rule show',
  'ip -j -6 rule show',
  'ip -j neigh show',
]
const HV_COMMANDS = [
  'bridge -j vlan show',
  'bridge -j fdb show',
  'bridge -j -d link show',
  'nft -j list ruleset',
  'nft list ruleset',
  "sysctl -a 2>/dev/null | grep -E 'ip_forward|forwarding|rp_filter|proxy_arp|bridge-nf|l3mdev'",
  'ss -Hltn',
]

/** What an engineer would hand over, with the engagement that says whose the hosts are. */
export function collect(spaces: Namespaces, lab: Lab): IntakeEntry[] {
  const entry = (path: string, text: string): IntakeEntry => ({ path, bytes: Buffer.from(text) })
  const of = (host: string, commands: readonly string[]): IntakeEntry[] =>
    commands.map((command, i) => entry(`${host}/${i}.txt`, spaces.record(host, command)))
  const own = (network: number): string =>
    lab.hosts
      .filter((h) => h.network === network)
      .map((h) => `{ device: ${h.name} }`)
      .join(', ')
  const engagement = `akashi: 1\ntenants:\n  - { id: A, endpoints: [${own(0)}] }\n  - { id: B, endpoints: [${own(1)}] }\nmanagement: { endpoints: [${own(2)}] }\npermitted: []\n`
  return [
    entry('akashi.yaml', engagement),
    ...of('hv', [...COMMANDS, ...HV_COMMANDS]),
    ...lab.hosts.flatMap((h) => of(h.name, COMMANDS)),
  ]
}

export interface Tried {
  readonly query: Query
  readonly answered: boolean
}

/** Every host tries every target: an echo, and a connection to each port. */
export function probe(spaces: Namespaces, lab: Lab): Tried[] {
  return lab.hosts.flatMap((host) => {
    const targets = lab.targets.filter((t) => t.name !== host.name)
    const lines = spaces
      .run(host.name, `${process.execPath} -`, prober(targets.map((t) => t.address)))
      .trim()
      .split('\n')
    return lines.map((line): Tried => {
      const [address = '', what = '', answer] = line.split(' ')
      const query: Query =
        what === 'icmp'
          ? { from: host.name, to: address, proto: 'icmp' }
          : { from: host.name, to: address, proto: 'tcp', port: Number(what) }
      return { query, answered: answer === 'yes' }
    })
  })
}

const prober = (addresses: readonly string[]): string => `
const { connect } = require('net'); const { exec } = require('child_process')
const say = (a, what) => (ok) => console.log(a + ' ' + what + ' ' + (ok ? 'yes' : 'no'))
const tcp = (a, p) => new Promise((done) => { const s = connect({ host: a, port: p }); const end = (ok) => { s.destroy(); done(ok) }
  s.setTimeout(1500, () => end(false)); s.on('connect', () => end(true)); s.on('error', () => end(false)) })
const ping = (a) => new Promise((done) => exec('ping -c2 -i0.2 -W1 ' + a, (e) => done(!e)))
for (const a of ${JSON.stringify(addresses)}) { ping(a).then(say(a, 'icmp')); for (const p of ${JSON.stringify(PORTS)}) tcp(a, p).then(say(a, p)) }
`
