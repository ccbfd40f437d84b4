import { parseAddress } from '../../../base/address.ts'
import type { Answer } from './answers.ts'
import type { InternetGateway, NatGateway, Peering, PeeringSide, PrefixList, ServiceEndpoint } from './facts.ts'
import type { Item } from './item.ts'
import { factOf, rangesOf } from './read-network.ts'

export function readInternetGateway(item: Item, answer: Answer): InternetGateway | null {
  const egressOnly = item.text('EgressOnlyInternetGatewayId')
  const id = egressOnly ?? item.text('InternetGatewayId')
  if (id === undefined) return null
  const attached = (item.items('Attachments') ?? []).filter((a) =>
    ['available', 'attached', 'attaching', undefined].includes(a.text('State')),
  )
  return {
    ...factOf(item, answer, id),
    vpcs: attached.map((a) => a.text('VpcId')).filter((t) => t !== undefined),
    egressOnly: egressOnly !== undefined,
  }
}

export function readNatGateway(item: Item, answer: Answer): NatGateway | null {
  const id = item.text('NatGatewayId')
  if (id === undefined) return null
  const rows = item.items('NatGatewayAddresses') ?? []
  const addresses = rows.flatMap((row) => {
    const address = parseAddress(row.text('PrivateIp') ?? '')
    return address === null ? [] : [{ address, published: parseAddress(row.text('PublicIp') ?? '') }]
  })
  return {
    ...factOf(item, answer, id),
    vpc: item.text('VpcId') ?? '',
    subnet: item.text('SubnetId') ?? '',
    state: item.text('State') ?? '',
    interfaces: [...new Set(rows.map((row) => row.text('NetworkInterfaceId')).filter((t) => t !== undefined))],
    addresses,
  }
}

function readSide(item: Item | undefined): PeeringSide | null {
  const vpc = item?.text('VpcId')
  if (item === undefined || vpc === undefined) return null
  const four = item.text('CidrBlock')
  const texts = [
    ...(four === undefined ? [] : [four]),
    ...(item.items('CidrBlockSet') ?? []).map((c) => c.text('CidrBlock')),
    ...(item.items('Ipv6CidrBlockSet') ?? []).map((c) => c.text('Ipv6CidrBlock')),
  ]
  return { vpc, cidrs: rangesOf([...new Set(texts)]) ?? [] }
}

export function readPeering(item: Item, answer: Answer): Peering | null {
  const id = item.text('VpcPeeringConnectionId')
  if (id === undefined) return null
  const requester = item.item('RequesterVpcInfo')
  const sides = [readSide(requester), readSide(item.item('AccepterVpcInfo'))].filter((s) => s !== null)
  return {
    ...factOf(item, answer, id, undefined, requester?.text('OwnerId')),
    status: item.item('Status')?.text('Code') ?? '',
    sides,
  }
}

export function readServiceEndpoint(item: Item, answer: Answer): ServiceEndpoint | null {
  const id = item.text('VpcEndpointId')
  if (id === undefined) return null
  return {
    ...factOf(item, answer, id),
    vpc: item.text('VpcId') ?? '',
    kind: (item.text('VpcEndpointType') ?? '').toLowerCase(),
    service: item.text('ServiceName') ?? '',
    state: (item.text('State') ?? '').toLowerCase(),
    interfaces: item.texts('NetworkInterfaceIds') ?? [],
    tables: item.texts('RouteTableIds') ?? [],
  }
}

/** A list with its blocks (`describe-prefix-lists`), or without them (`describe-managed-prefix-lists`). */
export function readPrefixList(item: Item, answer: Answer): PrefixList | null {
  const id = item.text('PrefixListId')
  if (id === undefined) return null
  const cidrs = item.texts('Cidrs')
  const fact = factOf(item, answer, id)
  const name = item.text('PrefixListName') ?? fact.name
  return { ...fact, name, ranges: cidrs === undefined || item.spoilt() ? null : rangesOf(cidrs) }
}
