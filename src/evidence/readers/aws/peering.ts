import type { Source } from '../../../base/source.ts'
import type { UnknownId } from '../../../cloud/ids.ts'
import type { NextHop } from '../../../cloud/network.ts'
import { addRoute, forward, routeFrom } from './draft.ts'
import type { Node } from './draft.ts'
import type { Peering, PeeringSide } from './facts.ts'
import { towardsUnseen, wire } from './world.ts'
import type { Place, VpcPlace, World } from './world.ts'

/**
 * [W-70] A peering connection is a router of two tables: what comes from one VPC goes to the blocks of the other and nowhere else, so it is
 * never a way through. One that is not active takes nothing.
 */
export function peeringHops(
  world: World,
  peering: Peering,
  vpc: VpcPlace,
  place: Place,
  from: readonly Source[],
  unknown?: UnknownId,
): readonly NextHop[] {
  const other = peering.sides.find((side) => side.vpc !== vpc.vpc.id)
  if (other === undefined || !peering.sides.some((side) => side.vpc === vpc.vpc.id)) return []
  if (!['active', ''].includes(peering.status)) return []
  const node = peeringNode(world, peering)
  const doubt = unknown ?? (peering.status === '' ? stateUnknown(world, peering) : undefined)
  const { hop, far } = wire(world.draft, place, { node, in: [], out: [] }, peering.id, from, doubt)
  world.draft.once(`into ${far}`, () => {
    routeFrom(node, [far], tableTo(world, node, peering, other, vpc.vpc.id), from)
    return true
  })
  return [hop]
}

const stateUnknown = (world: World, peering: Peering): UnknownId =>
  world.draft.unknown(
    'aws-peering-state',
    { peering: peering.id },
    `aws ec2 describe-vpc-peering-connections --vpc-peering-connection-ids ${peering.id}`,
    peering.from,
  )

const peeringNode = (world: World, peering: Peering): Node => {
  const { draft } = world
  const name = peering.name === '' ? peering.id : `${peering.name} (${peering.id})`
  return draft.node(
    draft.device(peering.id, `peering ${name}`, 'fabric', [peering.id], peering.from),
    name,
    peering.from,
  )
}

/** The table for packets that go to one side. A side that is not in evidence is a stranger, who may also send back to the first. */
function tableTo(world: World, node: Node, peering: Peering, side: PeeringSide, back: string): string {
  const { draft } = world
  const table = `${node.id}/to/${side.vpc}`
  return draft.once(`table ${table}`, () => {
    node.tables.set(table, [])
    const place: Place = { node, in: [], out: [] }
    const far = world.vpcs.get(side.vpc)
    if (far !== undefined) {
      const { hop } = wire(draft, place, { node: far.core, in: [], out: [] }, side.vpc, peering.from)
      for (const range of far.cidrs) addRoute(node, range, forward([hop]), peering.from, { table })
      return table
    }
    const ask = `evidence of ${side.vpc}, the other side of ${peering.id}`
    const hop = towardsUnseen(draft, place, side.vpc, 'aws-peer-vpc', ask, peering.from)
    for (const range of side.cidrs) addRoute(node, range, forward([hop]), peering.from, { table })
    const home = peering.sides.find((s) => s.vpc === back)
    if (home !== undefined) routeFrom(node, [hop.out], tableTo(world, node, peering, home, side.vpc), peering.from)
    return table
  })
}

/** [W-71] A peer that is not in evidence may send into the VPC even where no subnet routes to it. */
export function buildPeerings(world: World): void {
  for (const peering of world.facts.peerings.values()) {
    if (!['active', ''].includes(peering.status)) continue
    const node = peeringNode(world, peering)
    for (const side of peering.sides)
      for (const other of peering.sides)
        if (side !== other && world.vpcs.has(side.vpc)) tableTo(world, node, peering, other, side.vpc)
  }
}
