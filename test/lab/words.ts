import type { World } from './world.ts'

/** Addresses and prefixes of the lab, of one family, as rules name them. */
export function placesOf(world: World, family: 4 | 6): string[] {
  const { hosts, networks } = world
  if (family === 4)
    return [
      ...hosts.map((h) => h.v4),
      ...networks.flatMap((n) => [`${n.v4}.0/24`, `${n.v4}.0/24`, `${n.v4}.0/25`, `${n.v4}.0/26`]),
      '10.0.0.0/8',
    ]
  return [...hosts.flatMap((h) => h.v6 ?? []), ...networks.flatMap((n) => (n.v6 === null ? [] : [`${n.v6}::/64`]))]
}

/** The ports of the hypervisor's bridges that lead to hosts. */
export const tapsOf = (world: World): string[] =>
  world.plan.steps.flatMap(({ host, command }) => {
    const tap = /^ip link add (t\S+) type veth/.exec(command)?.[1]
    return host === 'hv' && tap !== undefined ? [tap] : []
  })

export const bridgesOf = (world: World): string[] =>
  world.networks.filter((n) => n.gateway.host === 'hv').map((n) => n.gateway.nic)
