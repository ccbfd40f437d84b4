import { buildBalancer } from './balancers.ts'
import type { NetworkInterface } from './facts.ts'
import type { Owner } from './interfaces.ts'
import { readBalancers } from './read-balancers.ts'
import type { Balancer } from './read-balancers.ts'
import { natInterface, natOwner } from './nat.ts'
import { serviceOwner } from './service-endpoints.ts'
import { buildInterface } from './interfaces.ts'
import { pointsOf } from './transit-hops.ts'
import type { World } from './world.ts'

/** [W-43] Every interface on the device that it belongs to: its machine, its gateway, its service, or one of its own. */
export function buildInterfaces(world: World): void {
  const { facts } = world
  const built = new Set<string>()
  const build = (eni: NetworkInterface, owner: Owner): void => {
    if (built.has(eni.id)) return
    built.add(eni.id)
    buildInterface(world, eni, owner)
  }
  for (const gateway of facts.natGateways.values()) {
    const eni = natInterface(world, gateway)
    if (eni !== null && !['failed', 'deleted', 'deleting'].includes(gateway.state))
      build(eni, natOwner(world, gateway, eni))
  }
  for (const endpoint of facts.endpoints.values())
    for (const id of endpoint.kind === 'interface' ? endpoint.interfaces : []) {
      const eni = facts.interfaces.get(id)
      if (eni !== undefined) build(eni, serviceOwner(world, endpoint, eni))
    }
  for (const balancer of readBalancers(facts.answers)) {
    const enis = balancerInterfaces(world, balancer).filter((eni) => !built.has(eni.id))
    for (const eni of enis) built.add(eni.id)
    buildBalancer(world, balancer, enis)
  }
  const transit = new Set([...facts.attachments.values()].flatMap((a) => pointsOf(facts, a)).map((point) => point.id))
  for (const eni of facts.interfaces.values()) if (!transit.has(eni.id)) build(eni, ownerOf(world, eni))
}

const balancerInterfaces = (world: World, balancer: Balancer): readonly NetworkInterface[] =>
  world.interfacesOf.vpc(balancer.vpc).filter((eni) => eni.instance === null && eni.description === balancer.mark)

/** Kinds of interface that answer nobody at their own address, whatever gateway they belong to. */
const SILENT = new Set(['nat_gateway', 'transit_gateway'])

function silentOwner(world: World, eni: NetworkInterface): Owner {
  const name = eni.description === '' ? eni.id : eni.description
  return { device: world.draft.device(`${eni.id}:device`, name, 'fabric', [eni.id], eni.from), routed: false }
}

function ownerOf(world: World, eni: NetworkInterface): Owner {
  const { draft, facts } = world
  if (eni.instance === null && SILENT.has(eni.type)) return silentOwner(world, eni)
  if (eni.instance === null) {
    const name = [eni.name, eni.description, eni.id].find((n) => n !== '') ?? eni.id
    const aliases = [eni.id, eni.name].filter((n) => n !== '')
    return { device: draft.device(`${eni.id}:device`, name, 'host', aliases, eni.from) }
  }
  const instance = facts.instances.get(eni.instance)
  const name = instance === undefined || instance.name === '' ? eni.instance : instance.name
  const aliases = [eni.instance, instance?.name ?? ''].filter((n) => n !== '')
  return { device: draft.device(eni.instance, name, 'host', aliases, instance?.from ?? eni.from) }
}
