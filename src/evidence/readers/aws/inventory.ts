import type { Address } from '../../../base/address.ts'
import { parseAddress } from '../../../base/address.ts'
import type { Problem } from '../../../base/problem.ts'
import type { Answer, Answers } from './answers.ts'
import type * as F from './facts.ts'
import type { Item } from './item.ts'
import { withNatInterfaces } from './nat-interfaces.ts'
import { mergeAttachments, mergeFacts, withOtherEnds } from './merge.ts'
import * as G from './read-gateways.ts'
import * as N from './read-network.ts'
import * as S from './read-servers.ts'
import * as T from './read-transit.ts'

type By<T> = ReadonlyMap<string, T>

/** Everything that the answers say, by id, each thing once. `disputed` holds the ids of which two answers say different things. */
export interface Inventory {
  readonly answers: Answers
  readonly vpcs: By<F.Vpc>
  readonly subnets: By<F.Subnet>
  readonly routeTables: By<F.RouteTableFact>
  readonly acls: By<F.Acl>
  readonly groups: By<F.SecurityGroup>
  readonly interfaces: By<F.NetworkInterface>
  readonly instances: By<F.Instance>
  readonly internetGateways: By<F.InternetGateway>
  readonly natGateways: By<F.NatGateway>
  readonly peerings: By<F.Peering>
  readonly transits: By<F.Transit>
  /** By gateway and attachment, since a peering attachment bears one id at both ends. */
  readonly attachments: By<F.Attachment>
  readonly transitTables: By<F.TransitTable>
  readonly transitRoutes: readonly F.TransitRoute[]
  readonly propagations: readonly F.Propagation[]
  readonly endpoints: By<F.ServiceEndpoint>
  readonly prefixLists: By<F.PrefixList>
  /** Public address of a private one, as the list of elastic addresses has it. */
  readonly elastic: ReadonlyMap<string, Address>
  readonly disputed: ReadonlySet<string>
}

export function readInventory(answers: Answers, report: (problem: Problem) => void): Inventory {
  const disputed = new Set<string>()
  const dispute = (id: string, found: F.Fact): void => {
    disputed.add(id)
    const at = found.from.at(-1)
    report({ code: 'aws-contradiction', severity: 'warning', params: { id }, ...(at === undefined ? {} : { at }) })
  }
  const each = <T>(keys: readonly string[], read: (item: Item, answer: Answer) => T | null): readonly T[] =>
    keys.flatMap((key) =>
      answers.items(key).flatMap(({ item, answer }) => {
        const found = read(item, answer)
        if (found === null) report({ code: 'aws-no-id', severity: 'warning', at: item.source, params: { sort: key } })
        return found === null ? [] : [found]
      }),
    )
  const facts = <T extends F.Fact>(keys: readonly string[], read: (item: Item, answer: Answer) => T | null): By<T> =>
    mergeFacts(each(keys, read), dispute)
  const natGateways = facts(['NatGateways'], G.readNatGateway)
  const servers = each(['Reservations', 'Instances'], readServer).flat()
  const told = [...each(['NetworkInterfaces'], S.readInterface), ...servers.flatMap((s) => s.interfaces)]
  const listed = new Map([...mergeFacts(told, dispute)].map(([id, eni]) => [id, disputed.has(id) ? doubted(eni) : eni]))
  return {
    answers,
    disputed,
    vpcs: facts(['Vpcs'], N.readVpc),
    subnets: facts(['Subnets'], N.readSubnet),
    routeTables: facts(['RouteTables'], N.readRouteTable),
    acls: facts(['NetworkAcls'], N.readAcl),
    groups: facts(['SecurityGroups'], S.readGroup),
    instances: mergeFacts(
      servers.map((s) => s.instance),
      dispute,
    ),
    interfaces: withNatInterfaces(withImplied(listed, servers), natGateways.values()),
    internetGateways: facts(['InternetGateways', 'EgressOnlyInternetGateways'], G.readInternetGateway),
    natGateways,
    peerings: facts(['VpcPeeringConnections'], G.readPeering),
    transits: facts(['TransitGateways'], T.readTransit),
    attachments: withOtherEnds(
      mergeAttachments(
        each(
          ['TransitGatewayAttachments', 'TransitGatewayVpcAttachments', 'TransitGatewayPeeringAttachments'],
          T.readAttachment,
        ).flat(),
      ),
    ),
    transitTables: facts(['TransitGatewayRouteTables'], T.readTransitTable),
    transitRoutes: each(['Routes', 'TransitGatewayStaticRoutes'], T.readTransitRoutes).flat(),
    propagations: each(
      ['TransitGatewayRouteTablePropagations', 'TransitGatewayPropagations'],
      T.readPropagations,
    ).flat(),
    endpoints: facts(['VpcEndpoints'], G.readServiceEndpoint),
    prefixLists: mergePrefixLists(answers, facts(['PrefixLists'], G.readPrefixList)),
    elastic: elasticAddresses(answers),
  }
}

