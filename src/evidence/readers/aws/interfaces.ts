import { familyOf } from '../../../base/address.ts'
import type { AddressRange } from '../../../base/address.ts'
import { contains } from '../../../base/ranges.ts'
import type { ChainId, DeviceId, InterfaceId } from '../../../cloud/ids.ts'
import type { Knowable } from '../../../cloud/knowable.ts'
import { known } from '../../../cloud/knowable.ts'
import type { InterfaceAddress } from '../../../cloud/network.ts'
import { addRoute, forward, peer } from './draft.ts'
import type { Node } from './draft.ts'
import type { Instance, NetworkInterface } from './facts.ts'
import { groupChain } from './security-groups.ts'
import { ownRanges, portOf, towardsUnseen } from './world.ts'
import type { SubnetPlace, World } from './world.ts'

/** The device that an interface belongs to; `router` where packets go on inside it, `routed: false` where its own address leads nowhere. */
export interface Owner {
  readonly device: DeviceId
  readonly router?: Node
  readonly routed?: boolean
}

/** [W-40] An interface, its endpoint, and the port at its subnet with its security groups and its source check. */
export function buildInterface(world: World, eni: NetworkInterface, owner: Owner): void {
  const { draft } = world
  const place = placeOf(world, eni)
  const up = isUp(world, eni)
  const id = draft.port(
    owner.device,
    eni.id,
    eni.id,
    {
      addresses: interfaceAddresses(eni, place),
      up,
      mac: eni.mac,
      ...(owner.router === undefined ? {} : { router: owner.router }),
    },
    eni.from,
  )
  addEndpoint(world, eni, owner)
  if (place === undefined) return inNoSubnet(world, eni, id)
  const egress = groupChain(world, eni, 'egress')
  const ingress = groupChain(world, eni, 'ingress')
  const port = draft.port(
    place.node.device,
    portOf(eni.subnet, eni.id),
    eni.id,
    {
      router: place.node,
      // A frame has arrived as soon as it is on the wire, so a wire to nobody must end here.
      up,
      in: [...(egress === null ? [] : [egress]), ...sourceCheck(world, eni)],
      out: ingress === null ? [] : [ingress],
    },
    eni.from,
  )
  draft.cable(id, port, eni.from)
  if (owner.routed === false) return
  for (const range of ownRanges(eni)) {
    addRoute(place.node, range, forward([peer(port)]), eni.from, { origin: 'interface', metric: -1 })
    if (!contains(place.cidrs, range.first)) toOddAddress(world, eni, range)
  }
}

/** The subnet's place; none where the interface says that it is in another VPC than its subnet says. */
function placeOf(world: World, eni: NetworkInterface): SubnetPlace | undefined {
  const place = world.subnets.get(eni.subnet)
  return eni.vpc === '' || place?.subnet.vpc === eni.vpc ? place : undefined
}

/** An address outside its subnet's known blocks: the blocks were not understood, and the interface says where it is. */
function toOddAddress(world: World, eni: NetworkInterface, range: AddressRange): void {
  const core = world.vpcs.get(world.subnets.get(eni.subnet)?.subnet.vpc ?? '')?.core
  if (core !== undefined)
    addRoute(core, range, forward([peer(`${core.id}:${eni.subnet}`)]), eni.from, { origin: 'interface' })
}

/** [W-44] An interface whose subnet is not in evidence may be anywhere in its VPC. */
function inNoSubnet(world: World, eni: NetworkInterface, id: InterfaceId): void {
  const { draft } = world
  const name = eni.subnet === '' ? `subnet of ${eni.id}` : eni.subnet
  const ask = `aws ec2 describe-subnets --subnet-ids ${name}`
  const unknown = draft.unknown('aws-subnet', { subnet: name }, ask, eni.from)
  const device = draft.device(`unseen:${name}`, name, 'unseen', [name], eni.from)
  const port = draft.port(device, `unseen:${name}:${eni.id}`, eni.id, {}, eni.from)
  draft.cable(id, port, eni.from, unknown)
  const vpc = world.vpcs.get(eni.vpc)
  const cores = vpc === undefined ? [...world.vpcs.values()] : [vpc]
  for (const { core, cidrs } of cores) {
    const hop = towardsUnseen(draft, { node: core, in: [], out: [] }, name, 'aws-subnet', ask, eni.from)
    for (const range of [...cidrs, ...ownRanges(eni)])
      addRoute(core, range, forward([hop]), eni.from, { metric: 9, origin: 'unknown' })
  }
}

