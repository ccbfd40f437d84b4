import { addHypervisor, addHost, addNetwork } from './topology.ts'
import { bridgesOf, placesOf, tapsOf } from './words.ts'
import type { World } from './world.ts'

/** Each feature by its chance in a hundred; it adds to the world what it is about. */
export const FEATURES: readonly {
  readonly name: string
  readonly percent: number
  readonly add: (world: World) => void
}[] = [
  { name: 'second hypervisor, routed', percent: 25, add: routedHypervisor },
  { name: 'network over vxlan', percent: 15, add: vxlan },
  { name: 'network over a bridged cable', percent: 12, add: bridgedCable },
  { name: 'macvlan', percent: 15, add: macvlan },
  { name: 'policy rules', percent: 35, add: policyRules },
  { name: 'marked packets', percent: 20, add: markedRule },
  { name: 'reverse path', percent: 35, add: reversePath },
  { name: 'special routes', percent: 30, add: specialRoutes },
  { name: 'equal-cost routes', percent: 10, add: equalCost },
  { name: 'proxy ARP', percent: 12, add: proxyArp },
  { name: 'port isolation', percent: 20, add: isolation },
  { name: 'host firewall', percent: 35, add: hostFirewall },
  { name: 'stray addresses', percent: 15, add: strayAddress },
  { name: 'a NIC that is down', percent: 8, add: down },
]

export function addFeatures(world: World): void {
  for (const { name, percent, add } of FEATURES) {
    if (!world.chance(percent)) continue
    world.features.push(name)
    add(world)
  }
}

/** `hw` behind a cable with a network of its own; each knows the other's networks, now and then only one of them. */
function routedHypervisor(world: World): void {
  const { plan } = world
  const six = world.networks.some((n) => n.v6 !== null)
  addHypervisor(world, 'hw')
  plan.run('hv', 'ip link add up0 type veth peer name up0 netns $P-hw && ip link set up0 up')
  plan.run('hw', 'ip link set up0 up')
  plan.run('hv', 'ip addr add 10.250.0.1/30 dev up0')
  plan.run('hw', 'ip addr add 10.250.0.2/30 dev up0')
  const network = addNetwork(world, 'hw', 30, world.dice.pick(['A', 'B']), six)
  addHost(world, 'h300', network, 11)
  addHost(world, 'h301', network, 12)
  plan.sysctl('hw', 'net.ipv4.ip_forward', 1)
  plan.sysctl('hw', 'net.ipv6.conf.all.forwarding', 1)
  if (world.chance(85)) plan.run('hv', `ip route add ${network.v4}.0/24 via 10.250.0.2`)
  for (const other of world.networks) {
    if (other.gateway.host !== 'hv' || !world.chance(80)) continue
    plan.run('hw', `ip route add ${other.v4}.0/24 via 10.250.0.1`)
  }
  if (!six) return
  plan.run('hv', 'ip -6 addr add fd00:250::1/64 dev up0 nodad')
  plan.run('hw', 'ip -6 addr add fd00:250::2/64 dev up0 nodad')
  plan.run('hv', `ip -6 route add ${network.v6}::/64 via fd00:250::2`)
  if (world.chance(80)) plan.run('hw', 'ip -6 route add default via fd00:250::1')
}

/** A further hypervisor that only bridges, with a cable of its own addresses to the first. */
function farHypervisor(world: World): string {
  const name = `hx${world.hypervisors.length}`
  const k = world.hypervisors.length
  addHypervisor(world, name)
  world.plan.run('hv', `ip link add far${k} type veth peer name far0 netns $P-${name} && ip link set far${k} up`)
  world.plan.run(name, 'ip link set far0 up')
  return name
}

