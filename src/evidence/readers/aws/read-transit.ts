import { parsePrefix } from '../../../base/address.ts'
import type { Answer } from './answers.ts'
import type { Attachment, Propagation, Transit, TransitRoute, TransitTable } from './facts.ts'
import type { Item } from './item.ts'
import { factOf } from './read-network.ts'

export function readTransit(item: Item, answer: Answer): Transit | null {
  const id = item.text('TransitGatewayId')
  if (id === undefined) return null
  const options = item.item('Options')
  const table = (on: string, which: string): string | null =>
    options?.text(on) === 'disable' ? '' : (options?.text(which) ?? null)
  return {
    ...factOf(item, answer, id, item.text('TransitGatewayArn')),
    defaultAssociation: table('DefaultRouteTableAssociation', 'AssociationDefaultRouteTableId'),
    defaultPropagation: table('DefaultRouteTablePropagation', 'PropagationDefaultRouteTableId'),
    described: true,
  }
}

/** Any of the three answers that speak of attachments: general, VPC and peering. What one does not say stays null for the others to say. */
export function readAttachment(item: Item, answer: Answer): readonly Attachment[] {
  const id = item.text('TransitGatewayAttachmentId')
  if (id === undefined) return []
  const state = item.text('State') ?? ''
  const fact = factOf(item, answer, id, undefined, item.text('ResourceOwnerId') ?? item.text('VpcOwnerId'))
  const base = { ...fact, state, table: null, subnets: null, applianceMode: false }
  if (answer.sort.key === 'TransitGatewayPeeringAttachments') return peeringEnds(item, base)
  const transit = item.text('TransitGatewayId')
  if (transit === undefined) return []
  if (answer.sort.key === 'TransitGatewayVpcAttachments') {
    const subnets = item.texts('SubnetIds') ?? null
    const applianceMode = item.item('Options')?.text('ApplianceModeSupport') === 'enable'
    return [{ ...base, transit, kind: 'vpc', resource: item.text('VpcId') ?? '', subnets, applianceMode }]
  }
  const association = item.item('Association')
  const live = association?.text('State') !== 'disassociated'
  const table = association === undefined || !live ? '' : (association.text('TransitGatewayRouteTableId') ?? null)
  return [{ ...base, transit, kind: item.text('ResourceType') ?? '', resource: item.text('ResourceId') ?? '', table }]
}

/** One answer that speaks of both ends: an attachment for each gateway. */
function peeringEnds(item: Item, base: Omit<Attachment, 'transit' | 'kind' | 'resource'>): readonly Attachment[] {
  const ends = ['RequesterTgwInfo', 'AccepterTgwInfo'].map((key) => item.item(key)?.text('TransitGatewayId'))
  const [a, b] = ends
  if (a === undefined || b === undefined) return []
  return [
    { ...base, transit: a, kind: 'peering', resource: b },
    { ...base, transit: b, kind: 'peering', resource: a },
  ]
}

export function readTransitTable(item: Item, answer: Answer): TransitTable | null {
  const id = item.text('TransitGatewayRouteTableId')
  const transit = item.text('TransitGatewayId')
  return id === undefined || transit === undefined ? null : { ...factOf(item, answer, id), transit }
}

function readTransitRoute(item: Item, table: string): TransitRoute {
  const text = item.text('DestinationCidrBlock')
  const to = text === undefined ? null : parsePrefix(text)
  const state = item.text('State')
  const attachments = (item.items('TransitGatewayAttachments') ?? []).map((a) => a.text('TransitGatewayAttachmentId'))
  const list = to === null ? (item.text('PrefixListId') ?? null) : null
  return {
    table,
    to,
    list,
    attachments: attachments.filter((t) => t !== undefined),
    blackhole: state === 'blackhole',
    propagated: item.text('Type') === 'propagated',
    understood:
      !item.spoilt() &&
      (to !== null || list !== null) &&
      (state === 'blackhole' || (attachments.length > 0 && attachments.every((t) => t !== undefined))),
    from: [item.source],
  }
}

/** Routes of a table: as the call prints them (the table's name then stands in the command), or as a collector wraps them. */
export function readTransitRoutes(item: Item, answer: Answer): readonly TransitRoute[] {
  if (answer.sort.key === 'Routes') return answer.owner === undefined ? [] : [readTransitRoute(item, answer.owner)]
  const table = item.text('TransitGatewayRouteTableId')
  return table === undefined ? [] : (item.items('Routes') ?? []).map((route) => readTransitRoute(route, table))
}

function propagation(item: Item, table: string): readonly Propagation[] {
  const attachment = item.text('TransitGatewayAttachmentId')
  const live = ['enabled', 'enabling', undefined].includes(item.text('State'))
  return attachment === undefined || !live ? [] : [{ table, attachment, from: [item.source] }]
}

export function readPropagations(item: Item, answer: Answer): readonly Propagation[] {
  if (answer.sort.key === 'TransitGatewayRouteTablePropagations')
    return answer.owner === undefined ? [] : propagation(item, answer.owner)
  const table = item.text('TransitGatewayRouteTableId')
  const rows = item.items('TransitGatewayRouteTablePropagations') ?? []
  return table === undefined ? [] : rows.flatMap((row) => propagation(row, table))
}