/** [W-41] With the check on, only packets from the interface's own addresses get in; where the check is not known, others may. */
function sourceCheck(world: World, eni: NetworkInterface): readonly ChainId[] {
  if (eni.sourceCheck === false) return []
  const own = ownRanges(eni)
  const sure = eni.sourceCheck === true && eni.addressesUnderstood
  const doubt = (): string =>
    world.draft.unknown(
      'aws-source-check',
      { interface: eni.id },
      `aws ec2 describe-network-interfaces --network-interface-ids ${eni.id}`,
      eni.from,
    )
  return [
    world.draft.chain(
      `${eni.id}/source`,
      `source check of ${eni.id}`,
      () => [
        { match: { src: own }, action: { kind: 'accept' }, label: 'own address', from: eni.from },
        ...(sure ? [] : [{ match: { unknown: [doubt()] }, action: { kind: 'accept' } as const, from: eni.from }]),
      ],
      'drop',
      eni.from,
    ),
  ]
}

/** [W-42] An interface that is attached to nothing carries nothing; behind one of a machine that does not run, nobody knows. */
function isUp(world: World, eni: NetworkInterface): Knowable<boolean> {
  if (eni.status === 'available') return known(false, ...eni.from)
  const instance = eni.instance === null ? undefined : world.facts.instances.get(eni.instance)
  if (instance === undefined || ['running', 'pending', ''].includes(instance.state)) return known(true, ...eni.from)
  const unknown = world.draft.unknown(
    'aws-instance-state',
    { instance: instance.id, state: instance.state },
    `aws ec2 describe-instances --instance-ids ${instance.id}`,
    instance.from,
  )
  return { unknown }
}

function interfaceAddresses(eni: NetworkInterface, place: SubnetPlace | undefined): readonly InterfaceAddress[] {
  return eni.addresses.map(({ address }) => ({
    address,
    length: lengthAround(address, place?.cidrs ?? []),
    from: eni.from,
  }))
}

function lengthAround(address: bigint, cidrs: readonly AddressRange[]): number {
  const bits = familyOf(address) === 'ip4' ? 32 : 128
  const around = cidrs.find((range) => contains([range], address))
  return around === undefined ? bits : bits - ((around.last - around.first + 1n).toString(2).length - 1)
}

function addEndpoint(world: World, eni: NetworkInterface, owner: Owner): void {
  const instance = eni.instance === null ? undefined : world.facts.instances.get(eni.instance)
  world.draft.endpoint({
    id: eni.id,
    device: owner.device,
    interface: eni.id,
    addresses: eni.addresses.map(({ address }) => address),
    addressesComplete: eni.addressesUnderstood && eni.prefixes.length === 0,
    published: publishedOf(world, eni).map(({ published }) => published),
    ...(eni.vpc === '' ? {} : { vrf: eni.vpc }),
    ...(eni.scope.account === '' ? {} : { account: eni.scope.account }),
    tags: { ...instance?.tags, ...eni.tags },
    aliases: aliasesOf(eni, instance),
    from: eni.from,
  })
}

const aliasesOf = (eni: NetworkInterface, instance: Instance | undefined): readonly string[] => [
  ...new Set([eni.id, eni.name, eni.instance ?? '', instance?.name ?? ''].filter((name) => name !== '')),
]

/** Private addresses of an interface with their public ones, from the interface itself or from the list of elastic addresses. */
export function publishedOf(
  world: World,
  eni: NetworkInterface,
): readonly { readonly address: bigint; readonly published: bigint }[] {
  return eni.addresses.flatMap(({ address, published }) => {
    const out = published ?? world.facts.elastic.get(`${eni.id}|${address}`)
    return out === undefined || out === null ? [] : [{ address, published: out }]
  })
}