function vxlan(world: World): void {
  const { plan, dice } = world
  const far = farHypervisor(world)
  const k = world.hypervisors.length - 1
  const network = dice.pick(world.networks.filter((n) => n.gateway.host === 'hv'))
  const vni = 100 + dice.upTo(800)
  const ends = [
    { host: 'hv', nic: `far${k}`, own: 1, peer: 2, bridge: network.gateway.nic },
    { host: far, nic: 'far0', own: 2, peer: 1, bridge: 'brx' },
  ]
  plan.run(far, 'ip link add brx type bridge && ip link set brx up')
  for (const { host, nic, own, peer, bridge } of ends) {
    plan.run(host, `ip addr add 10.251.${k}.${own}/24 dev ${nic}`)
    const id = host !== 'hv' && world.chance(15) ? vni + 1 : vni
    plan.run(
      host,
      `ip link add vx${k} type vxlan id ${id} dstport 4789 local 10.251.${k}.${own} remote 10.251.${k}.${peer} dev ${nic}`,
    )
    plan.run(host, `ip link set vx${k} master ${bridge} && ip link set vx${k} up`)
  }
  addHost(world, `h${network.id}x`, network, 150, far, 'brx')
}

function bridgedCable(world: World): void {
  const { plan, dice } = world
  const far = farHypervisor(world)
  const network = dice.pick(world.networks.filter((n) => n.gateway.host === 'hv'))
  plan.run(far, 'ip link add brx type bridge && ip link set brx up && ip link set far0 master brx')
  plan.run('hv', `ip link set far${world.hypervisors.length - 1} master ${network.gateway.nic}`)
  addHost(world, `h${network.id}c`, network, 160, far, 'brx')
}

/** Two containers as macvlan children of one port of the hypervisor's bridge. */
function macvlan(world: World): void {
  const { plan, dice } = world
  const network = dice.pick(world.networks.filter((n) => n.gateway.host === 'hv'))
  world.doubts.push('what a macvlan does in another namespace')
  const mode = dice.pick(['bridge', 'private', 'bridge', 'vepa'])
  plan.run('hv', 'ip link add mp0 type veth peer name mp1 && ip link set mp0 up && ip link set mp1 up')
  plan.run('hv', `ip link set mp0 master ${network.gateway.nic}`)
  for (const k of [0, 1]) {
    const name = `c${k}`
    plan.add(name)
    plan.run('hv', `ip link add link mp1 name mv${k} netns $P-${name} type macvlan mode ${mode}`)
    plan.run(name, `ip link set mv${k} name eth0 && ip link set eth0 up`)
    const host = { name, network, party: network.party, ...world.address(name, 'eth0', network, 170 + k) }
    plan.run(name, `ip route add default via ${world.gatewayOf(network, 4)}`)
    world.hosts.push(host)
  }
}

function policyRules(world: World): void {
  const { plan, dice } = world
  const from = dice.pick(placesOf(world, 4))
  const to = dice.pick(placesOf(world, 4))
  const how = dice.pick([
    `from ${from} lookup 100`,
    `to ${to} lookup 100`,
    `from ${from} to ${to} prohibit`,
    `iif ${dice.pick(bridgesOf(world))} lookup 100`,
    `not from ${from} lookup 100`,
    `from ${from} blackhole`,
    `from ${from} ipproto tcp dport 22 lookup 100`,
  ])
  plan.run('hv', `ip rule add ${how} priority ${dice.pick([500, 600])}`)
  plan.run(
    'hv',
    dice.pick([
      'ip route add blackhole default table 100',
      `ip route add unreachable ${to} table 100`,
      `ip route add throw ${to} table 100`,
      `ip route add ${to} dev ${dice.pick(bridgesOf(world))} table 100`,
    ]),
  )
  if (world.networks.some((n) => n.v6 !== null) && world.chance(40)) {
    plan.run('hv', `ip -6 rule add from ${dice.pick(placesOf(world, 6))} lookup 100 priority 500`)
    plan.run('hv', 'ip -6 route add blackhole default table 100')
  }
}

function markedRule(world: World): void {
  world.plan.run(
    'hv',
    `ip rule add ${world.dice.pick(['fwmark 7', 'fwmark 0x1/0x3', 'not fwmark 7', 'fwmark 7 from 10.0.0.0/8'])} lookup 107 priority 700`,
  )
  world.plan.run(
    'hv',
    world.dice.pick([
      'ip route add blackhole default table 107',
      `ip route add unreachable ${world.dice.pick(placesOf(world, 4))} table 107`,
    ]),
  )
}

