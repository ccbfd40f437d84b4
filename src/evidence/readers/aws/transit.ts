import type { InterfaceId, UnknownId } from '../../../cloud/ids.ts'
import type { NextHop } from '../../../cloud/network.ts'
import { peer, routeFrom } from './draft.ts'
import type { Node } from './draft.ts'
import type { Attachment, Transit } from './facts.ts'
import { buildInterface } from './interfaces.ts'
import { isLiveAttachment, pointsOf } from './transit-hops.ts'
import { fillTransitTables } from './transit-tables.ts'
import { groupBy, portOf, towardsUnseen } from './world.ts'
import type { World } from './world.ts'

/** [W-82] A router for each transit gateway, an interface for each point of an attachment, and the table that the attachment is associated with. */
export function buildTransits(world: World): void {
  const { facts } = world
  const of = groupBy([...facts.attachments.values()].filter(isLiveAttachment), (a) => [a.transit])
  for (const transit of allTransits(world)) {
    const node = nodeOf(world, transit)
    const ways = new Map<string, Way>()
    for (const attachment of of(transit.id)) ways.set(attachment.id, buildAttachment(world, node, attachment))
    fillTransitTables(world, node, transit, of(transit.id), (id) => ways.get(id)?.hops ?? null)
    hiddenAttachments(world, node, transit)
    for (const attachment of of(transit.id))
      associate(world, node, transit, attachment, ways.get(attachment.id)?.ins ?? [])
  }
}

/** [W-84] Where nobody listed the attachments, there may be others, and nobody knows their tables. */
function hiddenAttachments(world: World, node: Node, transit: Transit): void {
  if (transit.described && world.facts.answers.whole('TransitGatewayAttachments', transit.scope)) return
  const ask = `aws ec2 describe-transit-gateway-attachments --filters Name=transit-gateway-id,Values=${transit.id}`
  const name = `attachments of ${transit.id}`
  const hop = towardsUnseen(world.draft, { node, in: [], out: [] }, name, 'aws-transit-attachment', ask, transit.from)
  const unknown = world.draft.unknown(
    'aws-transit-association',
    { transit: transit.id, attachment: '*' },
    ask,
    transit.from,
  )
  node.special.push({ match: { iif: [hop.out] }, action: { kind: 'unknown', unknown }, from: transit.from })
}

/** Gateways that are described, and those that only an attachment names. */
function allTransits(world: World): readonly Transit[] {
  const { facts } = world
  const named = new Map<string, Transit>(facts.transits)
  for (const { transit, scope, from } of facts.attachments.values())
    if (!named.has(transit))
      named.set(transit, {
        id: transit,
        name: '',
        scope,
        tags: {},
        from,
        defaultAssociation: null,
        defaultPropagation: null,
        described: false,
      })
  return [...named.values()]
}

function nodeOf(world: World, transit: Transit): Node {
  const name = transit.name === '' ? transit.id : `${transit.name} (${transit.id})`
  const aliases = [transit.id, transit.name].filter((n) => n !== '')
  return world.draft.node(
    world.draft.device(transit.id, `transit gateway ${name}`, 'fabric', aliases, transit.from),
    name,
    transit.from,
  )
}

/** How packets leave the gateway by an attachment, and by which interfaces they come in. */
interface Way {
  readonly hops: readonly NextHop[]
  readonly ins: readonly InterfaceId[]
}

function buildAttachment(world: World, node: Node, attachment: Attachment): Way {
  if (attachment.kind === 'vpc' && world.vpcs.has(attachment.resource)) return vpcWay(world, node, attachment)
  if (attachment.kind === 'peering' && otherEnd(world, attachment) !== undefined)
    return peerWay(world, node, attachment)
  const ask = `evidence of ${attachment.resource === '' ? attachment.id : attachment.resource} behind ${attachment.id}`
  return both(
    towardsUnseen(
      world.draft,
      { node, in: [], out: [] },
      attachment.id,
      'aws-transit-attachment',
      ask,
      attachment.from,
    ),
  )
}

