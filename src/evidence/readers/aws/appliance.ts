import type { Source } from '../../../base/source.ts'
import type { UnknownId } from '../../../cloud/ids.ts'
import type { NextHop } from '../../../cloud/network.ts'
import { ALL_V4, ALL_V6, addRoute, forward, peer, routeFrom } from './draft.ts'
import type { NetworkInterface } from './facts.ts'
import { portOf, towardsUnseen, wire } from './world.ts'
import type { Place, World } from './world.ts'

/**
 * [W-56] The hop towards an interface that a route names: straight to its port within the subnet; else into its subnet, past the ACLs of both,
 * where a table of its own leads to the port. An interface whose destination check is on takes no packet that is not for it.
 */
export function towardsInterface(
  world: World,
  place: Place,
  eni: NetworkInterface,
  from: readonly Source[],
  unknown?: UnknownId,
): readonly NextHop[] {
  if (eni.sourceCheck === true) return []
  const home = world.subnets.get(eni.subnet)
  if (home === undefined)
    return [
      towardsUnseen(
        world.draft,
        place,
        eni.id,
        'aws-subnet',
        `aws ec2 describe-subnets --subnet-ids ${eni.subnet}`,
        from,
      ),
    ]
  const doubt = unknown ?? (eni.sourceCheck === null ? destinationCheck(world, eni) : undefined)
  const port = portOf(eni.subnet, eni.id)
  if (place.node === home.node && doubt === undefined) return [peer(port)]
  return [intoSubnet(world, place, eni, port, from, doubt)]
}

const destinationCheck = (world: World, eni: NetworkInterface): UnknownId =>
  world.draft.unknown(
    'aws-source-check',
    { interface: eni.id },
    `aws ec2 describe-network-interfaces --network-interface-ids ${eni.id}`,
    eni.from,
  )

/** A wire into the interface's subnet, and the rule there that whatever comes in by it goes to the interface's port. */
export function intoSubnet(
  world: World,
  place: Place,
  eni: { readonly id: string; readonly subnet: string },
  port: string,
  from: readonly Source[],
  unknown?: UnknownId,
): NextHop {
  const home = world.subnets.get(eni.subnet)
  if (home === undefined) throw new Error(`interface ${eni.id} has no subnet ${eni.subnet} in the model`)
  const { hop, far } = wire(world.draft, place, home, `${eni.subnet}/${eni.id}`, from, unknown)
  world.draft.once(`into ${far}`, () => {
    const table = `${home.node.id}/to/${eni.id}`
    const fresh = !home.node.tables.has(table)
    routeFrom(home.node, [far], table, from)
    if (fresh) for (const all of [ALL_V4, ALL_V6]) addRoute(home.node, all, forward([peer(port)]), from, { table })
    return true
  })
  return hop
}
