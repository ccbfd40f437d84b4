import type { Source } from '../../../base/source.ts'
import type { UnknownId } from '../../../cloud/ids.ts'
import type { NextHop } from '../../../cloud/network.ts'
import { internetPlace } from './internet.ts'
import { towardsInterface } from './appliance.ts'
import { natInterface } from './nat.ts'
import { peeringHops } from './peering.ts'
import { transitHops } from './transit-hops.ts'
import { servicePlace } from './service-endpoints.ts'
import type { Target } from './facts.ts'
import { towardsUnseen, wire } from './world.ts'
import type { SubnetPlace, VpcPlace, World } from './world.ts'

type Resolve = (
  world: World,
  vpc: VpcPlace,
  place: SubnetPlace,
  id: string,
  from: readonly Source[],
  unknown?: UnknownId,
) => readonly NextHop[]

/** [W-54] How each kind of target is reached. None: the target is there and takes nothing. */
const RESOLVE: Readonly<Record<Target['kind'], Resolve>> = {
  local: () => [],
  internet: (world, vpc, place, id, from, unknown) => [
    wire(world.draft, place, internetPlace(world, vpc, id, false, from), id, from, unknown).hop,
  ],
  'egress-only': (world, vpc, place, id, from, unknown) => [
    wire(world.draft, place, internetPlace(world, vpc, id, true, from), id, from, unknown).hop,
  ],
  nat: (world, vpc, place, id, from, unknown) => {
    const found = world.facts.natGateways.get(id)
    if (found === undefined) return unseen(world, vpc, place, id, from)
    if (['failed', 'deleted', 'deleting'].includes(found.state)) return []
    const eni = natInterface(world, found)
    return eni === null ? unseen(world, vpc, place, id, from) : towardsInterface(world, place, eni, from, unknown)
  },
  interface: (world, vpc, place, id, from, unknown) => {
    const eni = world.facts.interfaces.get(id)
    return eni === undefined ? unseen(world, vpc, place, id, from) : towardsInterface(world, place, eni, from, unknown)
  },
  instance: (world, vpc, place, id, from, unknown) => {
    const [eni] = world.interfacesOf.instance(id)
    return eni === undefined ? unseen(world, vpc, place, id, from) : towardsInterface(world, place, eni, from, unknown)
  },
  peering: (world, vpc, place, id, from, unknown) => {
    const found = world.facts.peerings.get(id)
    return found === undefined
      ? unseen(world, vpc, place, id, from)
      : peeringHops(world, found, vpc, place, from, unknown)
  },
  transit: (world, vpc, place, id, from, unknown) =>
    transitHops(world, vpc, place, id, from, unknown) ?? unseen(world, vpc, place, id, from),
  endpoint: (world, vpc, place, id, from, unknown) => {
    const found = world.facts.endpoints.get(id)
    if (found === undefined || found.kind !== 'gateway') return unseen(world, vpc, place, id, from)
    return [wire(world.draft, place, servicePlace(world, vpc, found), id, from, unknown).hop]
  },
  other: (world, vpc, place, id, from) => unseen(world, vpc, place, id, from),
}

export const hopsTo = (
  world: World,
  vpc: VpcPlace,
  place: SubnetPlace,
  target: Target,
  from: readonly Source[],
): readonly NextHop[] => RESOLVE[target.kind](world, vpc, place, target.id, from)

/** [W-55] What is not modelled or not in evidence stands for anything: reached from this subnet, and reaching the whole VPC. */
function unseen(
  world: World,
  vpc: VpcPlace,
  place: SubnetPlace,
  id: string,
  from: readonly Source[],
): readonly NextHop[] {
  const how = `evidence of ${id} and of what lies behind it`
  towardsUnseen(world.draft, { node: vpc.core, in: [], out: [] }, id, 'aws-not-modelled', how, from)
  return [towardsUnseen(world.draft, place, id, 'aws-not-modelled', how, from)]
}

/** Every way out that the VPC has or, for lack of evidence, may have; over wires that are not certain. */
export function uncertainHops(
  world: World,
  vpc: VpcPlace,
  place: SubnetPlace,
  unknown: UnknownId,
  from: readonly Source[],
): readonly NextHop[] {
  const { facts } = world
  const id = vpc.vpc.id
  const attached = [...facts.attachments.values()].filter((a) => a.kind === 'vpc' && a.resource === id)
  const exits: Target[] = [
    ...[...facts.internetGateways.values()]
      .filter((g) => g.vpcs.includes(id))
      .map((g): Target => ({ kind: g.egressOnly ? 'egress-only' : 'internet', id: g.id })),
    ...[...facts.natGateways.values()].filter((n) => n.vpc === id).map((n): Target => ({ kind: 'nat', id: n.id })),
    ...[...facts.peerings.values()]
      .filter((p) => p.sides.some((s) => s.vpc === id))
      .map((p): Target => ({ kind: 'peering', id: p.id })),
    ...[...new Set(attached.map((a) => a.transit))].map((t): Target => ({ kind: 'transit', id: t })),
    ...[...facts.endpoints.values()]
      .filter((e) => e.vpc === id && e.kind !== 'interface')
      .map((e): Target => ({ kind: 'endpoint', id: e.id })),
    ...world.interfacesOf
      .vpc(id)
      .filter((e) => e.sourceCheck === false && e.instance !== null)
      .map((e): Target => ({ kind: 'interface', id: e.id })),
  ]
  const hops = exits.flatMap((exit) => RESOLVE[exit.kind](world, vpc, place, exit.id, from, unknown))
  return [...hops, ...unseen(world, vpc, place, `gateways of ${id}`, from)]
}
