import { dice } from '../oracle/dice.ts'
import { addFeatures } from './features.ts'
import { iptablesRules } from './iptablesRules.ts'
import { nftRules } from './nftRules.ts'
import { buildTopology } from './topology.ts'
import { World } from './world.ts'

/** A random lab: the same seed builds the same one. */
export function labOf(seed: number): World {
  const world = new World(dice(seed * 7919 + 1))
  buildTopology(world)
  addFeatures(world)
  addFilters(world)
  return world
}

/** The hypervisor's rules: by nft, by iptables (over nft or legacy), by both, or none. */
function addFilters(world: World): void {
  const { plan, dice } = world
  const kind = dice.pick(['nft', 'nft', 'nft', 'iptables', 'iptables', 'legacy', 'both', 'none'] as const)
  world.features.push(`rules: ${kind}`)
  if (kind === 'nft' || kind === 'both') plan.run('hv', 'nft -f -', nftRules(world))
  if (kind !== 'iptables' && kind !== 'legacy' && kind !== 'both') return
  const suffix = kind === 'legacy' ? '-legacy' : ''
  plan.run('hv', `iptables${suffix}-restore`, iptablesRules(world, 4))
  if (world.networks.some((n) => n.v6 !== null)) plan.run('hv', `ip6tables${suffix}-restore`, iptablesRules(world, 6))
}
