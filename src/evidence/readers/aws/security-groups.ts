import type { AddressRange } from '../../../base/address.ts'
import { canonical, complement } from '../../../base/ranges.ts'
import type { Rule } from '../../../cloud/chain.ts'
import type { ChainId, UnknownId } from '../../../cloud/ids.ts'
import type { NetworkInterface, Permission, SecurityGroup } from './facts.ts'
import { ALL_V4, ALL_V6 } from './draft.ts'
import { protocolOf, serviceMatch } from './protocols.ts'
import { ownRanges } from './world.ts'
import type { World } from './world.ts'

type Way = 'ingress' | 'egress'

/** Interfaces of the provider's own devices pass no security group when they bear none. */
const UNFILTERED = new Set([
  'nat_gateway',
  'transit_gateway',
  'network_load_balancer',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
])

/** [W-30] The chain of a set of groups, shared by all interfaces that bear the same set. Null where no group stands on the interface. */
export function groupChain(world: World, eni: NetworkInterface, way: Way): ChainId | null {
  const { draft } = world
  if (eni.groups === null || (eni.groups.length === 0 && !isUnfiltered(eni))) return unknownGroups(world, eni, way)
  if (eni.groups.length === 0) return null
  const ids = [...new Set(eni.groups)].toSorted()
  const groups = ids.map((id) => world.facts.groups.get(id))
  const from = groups.flatMap((group) => group?.from ?? [])
  return draft.chain(
    `sg/${ids.join('+')}/${way}`,
    `${ids.map((id, i) => nameOf(id, groups[i])).join(', ')} ${way === 'ingress' ? 'inbound' : 'outbound'}`,
    () => [
      { match: { states: ['established', 'related'] }, action: { kind: 'accept' }, label: 'tracked', from },
      ...sureFirst(ids.flatMap((id) => rulesOfGroup(world, id, way))),
    ],
    'drop',
    from.length === 0 ? eni.from : from,
  )
}

/** All rules accept, so their order means nothing; what is certain comes first, so that no doubt stands before it. */
const sureFirst = (rules: readonly Rule[]): readonly Rule[] => [
  ...rules.filter((rule) => rule.match.unknown === undefined),
  ...rules.filter((rule) => rule.match.unknown !== undefined),
]

const isUnfiltered = (eni: NetworkInterface): boolean =>
  UNFILTERED.has(eni.type) || /^ELB (net|gwy)\//.test(eni.description)

const nameOf = (id: string, group: SecurityGroup | undefined): string =>
  group === undefined || group.name === '' ? id : `${group.name} (${id})`

const ask = (id: string): string => `aws ec2 describe-security-groups --group-ids ${id}`

function unknownGroups(world: World, eni: NetworkInterface, way: Way): ChainId {
  const unknown = world.draft.unknown(
    'aws-interface-groups',
    { interface: eni.id },
    `aws ec2 describe-network-interfaces --network-interface-ids ${eni.id}`,
    eni.from,
  )
  const rules: Rule[] = [{ match: { unknown: [unknown] }, action: { kind: 'accept' }, from: eni.from }]
  return world.draft.chain(`sg/?${eni.id}/${way}`, `security groups of ${eni.id}`, () => rules, 'drop', eni.from)
}

/** [W-31] A group only lets in, so one that is not in evidence may let in anything, and what the others let in stays certain. */
function rulesOfGroup(world: World, id: string, way: Way): readonly Rule[] {
  const group = world.facts.groups.get(id)
  const permissions = group?.[way] ?? null
  const from = group?.from ?? []
  if (group === undefined || permissions === null || world.facts.disputed.has(id)) {
    const unknown = world.draft.unknown('aws-security-group', { group: id }, ask(id), from)
    return [{ match: { unknown: [unknown] }, action: { kind: 'accept' }, label: id, from }]
  }
  return permissions.flatMap((permission, i) => rulesOfPermission(world, group, permission, way, i))
}