function reversePath(world: World): void {
  for (const nic of [...bridgesOf(world), 'all'])
    if (world.chance(45)) world.plan.sysctl('hv', `net.ipv4.conf.${nic}.rp_filter`, world.dice.upTo(2))
  const host = world.dice.pick(world.hosts)
  if (world.chance(40)) world.plan.sysctl(host.name, 'net.ipv4.conf.eth0.rp_filter', 1)
}

function specialRoutes(world: World): void {
  const { plan, dice } = world
  const to = dice.pick(placesOf(world, 4).filter((p) => !p.endsWith('/24')))
  plan.run(
    'hv',
    dice.pick([
      `ip route add blackhole ${to}`,
      `ip route add unreachable ${to}`,
      `ip route add prohibit ${to} metric 5`,
      `ip route add ${to} dev ${dice.pick(bridgesOf(world))}`,
      `ip route add ${to} via ${dice.pick(world.hosts.filter((h) => h.network.gateway.host === 'hv')).v4}`,
    ]),
  )
  const host = dice.pick(world.hosts)
  if (world.chance(50))
    plan.attempt(
      host.name,
      `ip route add ${dice.pick(placesOf(world, 4))} ${dice.pick(['dev eth0', `via ${world.gatewayOf(host.network, 4)}`, `via ${dice.pick(world.hosts).v4}`])} metric 7`,
    )
}

function equalCost(world: World): void {
  const [a, b] = [world.hosts[0], world.hosts[1]]
  world.plan.run(
    'hv',
    `ip route add ${world.dice.pick(world.networks).v4}.128/25 nexthop via ${a?.v4} nexthop via ${b?.v4}`,
  )
  world.doubts.push('which of the equal routes a flow takes')
}

function proxyArp(world: World): void {
  const nic = world.dice.pick(bridgesOf(world))
  world.plan.sysctl('hv', `net.ipv4.conf.${nic}.proxy_arp`, 1)
  const host = world.dice.pick(world.hosts)
  if (world.chance(60))
    world.plan.attempt(host.name, `ip route add ${world.dice.pick(world.networks).v4}.0/24 dev eth0`)
}

function isolation(world: World): void {
  const taps = tapsOf(world)
  for (const tap of taps) if (world.chance(40)) world.plan.run('hv', `bridge link set dev ${tap} isolated on`)
  if (world.chance(30)) world.plan.run('hv', `bridge link set dev ${world.dice.pick(taps)} hairpin on`)
}

/** Rules of the machine's own. */
function hostFirewall(world: World): void {
  const { dice } = world
  const host = dice.pick(world.hosts)
  const place = dice.pick(placesOf(world, 4))
  const rule = (): string =>
    `ip ${dice.pick(['saddr', 'daddr'])} ${place} ${dice.pick(['tcp dport 22', 'tcp dport 80', 'udp dport 53', 'icmp type echo-request', 'meta l4proto tcp'])} ${dice.pick(['accept', 'drop', 'drop'])}`
  const known = world.chance(80) ? '    ct state established,related accept\n' : ''
  world.plan.run(
    host.name,
    'nft -f -',
    `table inet own {
  chain in { type filter hook input priority 0; policy ${dice.pick(['accept', 'accept', 'drop'])};
${known}    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ${rule()}
    ${rule()}
  }
  chain out { type filter hook output priority 0; policy accept;
${known}    ${rule()}
  }
}
`,
  )
}

/** An address of another network on a NIC: no route leads to it, but neighbours may find it. */
function strayAddress(world: World): void {
  const { dice } = world
  const host = dice.pick(world.hosts)
  const network = dice.pick(world.networks)
  world.plan.run(
    host.name,
    `ip addr add ${network.v4}.${240 + dice.upTo(9)}/${dice.pick(['24 dev eth0', '32 dev eth0', '32 dev lo'])}`,
  )
}

function down(world: World): void {
  const { dice } = world
  const tap = dice.pick(tapsOf(world))
  world.plan.run('hv', `ip link set ${tap} down`)
}
