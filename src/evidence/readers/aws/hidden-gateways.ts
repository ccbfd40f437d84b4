import { towardsUnseen } from './world.ts'
import type { VpcPlace, World } from './world.ts'

/** The calls that would say what else is attached to a VPC; the answers to either of a row will do. */
const CALLS = [
  ['VpnGateways'],
  ['VpcPeeringConnections'],
  ['TransitGatewayAttachments', 'TransitGatewayVpcAttachments'],
] as const

/**
 * [W-57] What is attached to a VPC may send into it even where no route leads out to it: a virtual private gateway, of which only the name is
 * known, and whatever the calls that were not answered would have told of.
 */
export function buildHiddenGateways(world: World): void {
  const attached = attachedVpnGateways(world)
  for (const vpc of world.vpcs.values()) {
    for (const { id, from } of attached.filter((gateway) => gateway.vpc === vpc.vpc.id))
      towardsUnseen(world.draft, core(vpc), id, 'aws-not-modelled', `evidence of what lies behind ${id}`, from)
    const silent = CALLS.filter((call) => !world.facts.answers.whole(call, vpc.vpc.scope)).flat()
    if (silent.length === 0) continue
    const name = `gateways of ${vpc.vpc.id}`
    const ask = `the answers that list ${silent.join(', ')}`
    towardsUnseen(world.draft, core(vpc), name, 'aws-not-modelled', ask, vpc.vpc.from)
  }
}

const core = (vpc: VpcPlace) => ({ node: vpc.core, in: [], out: [] })

const attachedVpnGateways = (world: World) =>
  world.facts.answers
    .items('VpnGateways')
    .flatMap(({ item }) =>
      (item.items('VpcAttachments') ?? [])
        .filter((row) => row.text('State') !== 'detached')
        .map((row) => ({ id: item.text('VpnGatewayId') ?? 'vgw', vpc: row.text('VpcId') ?? '', from: [item.source] })),
    )
