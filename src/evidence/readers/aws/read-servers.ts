import { parseAddress, parsePrefix } from '../../../base/address.ts'
import type { Address, AddressRange } from '../../../base/address.ts'
import type { Answer } from './answers.ts'
import type { Instance, NetworkInterface, Permission, PrivateAddress, SecurityGroup } from './facts.ts'
import type { Item } from './item.ts'
import { factOf, rangesOf } from './read-network.ts'

const PERMISSION_KEYS = new Set([
  'IpProtocol',
  'FromPort',
  'ToPort',
  'IpRanges',
  'Ipv6Ranges',
  'PrefixListIds',
  'UserIdGroupPairs',
])

function readPermission(item: Item): Permission {
  const protocol = item.text('IpProtocol')
  const cidrs = [
    ...(item.items('IpRanges') ?? []).map((r) => r.text('CidrIp')),
    ...(item.items('Ipv6Ranges') ?? []).map((r) => r.text('CidrIpv6')),
  ]
  const ranges = rangesOf(cidrs)
  const lists = (item.items('PrefixListIds') ?? []).map((l) => l.text('PrefixListId'))
  const groups = (item.items('UserIdGroupPairs') ?? []).map((g) => g.text('GroupId'))
  const first = item.number('FromPort') ?? null
  const last = item.number('ToPort') ?? null
  return {
    protocol: protocol ?? '-1',
    first,
    last,
    ranges: ranges ?? [],
    lists: lists.filter((t) => t !== undefined),
    groups: groups.filter((t) => t !== undefined),
    understood:
      !item.spoilt() &&
      protocol !== undefined &&
      ranges !== null &&
      lists.every((t) => t !== undefined) &&
      groups.every((t) => t !== undefined) &&
      cidrs.length + lists.length + groups.length > 0 &&
      item.keys.every((key) => PERMISSION_KEYS.has(key)),
    from: [item.source],
  }
}

export function readGroup(item: Item, answer: Answer): SecurityGroup | null {
  const id = item.text('GroupId')
  if (id === undefined) return null
  const ingress = item.items('IpPermissions')?.map(readPermission)
  const egress = item.items('IpPermissionsEgress')?.map(readPermission)
  const fact = factOf(item, answer, id)
  const name = fact.name === '' ? (item.text('GroupName') ?? '') : fact.name
  return {
    ...fact,
    name,
    vpc: item.text('VpcId') ?? '',
    ingress: ingress === undefined || item.spoilt() ? null : ingress,
    egress: egress === undefined || item.spoilt() ? null : egress,
  }
}

/** The public address; one of a carrier's network is not the Internet's, and its gateway is not modelled. */
const published = (item: Item): Address | null => {
  const text = item.item('Association')?.text('PublicIp')
  return text === undefined ? null : parseAddress(text)
}

function privateAddresses(item: Item): readonly PrivateAddress[] {
  const found = new Map<Address, Address | null>()
  const add = (text: string | undefined, out: Address | null) => {
    const address = text === undefined ? null : parseAddress(text)
    if (address !== null) found.set(address, found.get(address) ?? out)
  }
  for (const row of item.items('PrivateIpAddresses') ?? []) add(row.text('PrivateIpAddress'), published(row))
  add(item.text('PrivateIpAddress'), published(item))
  for (const row of item.items('Ipv6Addresses') ?? []) add(row.text('Ipv6Address'), null)
  return [...found].map(([address, out]) => ({ address, published: out }))
}

function prefixes(item: Item): readonly AddressRange[] | null {
  const texts = [
    ...(item.items('Ipv4Prefixes') ?? []).map((p) => p.text('Ipv4Prefix')),
    ...(item.items('Ipv6Prefixes') ?? []).map((p) => p.text('Ipv6Prefix')),
  ]
  const ranges = texts.map((t) => (t === undefined ? null : parsePrefix(t)))
  return ranges.every((r) => r !== null) ? ranges : null
}

/** A network interface, as `describe-network-interfaces` has it or as it stands inside its instance. */
export function readInterface(item: Item, answer: Answer, instance?: string): NetworkInterface | null {
  const id = item.text('NetworkInterfaceId')
  if (id === undefined) return null
  const addresses = privateAddresses(item)
  const blocks = prefixes(item)
  const groups = item.items('Groups')?.map((g) => g.text('GroupId'))
  const attachment = item.item('Attachment')
  const understood = !item.spoilt() && blocks !== null && addresses.length > 0
  return {
    ...factOf(item, answer, id),
    vpc: item.text('VpcId') ?? '',
    subnet: item.text('SubnetId') ?? '',
    addresses,
    prefixes: blocks ?? [],
    addressesUnderstood: understood,
    groups:
      groups === undefined || item.spoilt() || groups.some((g) => g === undefined)
        ? null
        : groups.filter((g) => g !== undefined),
    sourceCheck: item.flag('SourceDestCheck') ?? null,
    instance: instance ?? attachment?.text('InstanceId') ?? null,
    status: item.text('Status') ?? '',
    type: item.text('InterfaceType') ?? 'interface',
    description: item.text('Description') ?? '',
    mac: item.text('MacAddress')?.toLowerCase() ?? null,
  }
}

export function readInstance(item: Item, answer: Answer, owner?: string): Instance | null {
  const id = item.text('InstanceId')
  if (id === undefined) return null
  return { ...factOf(item, answer, id, undefined, owner), state: item.item('State')?.text('Name') ?? '' }
}

/** The interface that a machine without a list of interfaces must have, as far as the machine itself tells of it. */
export function readImplied(item: Item, answer: Answer): NetworkInterface | null {
  const id = item.text('InstanceId')
  const address = item.text('PrivateIpAddress')
  const subnet = item.text('SubnetId')
  if (id === undefined || address === undefined || subnet === undefined) return null
  const inside = parseAddress(address)
  const out = parseAddress(item.text('PublicIpAddress') ?? '')
  const groups = item.items('SecurityGroups')?.map((g) => g.text('GroupId'))
  return {
    ...factOf(item, answer, `${id}:interface`),
    name: '',
    tags: {},
    vpc: item.text('VpcId') ?? '',
    subnet,
    addresses: inside === null ? [] : [{ address: inside, published: out }],
    prefixes: [],
    // It may have others, and IPv6 addresses, of which nobody told.
    addressesUnderstood: false,
    groups: groups?.every((g) => g !== undefined) === true ? groups.filter((g) => g !== undefined) : null,
    sourceCheck: item.flag('SourceDestCheck') ?? null,
    instance: id,
    status: '',
    type: 'interface',
    description: '',
    mac: null,
  }
}
