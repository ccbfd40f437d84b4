import { familyOf, parsePrefix } from '../../../base/address.ts'
import type { AddressRange } from '../../../base/address.ts'
import type { Source } from '../../../base/source.ts'
import type { Rule } from '../../../cloud/chain.ts'
import type { InterfaceId, UnknownId } from '../../../cloud/ids.ts'
import { ALL_V4, ALL_V6, addRoute, forward, peer, routeFrom } from './draft.ts'
import type { Node } from './draft.ts'
import { addEdgeRoutes } from './edge.ts'
import { outside } from './outside.ts'
import { publishedOf } from './interfaces.ts'
import { wire } from './world.ts'
import type { Place, VpcPlace, World } from './world.ts'

/** Sources that the Internet does not carry: private, shared, loopback, link-local, unique local, multicast. */
const NOT_GLOBAL: readonly AddressRange[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]
  .map(parsePrefix)
  .filter((range) => range !== null)

/** [W-62] The place of a VPC's internet gateway (or egress-only one), made with its translation the first time that it is asked for. */
export function internetPlace(
  world: World,
  vpc: VpcPlace,
  id: string,
  egressOnly: boolean,
  from: readonly Source[],
  unknown?: UnknownId,
): Place {
  const { draft } = world
  const key = `${id}@${vpc.vpc.id}`
  return draft.once(key, () => {
    const fact = world.facts.internetGateways.get(id)
    const name = fact === undefined || fact.name === '' ? id : `${fact.name} (${id})`
    const places = fact?.from ?? from
    const attachedOnce = fact === undefined || fact.vpcs.length <= 1
    const device = draft.device(
      attachedOnce ? id : key,
      `gateway ${name}`,
      'fabric',
      [id, fact?.name ?? ''].filter((n) => n !== ''),
      places,
    )
    const node = draft.node(device, name, places)
    const place: Place = { node, in: [], out: [] }
    const out = draft.port(device, `${device}:world`, 'world', { router: node, in: [bogons(world, places)] }, places)
    draft.cable(out, outside(draft, places), places, unknown)
    const { hop } = wire(draft, place, { node: vpc.core, in: [], out: [] }, vpc.vpc.id, places)
    const inbound = `${node.id}/inbound`
    routeFrom(node, [out], inbound, places)
    for (const range of vpc.cidrs)
      addRoute(node, range, forward([hop]), places, { table: inbound, metric: 1, origin: 'local' })
    addEdgeRoutes(world, id, place, hop, inbound)
    for (const all of [ALL_V4, ALL_V6]) addRoute(node, all, forward([peer(out)]), places)
    if (egressOnly) egressEntries(world, node, vpc, out, places)
    else internetEntries(world, node, vpc, out, places)
    return place
  })
}

/** [W-63] No packet comes in from the Internet with a source that the Internet does not carry. */
const bogons = (world: World, from: readonly Source[]): string =>
  world.draft.chain(
    'internet/not-global',
    'sources that the Internet does not carry',
    () => [{ match: { src: NOT_GLOBAL }, action: { kind: 'drop' }, from }],
    'accept',
    from,
  )

const one = (address: bigint): AddressRange[] => [{ first: address, last: address }]