function rulesOfPermission(
  world: World,
  group: SecurityGroup,
  permission: Permission,
  way: Way,
  i: number,
): readonly Rule[] {
  const { from } = permission
  const service = serviceMatch(protocolOf(permission.protocol), permission.first, permission.last)
  const unknown = (): UnknownId =>
    world.draft.unknown('aws-security-group-rule', { group: group.id, way, rule: i }, ask(group.id), from)
  if (service === null || !permission.understood)
    return [{ match: { unknown: [unknown()] }, action: { kind: 'accept' }, label: group.id, from }]
  const sides = [
    { ranges: permission.ranges, unknown: null },
    ...permission.lists.map((list) => listSide(world, list, permission)),
    ...permission.groups.flatMap((id) => groupSides(world, group, id, permission)),
  ]
  const sure = canonical(sides.filter((s) => s.unknown === null).flatMap((s) => s.ranges ?? []))
  const rule = (ranges: readonly AddressRange[] | null, unsure: UnknownId | null): Rule => ({
    match: {
      ...service,
      ...(ranges === null ? {} : way === 'ingress' ? { src: ranges } : { dst: ranges }),
      ...(unsure === null ? {} : { unknown: [unsure] }),
    },
    action: { kind: 'accept' },
    label: group.id,
    from,
  })
  return [
    ...(sure.length === 0 ? [] : [rule(sure, null)]),
    ...sides.flatMap((s) => (s.unknown === null ? [] : [rule(s.ranges, s.unknown)])),
  ]
}

/** Addresses at the other side; null ranges are any. With an unknown, they may be meant or not. */
interface Side {
  readonly ranges: readonly AddressRange[] | null
  readonly unknown: UnknownId | null
}

/** [W-32] A prefix list is its entries; one without entries in evidence may hold anything. */
function listSide(world: World, list: string, permission: Permission): Side {
  const found = world.facts.prefixLists.get(list)
  if (found?.ranges !== undefined && found.ranges !== null && !world.facts.disputed.has(list))
    return { ranges: found.ranges, unknown: null }
  const how = `aws ec2 get-managed-prefix-list-entries --prefix-list-id ${list}`
  return { ranges: null, unknown: world.draft.unknown('aws-prefix-list', { list }, how, permission.from) }
}

/** [W-33] A group stands for the private addresses of the interfaces that bear it; those that are not in evidence are an unknown. */
function groupSides(world: World, of: SecurityGroup, id: string, permission: Permission): readonly Side[] {
  const bearers = world.interfacesOf.group(id)
  const ranges = canonical(bearers.flatMap(ownRanges))
  const group = world.facts.groups.get(id)
  const sides: Side[] = ranges.length === 0 ? [] : [{ ranges, unknown: null }]
  if (group === undefined) {
    const unknown = world.draft.unknown('aws-security-group', { group: id }, ask(id), permission.from)
    return [...sides, { ranges: unknownAddresses(world, of.vpc), unknown }]
  }
  if (world.facts.answers.whole('NetworkInterfaces', group.scope)) return sides
  const unknown = world.draft.unknown(
    'aws-group-members',
    { group: id, vpc: group.vpc },
    `aws ec2 describe-network-interfaces --filters Name=group-id,Values=${id}`,
    group.from,
  )
  return [...sides, { ranges: unknownAddresses(world, group.vpc, group.vpc), unknown }]
}

/**
 * Every address of the VPC (any at all where it is not in evidence) but those of its interfaces whose groups are in evidence: whoever bears
 * a group unknown to us bears one of these. Interfaces of other VPCs do not count, since their addresses may be borne by others too.
 */
const unknownAddresses = (world: World, of: string, within?: string): readonly AddressRange[] =>
  world.draft.once(`unknown addresses of ${of} in ${within ?? ''}`, () =>
    complement(
      world.interfacesOf
        .vpc(of)
        .filter((eni) => eni.groups !== null)
        .flatMap(ownRanges),
      (within === undefined ? undefined : world.vpcs.get(within)?.cidrs) ?? [ALL_V4, ALL_V6],
    ),
  )
