import type { NextHop, Route } from '../../../cloud/network.ts'
import { towardsInterface } from './appliance.ts'
import { addRoute, forward } from './draft.ts'
import type { RouteFact } from './facts.ts'
import { towardsUnseen } from './world.ts'
import type { Place, World } from './world.ts'

/**
 * [W-67] Routes for what comes in by a gateway, where a table is associated with it: to the VPC itself, or first to an interface
 * (a middlebox). Any other target is not modelled.
 */
export function addEdgeRoutes(world: World, gateway: string, place: Place, inside: NextHop, inbound: string): void {
  for (const table of world.facts.routeTables.values()) {
    if (!table.gateways.includes(gateway)) continue
    if (table.routes === null || world.facts.disputed.has(table.id)) {
      const ask = `aws ec2 describe-route-tables --route-table-ids ${table.id}`
      place.node.unclear.set(inbound, world.draft.unknown('aws-route-table', { subnet: gateway }, ask, table.from))
      continue
    }
    for (const route of table.routes)
      if (route.to !== null)
        addRoute(place.node, route.to, actionOf(world, place, inside, route), route.from, { table: inbound })
  }
}

function actionOf(world: World, place: Place, inside: NextHop, route: RouteFact): Route['action'] {
  const { kind, id } = route.target
  if (route.blackhole) return { kind: 'drop' }
  if (kind === 'local' && route.understood) return forward([inside])
  const eni = kind === 'interface' ? world.facts.interfaces.get(id) : world.interfacesOf.instance(id)[0]
  if (eni !== undefined && route.understood) return forward(towardsInterface(world, place, eni, route.from))
  return forward([towardsUnseen(world.draft, place, id, 'aws-not-modelled', `evidence of ${id}`, route.from)])
}