/** An interface of which two answers say different things: which groups, check and addresses it has, nobody knows. */
const doubted = (eni: F.NetworkInterface): F.NetworkInterface => ({
  ...eni,
  groups: null,
  sourceCheck: null,
  addressesUnderstood: false,
})

interface Server {
  readonly instance: F.Instance
  readonly interfaces: readonly F.NetworkInterface[]
  /** What it tells of an interface, should no list show one. */
  readonly implied: F.NetworkInterface | null
}

/** Instances stand inside reservations, or bare where a collector took them out. */
function readServer(item: Item, answer: Answer): readonly Server[] | null {
  if (answer.sort.key === 'Instances') return oneServer(item, answer, undefined)
  const owner = item.text('OwnerId')
  return item.items('Instances')?.flatMap((instance) => oneServer(instance, answer, owner) ?? []) ?? null
}

function oneServer(item: Item, answer: Answer, owner: string | undefined): readonly Server[] | null {
  const instance = S.readInstance(item, answer, owner)
  if (instance === null) return null
  const rows = item.items('NetworkInterfaces') ?? []
  const interfaces = rows.map((row) => S.readInterface(row, answer, instance.id)).filter((found) => found !== null)
  return [{ instance, interfaces: interfaces.map((i) => withScope(i, instance)), implied: S.readImplied(item, answer) }]
}

/** Machines of which no list shows an interface get the one that they tell of. */
function withImplied(listed: By<F.NetworkInterface>, servers: readonly Server[]): By<F.NetworkInterface> {
  const seen = new Set([...listed.values()].map((eni) => eni.instance))
  const all = new Map(listed)
  for (const { implied } of servers) if (implied !== null && !seen.has(implied.instance)) all.set(implied.id, implied)
  return all
}

const withScope = (found: F.NetworkInterface, instance: F.Instance): F.NetworkInterface => ({
  ...found,
  scope: {
    account: found.scope.account === '' ? instance.scope.account : found.scope.account,
    region: found.scope.region,
  },
})

/** Entries of managed lists come in an answer of their own, which bears the list's name only in its command. */
function mergePrefixLists(answers: Answers, lists: By<F.PrefixList>): By<F.PrefixList> {
  const merged = new Map(lists)
  for (const answer of answers.all.filter((a) => a.sort.key === 'Entries' && a.owner !== undefined)) {
    const id = answer.owner ?? ''
    const before = merged.get(id)
    const ranges = answer.whole ? N.rangesOf(answer.items.map((item) => item.text('Cidr'))) : null
    merged.set(id, {
      ...(before ?? { id, name: '', scope: answer.scope, tags: {} }),
      ranges: ranges === null ? null : [...(before?.ranges ?? []), ...ranges],
      from: [...(before?.from ?? []), answer.source],
    })
  }
  return merged
}

/** Keyed `eni|private address`. */
function elasticAddresses(answers: Answers): ReadonlyMap<string, Address> {
  const found = new Map<string, Address>()
  for (const { item } of answers.items('Addresses')) {
    const out = parseAddress(item.text('PublicIp') ?? '')
    const inside = parseAddress(item.text('PrivateIpAddress') ?? '')
    const eni = item.text('NetworkInterfaceId')
    if (out !== null && inside !== null && eni !== undefined) found.set(`${eni}|${inside}`, out)
  }
  return found
}
