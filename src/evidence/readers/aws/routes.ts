import { familyOf, type AddressRange } from '../../../base/address.ts'
import { canonical, complement } from '../../../base/ranges.ts'
import type { Route } from '../../../cloud/network.ts'
import { ALL_V4, ALL_V6, addRoute, forward, peer, routeWhen } from './draft.ts'
import type { RouteFact, RouteTableFact } from './facts.ts'
import { hopsTo, uncertainHops } from './targets.ts'
import { groupBy, towardsUnseen } from './world.ts'
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
  if (ranges === null || (!route.understood && !route.blackhole) || mayWake(world, route))
    return maybeRoute(world, vpc, place, route, ranges)
  const action = actionOf(world, vpc, place, route)
  const origin = route.propagated ? 'propagated' : route.target.kind === 'local' ? 'local' : 'static'
  const metric = route.propagated || route.list !== null ? 1 : 0
  for (const range of ranges) addRoute(place.node, range, action, route.from, { origin, metric })
}

/** [W-58] A blackhole to a machine that is there and does not run is a route again as soon as somebody starts it. */
const mayWake = (world: World, { blackhole, target }: RouteFact): boolean =>
  blackhole &&
  ((target.kind === 'interface' && (world.facts.interfaces.get(target.id)?.instance ?? null) !== null) ||
    (target.kind === 'instance' && world.interfacesOf.instance(target.id).length > 0))

function rangesOf(world: World, route: RouteFact): readonly AddressRange[] | null {
  if (route.to !== null) return [route.to]
  const list = route.list === null ? undefined : world.facts.prefixLists.get(route.list)
  return list?.ranges ?? null
}

function actionOf(world: World, vpc: VpcPlace, place: SubnetPlace, route: RouteFact): Route['action'] {
  if (route.blackhole && !mayWake(world, route)) return { kind: 'drop' }
  if (route.target.kind === 'local') return forward([peer(`${place.subnet.id}:uplink`)])
  if (isSixToFour(route)) return sixToFour(world, vpc, place, route)
  return forward(hopsTo(world, vpc, place, route.target, route.from))
}

const isSixToFour = ({ to, target }: RouteFact): boolean =>
  target.kind === 'nat' && to !== null && familyOf(to.first) === 'ip6'

/** [W-59] A NAT gateway makes IPv4 of IPv6 (64:ff9b::/96), which is not modelled: what comes of it may go wherever the gateway's subnet leads. */
function sixToFour(world: World, vpc: VpcPlace, place: SubnetPlace, route: RouteFact): Route['action'] {
  const { id } = route.target
  const home = world.subnets.get(world.facts.natGateways.get(id)?.subnet ?? '')
  const name = `NAT64 of ${id}`
  if (home !== undefined)
    towardsUnseen(world.draft, home, name, 'aws-not-modelled', `evidence of what ${id} translates`, route.from)
  return forward(hopsTo(world, vpc, place, { kind: 'other', id: name }, route.from))
}

/**
 * [W-53] A route of which something is not known may take the packets that it may be for. Where its destinations are not known, those are all that
 * are not for the VPC itself; where its target is not, it may be any way out.
 */
function maybeRoute(
  world: World,
  vpc: VpcPlace,
  place: SubnetPlace,
  route: RouteFact,
  ranges: readonly AddressRange[] | null,
): void {
  const name = route.list ?? route.from[0]?.pointer ?? ''
  const code = ranges === null ? 'aws-route-destination' : 'aws-route'
  const ask =
    route.list === null
      ? `aws ec2 describe-route-tables --filters Name=vpc-id,Values=${vpc.vpc.id}`
      : `aws ec2 get-managed-prefix-list-entries --prefix-list-id ${route.list}`
  const unknown = world.draft.unknown(code, { subnet: place.subnet.id, route: name }, ask, route.from)
  const table = `${place.node.id}/maybe/${name}`
  const dst = ranges ?? complement(canonical(vpc.cidrs), [ALL_V4, ALL_V6])
  routeWhen(place.node, { dst, unknown: [unknown] }, table, route.from)
  if (route.blackhole)
    for (const to of ranges ?? []) addRoute(place.node, to, { kind: 'drop' }, route.from, { origin: 'static' })
  const action = isTargetKnown(route)
    ? actionOf(world, vpc, place, route)
    : forward(uncertainHops(world, vpc, place, unknown, route.from))
  for (const all of [ALL_V4, ALL_V6]) addRoute(place.node, all, action, route.from, { table })
}

const isTargetKnown = (route: RouteFact): boolean => (route.list !== null && route.understood) || route.blackhole
