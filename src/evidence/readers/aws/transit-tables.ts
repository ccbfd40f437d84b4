import type { AddressRange } from '../../../base/address.ts'
import type { Source } from '../../../base/source.ts'
import type { NextHop, Route } from '../../../cloud/network.ts'
import { addRoute, forward } from './draft.ts'
import type { Node } from './draft.ts'
import type { Attachment, Propagation, Transit, TransitRoute } from './facts.ts'
import type { World } from './world.ts'

type HopsOf = (attachment: string) => readonly NextHop[] | null

/** [W-85] Every table of a transit gateway: its static routes and blackholes, then the blocks that its attachments propagate. */
export function fillTransitTables(
  world: World,
  node: Node,
  transit: Transit,
  attachments: readonly Attachment[],
  hopsOf: HopsOf,
): void {
  for (const table of tablesOf(world, transit, attachments)) {
    const id = `${node.id}/${table}`
    node.tables.set(id, [])
    const routes = world.facts.transitRoutes.filter((route) => route.table === table)
    for (const route of routes) addTransitRoute(world, node, id, route, hopsOf)
    const propagations = world.facts.propagations.filter((p) => p.table === table)
    for (const propagation of propagations) addPropagation(world, node, id, propagation, attachments, hopsOf)
    if (!isWhole(world, table)) unclear(world, node, id, table, transit.from)
  }
}

function tablesOf(world: World, transit: Transit, attachments: readonly Attachment[]): readonly string[] {
  const described = [...world.facts.transitTables.values()].filter((t) => t.transit === transit.id).map((t) => t.id)
  const associated = attachments.map((a) => a.table).filter((t) => t !== null && t !== '')
  return [...new Set([...described, ...associated])].filter((t) => t !== null)
}

function unclear(world: World, node: Node, id: string, table: string, from: readonly Source[]): void {
  if (node.unclear.has(id)) return
  const ask = `aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id ${table} --filters Name=state,Values=active,blackhole`
  node.unclear.set(id, world.draft.unknown('aws-transit-table', { table }, ask, from))
}

/**
 * Both halves of a table must be in evidence. A search that asks for more than static routes gives both at once; the routes of a propagating
 * attachment are else taken from the blocks of its VPC.
 */
function isWhole(world: World, table: string): boolean {
  const { answers } = world.facts
  const searches = answers.all.filter((a) => a.sort.key === 'Routes' && a.owner === table)
  const wrapped = answers
    .items('TransitGatewayStaticRoutes')
    .filter(({ item }) => item.text('TransitGatewayRouteTableId') === table)
  const statics =
    (searches.length > 0 && searches.every((a) => a.whole)) ||
    (wrapped.length > 0 &&
      wrapped.every(
        ({ item }) => item.has('Routes') && !item.spoilt() && item.flag('AdditionalRoutesAvailable') !== true,
      ))
  const everything = searches.some(
    (a) =>
      a.whole &&
      (!/type/i.test(a.piece.command ?? 'type') || a.items.some((item) => item.text('Type') === 'propagated')),
  )
  const propagated =
    everything ||
    answers.all.some((a) => a.sort.key === 'TransitGatewayRouteTablePropagations' && a.owner === table && a.whole) ||
    answers
      .items('TransitGatewayPropagations')
      .some(
        ({ item }) =>
          item.text('TransitGatewayRouteTableId') === table &&
          item.has('TransitGatewayRouteTablePropagations') &&
          !item.spoilt(),
      )
  return statics && propagated
}

function addTransitRoute(world: World, node: Node, table: string, route: TransitRoute, hopsOf: HopsOf): void {
  const ranges = route.to === null ? listRanges(world, route) : [route.to]
  if (ranges === null || !route.understood) return unclear(world, node, table, route.table, route.from)
  const action = actionOf(route, hopsOf)
  if (action === null) return unclear(world, node, table, route.table, route.from)
  const origin = route.propagated ? 'propagated' : 'static'
  for (const to of ranges) addRoute(node, to, action, route.from, { table, origin, metric: route.propagated ? 1 : 0 })
}

const listRanges = (world: World, route: TransitRoute): readonly AddressRange[] | null =>
  route.list === null ? null : (world.facts.prefixLists.get(route.list)?.ranges ?? null)

function actionOf(route: TransitRoute, hopsOf: HopsOf): Route['action'] | null {
  if (route.blackhole) return { kind: 'drop' }
  const hops = route.attachments.map(hopsOf)
  return hops.every((hop) => hop !== null) ? forward(hops.flat()) : null
}

/** [W-86] A VPC propagates its blocks. What a VPN or Direct Connect propagates is known only to a search of the table's routes. */
function addPropagation(
  world: World,
  node: Node,
  table: string,
  propagation: Propagation,
  attachments: readonly Attachment[],
  hopsOf: HopsOf,
): void {
  const attachment = attachments.find((a) => a.id === propagation.attachment)
  const hops = hopsOf(propagation.attachment)
  const vpc = attachment?.kind === 'vpc' ? world.vpcs.get(attachment.resource) : undefined
  const routes = node.tables.get(table) ?? []
  const searched = world.facts.transitRoutes.some((r) => r.propagated && r.attachments.includes(propagation.attachment))
  if (searched) return
  if (vpc === undefined || hops === null) return unclear(world, node, table, propagation.table, propagation.from)
  for (const to of vpc.cidrs)
    if (!routes.some((r) => r.metric === 1 && r.to.first === to.first && r.to.last === to.last))
      addRoute(node, to, forward(hops), propagation.from, { table, origin: 'propagated', metric: 1 })
}
