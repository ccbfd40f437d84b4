import { parsePrefix } from '../../../base/address.ts'
import type { AddressRange } from '../../../base/address.ts'
import type { Answer } from './answers.ts'
import type { Acl, AclEntry, Fact, RouteFact, RouteTableFact, Subnet, Target, Vpc } from './facts.ts'
import type { Item } from './item.ts'
import { regionOfZone, scopeOfArn } from './scope.ts'
import type { Scope } from './scope.ts'

/** Tags as a record without prototype; `TagSet` is what network interfaces call them. */
export function tagsOf(item: Item): Readonly<Record<string, string>> {
  const tags: Record<string, string> = Object.create(null) as Record<string, string>
  for (const key of ['Tags', 'TagSet']) {
    for (const tag of item.items(key) ?? []) {
      const name = tag.text('Key')
      if (name !== undefined) tags[name] = tag.text('Value') ?? ''
    }
  }
  return tags
}

/** The members that every fact has. The owner and region that the thing itself names come before those of its answer. */
export function factOf(item: Item, answer: Answer, id: string, arn?: string, owner?: string): Fact {
  const tags = tagsOf(item)
  const named = scopeOfArn(arn)
  const zone = regionOfZone(item.keys.includes('AvailabilityZone') ? item.text('AvailabilityZone') : undefined)
  const scope: Scope = {
    account: owner ?? item.text('OwnerId') ?? (named.account === '' ? answer.scope.account : named.account),
    region: [zone, named.region, answer.scope.region].find((r) => r !== '') ?? '',
  }
  return { id, name: tags['Name'] ?? '', scope, tags, from: [item.source] }
}

/** The ranges of texts that must all be prefixes; null when one is not. */
export function rangesOf(texts: readonly (string | undefined)[]): readonly AddressRange[] | null {
  const ranges = texts.map((text) => (text === undefined ? null : parsePrefix(text)))
  return ranges.every((range) => range !== null) ? ranges : null
}

const isLive = (state: string | undefined): boolean => state === undefined || /^associat(ed|ing)$/.test(state)

/** The blocks of a VPC or subnet: primary, secondary and IPv6, without those that are being taken away. */
function cidrsOf(item: Item): readonly AddressRange[] | null {
  const four = item.text('CidrBlock')
  const more = (key: string, block: string, state: string) =>
    (item.items(key) ?? []).filter((a) => isLive(a.item(state)?.text('State'))).map((a) => a.text(block))
  const texts = [
    ...(four === undefined ? [] : [four]),
    ...more('CidrBlockAssociationSet', 'CidrBlock', 'CidrBlockState'),
    ...more('Ipv6CidrBlockAssociationSet', 'Ipv6CidrBlock', 'Ipv6CidrBlockState'),
  ]
  return texts.length === 0 || item.spoilt() ? null : rangesOf([...new Set(texts)])
}

export function readVpc(item: Item, answer: Answer): Vpc | null {
  const id = item.text('VpcId')
  if (id === undefined) return null
  const fact = factOf(item, answer, id)
  const region = item.text('Region') ?? fact.scope.region
  return { ...fact, scope: { ...fact.scope, region }, cidrs: cidrsOf(item) }
}

export function readSubnet(item: Item, answer: Answer): Subnet | null {
  const id = item.text('SubnetId')
  const vpc = item.text('VpcId')
  if (id === undefined || vpc === undefined) return null
  const zone = item.text('AvailabilityZoneId') ?? item.text('AvailabilityZone') ?? ''
  return { ...factOf(item, answer, id, item.text('SubnetArn')), vpc, zone, cidrs: cidrsOf(item) }
}

/** Members of a route that say where it leads, by what they name. Any other member with such a value is not understood. */
const TARGETS: readonly (readonly [key: string, kind: Target['kind']])[] = [
  ['NetworkInterfaceId', 'interface'],
  ['InstanceId', 'instance'],
  ['NatGatewayId', 'nat'],
  ['TransitGatewayId', 'transit'],
  ['VpcPeeringConnectionId', 'peering'],
  ['EgressOnlyInternetGatewayId', 'egress-only'],
  ['VpcEndpointId', 'endpoint'],
  ['LocalGatewayId', 'other'],
  ['CarrierGatewayId', 'other'],
  ['CoreNetworkArn', 'other'],
  ['OdbNetworkArn', 'other'],
]
/** `GatewayId` holds several kinds of thing. */
const GATEWAYS: readonly (readonly [start: RegExp, kind: Target['kind']])[] = [
  [/^local$/, 'local'],
  [/^igw-|^InternetGatewayId/, 'internet'],
  [/^eigw-/, 'egress-only'],
  [/^vpce-/, 'endpoint'],
  [/^nat-/, 'nat'],
  [/^tgw-/, 'transit'],
  [/^pcx-/, 'peering'],
  [/^eni-/, 'interface'],
]
const ROUTE_KEYS = new Set([
  ...TARGETS.map(([key]) => key),
  'GatewayId',
  'DestinationCidrBlock',
  'DestinationIpv6CidrBlock',
  'DestinationPrefixListId',
  'Origin',
  'State',
  'InstanceOwnerId',
])

