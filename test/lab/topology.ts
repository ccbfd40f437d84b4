import type { Host, Network, Party, World } from './world.ts'

const PARTIES: readonly Party[] = ['A', 'B', 'management']

/** One hypervisor or two, a network for each party and its machines, some with a second NIC in another's network. */
export function buildTopology(world: World): void {
  const { plan, dice } = world
  const six = world.chance(60)
  if (six) world.features.push('ipv6')
  addHypervisor(world, 'hv')
  for (const [i, party] of PARTIES.entries()) {
    const network = addNetwork(world, 'hv', [10, 20, 99][i] as number, party, six)
    const machines = i === 2 ? 1 : 2
    for (let k = 0; k < machines; k++) addHost(world, `h${network.id}${k}`, network, 10 + k + 2 * dice.upTo(40))
  }
  for (const host of world.hosts.slice()) if (world.chance(20)) addSecondNic(world, host)
  const forward4 = world.chance(90) ? 1 : 0
  plan.sysctl('hv', 'net.ipv4.ip_forward', forward4)
  if (six) plan.sysctl('hv', 'net.ipv6.conf.all.forwarding', world.chance(75) ? 1 : 0)
}

export function addHypervisor(world: World, name: string): void {
  world.plan.add(name)
  world.hypervisors.push(name)
  for (const family of ['iptables', 'ip6tables'])
    world.plan.sysctl(name, `net.bridge.bridge-nf-call-${family}`, world.dice.upTo(1))
}

export function addNetwork(world: World, hypervisor: string, id: number, party: Party, six: boolean): Network {
  const { plan, dice } = world
  const number = dice.upTo(199)
  const network: Network = {
    id,
    v4: `10.${id}.${number}`,
    v6: six ? `fd${id}:${number}` : null,
    gateway: { host: hypervisor, nic: `br${id}` },
    party,
  }
  plan.run(hypervisor, `ip link add br${id} type bridge && ip link set br${id} up`)
  world.address(hypervisor, `br${id}`, network, 1)
  world.networks.push(network)
  return network
}

export function addHost(
  world: World,
  name: string,
  network: Network,
  n: number,
  at: string = network.gateway.host,
  bridge: string = network.gateway.nic,
): Host {
  world.plan.add(name)
  world.cable(at, bridge, name, 'eth0')
  const host = { name, network, party: network.party, ...world.address(name, 'eth0', network, n) }
  if (world.chance(88)) world.plan.run(name, `ip route add default via ${world.gatewayOf(network, 4)}`)
  if (network.v6 !== null && world.chance(85))
    world.plan.run(name, `ip -6 route add default via ${world.gatewayOf(network, 6)}`)
  world.hosts.push(host)
  return host
}

function addSecondNic(world: World, host: Host): void {
  const others = world.networks.filter((n) => n.id !== host.network.id)
  const network = world.dice.pick(others)
  world.cable(network.gateway.host, network.gateway.nic, host.name, 'eth1')
  world.address(host.name, 'eth1', network, 200 + world.hosts.indexOf(host))
  world.features.push('second NIC')
  if (!world.chance(40)) return
  world.plan.sysctl(host.name, 'net.ipv4.ip_forward', 1)
  world.plan.sysctl(host.name, 'net.ipv6.conf.all.forwarding', 1)
  world.features.push('host forwards')
}
