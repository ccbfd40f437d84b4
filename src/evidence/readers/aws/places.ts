import { canonical } from '../../../base/ranges.ts'
import { aclOf } from './acls.ts'
import { addRoute, forward, peer } from './draft.ts'
import type { Draft, Node } from './draft.ts'
import type { Subnet, Vpc } from './facts.ts'
import type { Inventory } from './inventory.ts'
import { groupBy, ownRanges } from './world.ts'
import type { SubnetPlace, VpcPlace, World } from './world.ts'

/** [W-10] A router for each VPC, one for each subnet, and between them the wire that bears the network ACL. */
export function buildPlaces(draft: Draft, facts: Inventory): World {
  const acls = groupBy(facts.acls.values(), (acl) => acl.subnets)
  const subnetsOf = groupBy(facts.subnets.values(), (subnet) => [subnet.vpc])
  const interfaces = [...facts.interfaces.values()]
  const interfacesOf = groupBy(interfaces, (eni) => [eni.vpc])
  const vpcs = new Map<string, VpcPlace>()
  const subnets = new Map<string, SubnetPlace>()
  for (const vpc of allVpcs(facts)) {
    const core = nodeOf(draft, vpc, 'VPC')
    const places = subnetsOf(vpc.id).map((subnet) => buildSubnet(draft, facts, core, subnet, acls(subnet.id)))
    for (const place of places) subnets.set(place.subnet.id, place)
    const cidrs = canonical(
      vpc.cidrs ?? [...places.flatMap((p) => p.cidrs), ...interfacesOf(vpc.id).flatMap(ownRanges)],
    )
    vpcs.set(vpc.id, { vpc, core, cidrs, subnets: places })
  }
  return {
    draft,
    facts,
    vpcs,
    subnets,
    interfacesOf: {
      vpc: interfacesOf,
      subnet: groupBy(interfaces, (eni) => [eni.subnet]),
      instance: groupBy(interfaces, (eni) => (eni.instance === null ? [] : [eni.instance])),
      group: groupBy(interfaces, (eni) => eni.groups ?? []),
    },
  }
}

/** VPCs in evidence, and those that a subnet names although nobody described them. */
function allVpcs(facts: Inventory): readonly Vpc[] {
  const named = new Map<string, Vpc>(facts.vpcs)
  for (const { vpc, scope, from } of facts.subnets.values())
    if (!named.has(vpc)) named.set(vpc, { id: vpc, name: '', scope, tags: {}, cidrs: null, from })
  return [...named.values()]
}

function nodeOf(draft: Draft, fact: Vpc | Subnet, what: string): Node {
  const name = fact.name === '' ? fact.id : `${fact.name} (${fact.id})`
  const aliases = [fact.id, ...(fact.name === '' ? [] : [fact.name])]
  return draft.node(draft.device(fact.id, `${what} ${name}`, 'fabric', aliases, fact.from), name, fact.from)
}

/** [W-11] The subnet's uplink: whatever crosses the boundary passes the ACL, and nothing that stays inside does. */
function buildSubnet(
  draft: Draft,
  facts: Inventory,
  core: Node,
  subnet: Subnet,
  acls: Parameters<typeof aclOf>[3],
): SubnetPlace {
  const node = nodeOf(draft, subnet, 'subnet')
  const acl = aclOf(draft, facts, subnet, acls)
  const place: SubnetPlace = { node, subnet, cidrs: subnet.cidrs ?? [], in: [acl.ingress], out: [acl.egress] }
  const near = draft.port(
    node.device,
    `${subnet.id}:uplink`,
    'uplink',
    { router: node, in: place.in, out: place.out },
    subnet.from,
  )
  const far = draft.port(core.device, `${core.id}:${subnet.id}`, subnet.id, { router: core }, subnet.from)
  draft.cable(near, far, subnet.from)
  for (const range of place.cidrs) {
    addRoute(core, range, forward([peer(far)]), subnet.from, { origin: 'local' })
    // Nobody answers at an address of the subnet that no interface bears, so it leads nowhere and not out again.
    addRoute(node, range, { kind: 'drop' }, subnet.from, { origin: 'local', metric: -1 })
  }
  return place
}
