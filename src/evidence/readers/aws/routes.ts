import type { AddressRange } from '../../../base/address.ts'
import { canonical, complement } from '../../../base/ranges.ts'
import type { NextHop, Route } from '../../../cloud/network.ts'
import { ALL_V4, ALL_V6, addRoute, forward, peer, routeWhen } from './draft.ts'
import type { RouteFact, RouteTableFact } from './facts.ts'
import { hopsTo, uncertainHops } from './targets.ts'
import { groupBy } from './world.ts'
import type { SubnetPlace, VpcPlace, World } from './world.ts'

/** Which table routes a subnet's packets; null when the evidence does not say. */
export type TableOf = (subnet: SubnetPlace) => RouteTableFact | null

/** [W-50] The table that is associated with the subnet, else the VPC's main one; neither or several: not known. */
export function tablesBySubnet(world: World): TableOf {
  const { facts } = world
  const explicit = groupBy(facts.routeTables.values(), (table) => table.subnets)
  const ofVpc = groupBy(facts.routeTables.values(), (table) => [table.vpc])
  return ({ subnet }) => {
    const own = explicit(subnet.id)
    const tables = ofVpc(subnet.vpc)
    const sure = tables.every((table) => table.associated) && facts.answers.whole('RouteTables', subnet.scope)
    const main = sure ? tables.filter((table) => table.main) : []
    const found = own.length > 0 ? own : main
    const [table] = found
    if (table === undefined || found.length > 1 || facts.disputed.has(table.id)) return null
    return table
  }
}

/** The routes of a subnet's router besides those to its own interfaces. */
export function buildSubnetRoutes(world: World, vpc: VpcPlace, place: SubnetPlace, table: RouteTableFact | null): void {
  const local = peer(`${place.subnet.id}:uplink`)
  const from = table?.from ?? place.subnet.from
  // [W-51] Every table holds the VPC's own blocks, and no API call can take them out.
  for (const range of vpc.cidrs) addRoute(place.node, range, forward([local]), from, { metric: 1, origin: 'local' })
  if (table === null || table.routes === null) return unknownTable(world, vpc, place, table)
  for (const route of table.routes) addFactRoute(world, vpc, place, route)
}

/** [W-52] Without its table, a subnet's packets may go out by any gateway that its VPC may have. */
function unknownTable(world: World, vpc: VpcPlace, place: SubnetPlace, table: RouteTableFact | null): void {
  const from = table?.from ?? place.subnet.from
  const unknown = world.draft.unknown(
    'aws-route-table',
    { subnet: place.subnet.id },
    `aws ec2 describe-route-tables --filters Name=vpc-id,Values=${vpc.vpc.id}`,
    from,
  )
  const hops = uncertainHops(world, vpc, place, unknown, from)
  for (const all of [ALL_V4, ALL_V6]) addRoute(place.node, all, forward(hops), from, { metric: 2, origin: 'unknown' })
}

function addFactRoute(world: World, vpc: VpcPlace, place: SubnetPlace, route: RouteFact): void {
  const ranges = rangesOf(world, route)
  if (ranges === null) return maybeRoute(world, vpc, place, route)
  const action = actionOf(world, vpc, place, route)
  const origin = route.propagated ? 'propagated' : route.target.kind === 'local' ? 'local' : 'static'
  const metric = route.propagated || route.list !== null ? 1 : 0
  for (const range of ranges) addRoute(place.node, range, action, route.from, { origin, metric })
}

function rangesOf(world: World, route: RouteFact): readonly AddressRange[] | null {
  if (route.to !== null) return [route.to]
  const list = route.list === null ? undefined : world.facts.prefixLists.get(route.list)
  return list?.ranges ?? null
}

function actionOf(world: World, vpc: VpcPlace, place: SubnetPlace, route: RouteFact): Route['action'] {
  if (route.blackhole) return { kind: 'drop' }
  if (!route.understood || route.target.id === '') return forward(uncertainRoute(world, vpc, place, route))
  if (route.target.kind === 'local') return forward([peer(`${place.subnet.id}:uplink`)])
  return forward(hopsTo(world, vpc, place, route.target, route.from))
}

function uncertainRoute(world: World, vpc: VpcPlace, place: SubnetPlace, route: RouteFact): readonly NextHop[] {
  const pointer = route.from[0]?.pointer ?? ''
  const unknown = world.draft.unknown(
    'aws-route',
    { subnet: place.subnet.id, route: pointer },
    `aws ec2 describe-route-tables --filters Name=vpc-id,Values=${vpc.vpc.id}`,
    route.from,
  )
  return uncertainHops(world, vpc, place, unknown, route.from)
}

/** [W-53] A route whose destinations are not known may take any packet that is not for the VPC itself. */
function maybeRoute(world: World, vpc: VpcPlace, place: SubnetPlace, route: RouteFact): void {
  const list = route.list ?? route.from[0]?.pointer ?? ''
  const unknown = world.draft.unknown(
    'aws-route-destination',
    { subnet: place.subnet.id, list },
    `aws ec2 get-managed-prefix-list-entries --prefix-list-id ${list}`,
    route.from,
  )
  const table = `${place.node.id}/maybe/${list}`
  const outside = complement(canonical(vpc.cidrs), [ALL_V4, ALL_V6])
  routeWhen(place.node, { dst: outside, unknown: [unknown] }, table, route.from)
  const action = actionOf(world, vpc, place, { ...route, understood: route.understood || route.list !== null })
  for (const all of [ALL_V4, ALL_V6]) addRoute(place.node, all, action, route.from, { table })
}