function targetOf(item: Item): Target | null {
  const gateway = item.text('GatewayId')
  if (gateway !== undefined)
    return { kind: GATEWAYS.find(([start]) => start.test(gateway))?.[1] ?? 'other', id: gateway }
  for (const [key, kind] of TARGETS) {
    const id = item.text(key)
    if (id !== undefined) return { kind, id }
  }
  return null
}

function readRoute(item: Item): RouteFact {
  const text = item.text('DestinationCidrBlock') ?? item.text('DestinationIpv6CidrBlock')
  const to = text === undefined ? null : parsePrefix(text)
  const list = to === null ? (item.text('DestinationPrefixListId') ?? null) : null
  const target = targetOf(item)
  const state = item.text('State')
  return {
    to,
    list,
    target: target ?? { kind: 'other', id: '' },
    blackhole: state === 'blackhole',
    propagated: item.text('Origin') === 'EnableVgwRoutePropagation',
    understood:
      !item.spoilt() &&
      (to !== null || list !== null) &&
      (target !== null || state === 'blackhole') &&
      (state === undefined || state === 'active' || state === 'blackhole') &&
      item.keys.every((key) => ROUTE_KEYS.has(key)),
    from: [item.source],
  }
}

export function readRouteTable(item: Item, answer: Answer): RouteTableFact | null {
  const id = item.text('RouteTableId')
  const vpc = item.text('VpcId')
  if (id === undefined || vpc === undefined) return null
  const rows = item.items('Associations')
  const live = (rows ?? []).filter((row) => isLive(row.item('AssociationState')?.text('State')))
  const texts = (key: string) => live.map((row) => row.text(key)).filter((t) => t !== undefined)
  const associated = rows !== undefined && !item.spoilt()
  const routes = item.items('Routes')?.map(readRoute)
  const main = live.some((row) => row.flag('Main') === true)
  return {
    ...factOf(item, answer, id),
    vpc,
    main,
    subnets: texts('SubnetId'),
    gateways: texts('GatewayId'),
    associated: associated && !item.spoilt(),
    routes: routes === undefined || item.spoilt() ? null : routes,
  }
}

function readEntry(item: Item): AclEntry {
  const text = item.text('CidrBlock') ?? item.text('Ipv6CidrBlock')
  const ports = item.item('PortRange')
  const icmp = item.item('IcmpTypeCode')
  const number = item.number('RuleNumber')
  const egress = item.flag('Egress')
  const action = item.text('RuleAction')
  const protocol = item.text('Protocol')
  const range = text === undefined ? null : parsePrefix(text)
  const first = ports?.number('From')
  const last = ports?.number('To')
  const type = icmp?.number('Type')
  return {
    number: number ?? 0,
    egress: egress ?? false,
    allow: action === 'allow',
    range,
    protocol: protocol ?? '-1',
    ports: first === undefined || last === undefined ? null : { first, last },
    icmp: type === undefined ? null : { type, code: icmp?.number('Code') ?? -1 },
    understood:
      !item.spoilt() &&
      range !== null &&
      number !== undefined &&
      egress !== undefined &&
      (action === 'allow' || action === 'deny') &&
      protocol !== undefined &&
      (ports === undefined || (first !== undefined && last !== undefined)) &&
      (icmp === undefined || type !== undefined) &&
      item.keys.every((key) => ACL_KEYS.has(key)),
    from: [item.source],
  }
}

const ACL_KEYS = new Set([
  'CidrBlock',
  'Ipv6CidrBlock',
  'PortRange',
  'IcmpTypeCode',
  'RuleNumber',
  'Egress',
  'RuleAction',
  'Protocol',
])

export function readAcl(item: Item, answer: Answer): Acl | null {
  const id = item.text('NetworkAclId')
  const vpc = item.text('VpcId')
  if (id === undefined || vpc === undefined) return null
  const rows = item.items('Associations')
  const subnets = (rows ?? []).map((row) => row.text('SubnetId')).filter((t) => t !== undefined)
  const associated = rows !== undefined && !item.spoilt()
  const entries = item.items('Entries')?.map(readEntry)
  return {
    ...factOf(item, answer, id),
    vpc,
    isDefault: item.flag('IsDefault') ?? false,
    subnets,
    associated,
    // An entry whose number or direction is not known may stand anywhere, so then the whole list says nothing.
    entries: entries === undefined || item.spoilt() || entries.some((e) => !e.understood) ? null : entries,
  }
}