/** [W-64] One-to-one translation for every public address; IPv4 without one does not pass; IPv6 passes as it is. */
function internetEntries(world: World, node: Node, vpc: VpcPlace, out: InterfaceId, from: readonly Source[]): void {
  const pairs = world.interfacesOf
    .vpc(vpc.vpc.id)
    .flatMap((eni) => publishedOf(world, eni).map((p) => ({ ...p, from: eni.from })))
  const four = pairs.filter((p) => familyOf(p.address) === 'ip4')
  const tracked: Rule = { match: { states: ['established', 'related'] }, action: { kind: 'accept' }, from }
  const outbound: Rule = {
    match: { oif: [out], src: four.flatMap((p) => one(p.address)) },
    action: { kind: 'accept' },
    from,
  }
  const { draft } = world
  const publish = draft.chain(
    `${node.id}/publish`,
    `public addresses of ${vpc.vpc.id}`,
    () => [
      tracked,
      ...four.map((p): Rule => ({
        match: { iif: [out], dst: one(p.published) },
        action: { kind: 'dnat', to: one(p.address), ports: null },
        label: 'public address',
        from: p.from,
      })),
      { match: { iif: [out] }, action: { kind: 'drop' }, from },
    ],
    'accept',
    from,
  )
  const pass = draft.chain(
    `${node.id}/pass`,
    `passes ${node.name}`,
    () => [tracked, outbound, { match: { oif: [out] }, action: { kind: 'drop' }, from }],
    'accept',
    from,
  )
  const translate = draft.chain(
    `${node.id}/translate`,
    `public addresses of ${vpc.vpc.id}`,
    () =>
      four.map((p): Rule => ({
        match: { oif: [out], src: one(p.address) },
        action: { kind: 'snat', to: one(p.published), ports: null },
        label: 'public address',
        from: p.from,
      })),
    'accept',
    from,
  )
  const six = draft.chain(`${node.id}/pass6`, `IPv6 through ${node.name}`, () => ownSix(vpc, out, from), 'drop', from)
  node.entries.push(
    { hook: 'prerouting', families: ['ip4'], chain: publish },
    { hook: 'forward', families: ['ip4'], chain: pass },
    { hook: 'forward', families: ['ip6'], chain: six },
    { hook: 'postrouting', families: ['ip4'], chain: translate },
  )
}

const sixOf = (vpc: VpcPlace): readonly AddressRange[] => vpc.cidrs.filter((range) => familyOf(range.first) === 'ip6')

function ownSix(vpc: VpcPlace, out: InterfaceId, from: readonly Source[]): Rule[] {
  const own = sixOf(vpc)
  return [
    { match: { oif: [out], src: own }, action: { kind: 'accept' }, from },
    { match: { iif: [out], src: own }, action: { kind: 'drop' }, from },
    { match: { iif: [out], dst: own }, action: { kind: 'accept' }, from },
  ]
}

/** [W-65] An egress-only gateway lets IPv6 flows out that begin inside, and their replies back in. */
function egressEntries(world: World, node: Node, vpc: VpcPlace, out: InterfaceId, from: readonly Source[]): void {
  const { draft } = world
  const six = draft.chain(
    `${node.id}/pass6`,
    `IPv6 out of ${node.name}`,
    () => [
      { match: { states: ['established', 'related'] }, action: { kind: 'accept' }, from },
      { match: { oif: [out], src: sixOf(vpc) }, action: { kind: 'accept' }, from },
    ],
    'drop',
    from,
  )
  const none = draft.chain(`${node.id}/pass4`, `no IPv4 through ${node.name}`, () => [], 'drop', from)
  node.entries.push(
    { hook: 'forward', families: ['ip6'], chain: six },
    { hook: 'forward', families: ['ip4'], chain: none },
  )
}

/** [W-66] Every internet gateway that is attached; where nobody said which there are, one that may be. */
export function buildInternetGateways(world: World): void {
  const { facts } = world
  const attached = new Set<string>()
  for (const gateway of facts.internetGateways.values())
    for (const id of gateway.vpcs) {
      const vpc = world.vpcs.get(id)
      if (vpc === undefined) continue
      internetPlace(world, vpc, gateway.id, gateway.egressOnly, gateway.from)
      if (!gateway.egressOnly) attached.add(id)
    }
  for (const vpc of world.vpcs.values()) {
    if (attached.has(vpc.vpc.id) || facts.answers.whole('InternetGateways', vpc.vpc.scope)) continue
    const ask = `aws ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values=${vpc.vpc.id}`
    const unknown = world.draft.unknown('aws-internet-gateway', { vpc: vpc.vpc.id }, ask, vpc.vpc.from)
    internetPlace(world, vpc, `internet-gateway-of-${vpc.vpc.id}`, false, vpc.vpc.from, unknown)
  }
}
