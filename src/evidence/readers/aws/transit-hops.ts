import type { Source } from '../../../base/source.ts'
import type { UnknownId } from '../../../cloud/ids.ts'
import type { NextHop } from '../../../cloud/network.ts'
import { intoSubnet } from './appliance.ts'
import type { Attachment, NetworkInterface } from './facts.ts'
import type { Inventory } from './inventory.ts'
import { portOf } from './world.ts'
import type { SubnetPlace, VpcPlace, World } from './world.ts'

export const isLiveAttachment = (attachment: Attachment): boolean =>
  ['available', 'modifying', ''].includes(attachment.state)

/** An attachment's own interface in one of its subnets. It has one even where the list of interfaces does not show it. */
export interface AttachmentPoint {
  readonly id: string
  readonly subnet: string
  readonly eni: NetworkInterface | null
}

const found = new WeakMap<Inventory, readonly NetworkInterface[]>()

/** The few interfaces that belong to transit gateways, looked for once among the many. */
function transitInterfaces(facts: Inventory): readonly NetworkInterface[] {
  const known = found.get(facts)
  if (known !== undefined) return known
  const list = [...facts.interfaces.values()].filter((eni) => eni.type === 'transit_gateway')
  found.set(facts, list)
  return list
}

/** [W-80] The points of a VPC attachment: its interfaces, else its subnets. Empty where neither is in evidence. */
export function pointsOf(facts: Inventory, attachment: Attachment): readonly AttachmentPoint[] {
  const named = transitInterfaces(facts).filter((eni) => eni.description.includes(attachment.id))
  const points = named.map((eni) => ({ id: eni.id, subnet: eni.subnet, eni }))
  const bare = (attachment.subnets ?? [])
    .filter((subnet) => !points.some((point) => point.subnet === subnet))
    .map((subnet) => ({ id: `${attachment.transit}:${attachment.id}:${subnet}`, subnet, eni: null }))
  return [...points, ...bare]
}

/**
 * [W-81] From a subnet to a transit gateway: by the attachment's interface in the same zone, past the ACLs of both subnets (also where both are one).
 * A zone without such an interface is said not to reach the gateway; the way over another zone's stays possible and is not certain.
 * Null when no attachment of this VPC is in evidence.
 */
export function transitHops(
  world: World,
  vpc: VpcPlace,
  place: SubnetPlace,
  transit: string,
  from: readonly Source[],
  unknown?: UnknownId,
): readonly NextHop[] | null {
  const attachments = [...world.facts.attachments.values()].filter(
    (a) => a.transit === transit && a.resource === vpc.vpc.id && isLiveAttachment(a),
  )
  const points = attachments.flatMap((a) => pointsOf(world.facts, a)).filter((point) => world.subnets.has(point.subnet))
  if (points.length === 0) return null
  const { zone } = place.subnet
  const near = points.filter((p) => zone !== '' && world.subnets.get(p.subnet)?.subnet.zone === zone)
  const doubt = near.length > 0 ? unknown : (unknown ?? zoneUnknown(world, place, transit, from))
  return (near.length > 0 ? near : points).map((point) =>
    intoSubnet(world, place, point, portOf(point.subnet, point.id), from, doubt),
  )
}

const zoneUnknown = (world: World, place: SubnetPlace, transit: string, from: readonly Source[]): UnknownId =>
  world.draft.unknown(
    'aws-transit-zone',
    { subnet: place.subnet.id, transit },
    `aws ec2 describe-transit-gateway-vpc-attachments --filters Name=transit-gateway-id,Values=${transit}`,
    from,
  )
