import type { Cloud } from '../../../cloud/cloud.ts'
import { newDraft } from './draft.ts'
import { buildHiddenGateways } from './hidden-gateways.ts'
import { buildInternetGateways } from './internet.ts'
import type { Inventory } from './inventory.ts'
import { buildInterfaces } from './owners.ts'
import { buildPeerings } from './peering.ts'
import { buildPlaces } from './places.ts'
import { addResources } from './resources.ts'
import { buildSubnetRoutes, tablesBySubnet } from './routes.ts'
import { buildTransits } from './transit.ts'

/** The model of everything that the inventory holds. */
export function buildCloud(facts: Inventory): Cloud {
  const draft = newDraft()
  const world = buildPlaces(draft, facts)
  buildInterfaces(world)
  buildTransits(world)
  buildInternetGateways(world)
  buildPeerings(world)
  buildHiddenGateways(world)
  const tableOf = tablesBySubnet(world)
  for (const vpc of world.vpcs.values())
    for (const place of vpc.subnets) buildSubnetRoutes(world, vpc, place, tableOf(place))
  addResources(draft, facts)
  return draft.finish()
}