const both = (hop: NextHop): Way => ({ hops: [hop], ins: [hop.out] })

/** The gateway's interfaces in the VPC, each wired to a port of its subnet. Their own addresses answer nobody. */
function vpcWay(world: World, node: Node, attachment: Attachment): Way {
  const ids = pointsOf(world.facts, attachment).flatMap((point) => {
    const place = world.subnets.get(point.subnet)
    if (place === undefined) return []
    const { eni } = point
    if (eni !== null) {
      const owner = { device: node.device, router: node, routed: false }
      world.draft.once(`built ${eni.id}`, () => buildInterface(world, { ...eni, sourceCheck: false }, owner))
      return [point.id]
    }
    const { draft } = world
    const near = draft.port(node.device, point.id, point.id, { router: node }, attachment.from)
    const far = draft.port(
      place.node.device,
      portOf(point.subnet, point.id),
      point.id,
      { router: place.node },
      attachment.from,
    )
    draft.cable(near, far, attachment.from)
    return [point.id]
  })
  if (ids.length > 0) return { hops: ids.map(peer), ins: ids }
  const ask = `aws ec2 describe-transit-gateway-vpc-attachments --transit-gateway-attachment-ids ${attachment.id}`
  return both(
    towardsUnseen(
      world.draft,
      { node, in: [], out: [] },
      attachment.id,
      'aws-transit-attachment',
      ask,
      attachment.from,
    ),
  )
}

function otherEnd(world: World, attachment: Attachment): Attachment | Transit | undefined {
  return (
    world.facts.attachments.get(`${attachment.resource}|${attachment.id}`) ??
    world.facts.transits.get(attachment.resource)
  )
}

/** [W-83] A peering attachment bears one id at both gateways: a wire between them. */
function peerWay(world: World, node: Node, attachment: Attachment): Way {
  const { draft, facts } = world
  const own = `${attachment.transit}:${attachment.id}`
  draft.port(node.device, own, attachment.id, { router: node }, attachment.from)
  const other = facts.transits.get(attachment.resource)
  const far = `${attachment.resource}:${attachment.id}`
  draft.once(`peering ${attachment.id}`, () => {
    if (other !== undefined) draft.port(other.id, far, attachment.id, { router: nodeOf(world, other) }, attachment.from)
    draft.cable(own, far, attachment.from)
    return true
  })
  return { hops: [peer(own)], ins: [own] }
}

/** [W-84] The table for what comes in by an attachment; said to have none: it goes nowhere; not said: unknown. */
function associate(
  world: World,
  node: Node,
  transit: Transit,
  attachment: Attachment,
  ins: readonly InterfaceId[],
): void {
  if (ins.length === 0) return
  const table = attachment.table ?? associationOf(world, attachment)
  if (table === '')
    return void node.special.push({ match: { iif: ins }, action: { kind: 'drop' }, from: attachment.from })
  if (table !== null) return routeFrom(node, ins, `${node.id}/${table}`, attachment.from)
  const unknown = unknownAssociation(world, transit, attachment)
  node.special.push({ match: { iif: ins }, action: { kind: 'unknown', unknown }, from: attachment.from })
}

/** What `get-transit-gateway-route-table-associations` says of it. */
function associationOf(world: World, attachment: Attachment): string | null {
  for (const { item, answer } of world.facts.answers.items('Associations'))
    if (item.text('TransitGatewayAttachmentId') === attachment.id && answer.owner !== undefined) {
      const table = world.facts.transitTables.get(answer.owner)
      if (table === undefined || table.transit === attachment.transit) return answer.owner
    }
  return null
}

const unknownAssociation = (world: World, transit: Transit, attachment: Attachment): UnknownId =>
  world.draft.unknown(
    'aws-transit-association',
    { transit: transit.id, attachment: attachment.id },
    `aws ec2 describe-transit-gateway-attachments --filters Name=transit-gateway-attachment-id,Values=${attachment.id}`,
    attachment.from,
  )
