import { createHash } from 'node:crypto'
import { parseAddress } from '../../src/base/address.ts'
import type { Read } from '../../src/base/problem.ts'
import type { Cloud } from '../../src/cloud/cloud.ts'
import type { Artifact } from '../../src/evidence/artifact.ts'
import type { Reading } from '../../src/evidence/reader.ts'
import { awsReader } from '../../src/evidence/readers/aws/reader.ts'
import { ask, type Reply } from '../../src/proof/ask.ts'
import type { Set } from '../../src/proof/bdd.ts'
import { Prover } from '../../src/proof/prover.ts'

export type Json = Record<string, unknown>

export const artifact = (path: string, text: string, more: Partial<Artifact> = {}): Artifact => ({
  path,
  text,
  sha256: createHash('sha256').update(text).digest('hex'),
  bytes: Buffer.byteLength(text),
  folder: path.split('/').at(-2) ?? '',
  ...more,
})

export const readArtifacts = (artifacts: readonly Artifact[]): Read<Reading> =>
  awsReader.read(artifacts.flatMap((a) => awsReader.recognise(a)))

/** Answers by their key (`Vpcs` …), as one file each in one region of one account. */
export const read = (answers: Json): Read<Reading> =>
  readArtifacts(
    Object.entries(answers).map(([key, value]) =>
      artifact(`aws/111122223333/eu-west-1/${key}.json`, JSON.stringify({ [key]: value })),
    ),
  )

/** Ports that the questions here name. */
const PORTS = [22, 23, 53, 80, 81, 443, 8080].map((port) => ({ first: port, last: port }))

/** A model to ask of: endpoints by alias, addresses as text. */
export class Asked {
  readonly cloud: Cloud
  readonly result: Read<Reading>
  private readonly prover: Prover

  constructor(result: Read<Reading>, named: readonly string[] = []) {
    this.result = result
    this.cloud = result.value.cloud
    const tenants = new Set(this.cloud.devices.filter((d) => d.kind === 'host').map((d) => d.id))
    const extra = named.map((text) => parseAddress(text)).filter((address) => address !== null)
    this.prover = new Prover(this.cloud, { tenants, hosts: new Set() }, 1, { addresses: extra, ports: PORTS })
  }

  /** `service`: `icmp`, `tcp/22`, `udp/53`, or any packet at all. `at` is the address that the packet is sent to, where it is not the target's own. */
  ask(from: string, to: string, service = 'any', at?: string): Reply {
    const target = this.endpoint(to)
    const own = at === undefined ? target.addresses : [parseAddress(at) ?? 0n]
    const destinations = own.map((address) => ({ first: address, last: address }))
    return ask(this.prover, {
      from: [this.endpoint(from).id],
      to: [target.id],
      destinations,
      headers: this.headers(service),
    })
  }

  /** `delivered/connected`. */
  answer(from: string, to: string, service = 'any', at?: string): string {
    const { delivered, connected } = this.ask(from, to, service, at)
    return `${delivered}/${connected}`
  }

  private endpoint(name: string) {
    const found = this.cloud.endpoints.find((e) => e.id === name || e.aliases.includes(name))
    if (found === undefined) throw new Error(`no endpoint ${name} among ${this.cloud.endpoints.length}`)
    return found
  }

  private headers(service: string): Set {
    const { space } = this.prover
    const [protocol = 'any', port] = service.split('/')
    const numbers = { icmp: [1], tcp: [6], udp: [17], gre: [47] }[protocol]
    if (numbers === undefined) return space.valid
    const packets = space.bdd.without(space.protocolSet(numbers), space.family('frame'))
    const at = Number(port)
    return port === undefined ? packets : space.bdd.and(packets, space.numberSet('dport', [{ first: at, last: at }]))
  }
}

export const asked = (answers: Json, ...named: string[]): Asked => new Asked(read(answers), named)

const OWNER = '111122223333'

export const tag = (name: string) => [{ Key: 'Name', Value: name }]
export const vpc = (id: string, CidrBlock: string, more: Json = {}) => ({
  VpcId: id,
  CidrBlock,
  OwnerId: OWNER,
  State: 'available',
  ...more,
})
export const subnet = (id: string, VpcId: string, CidrBlock: string, more: Json = {}) => ({
  SubnetId: id,
  VpcId,
  CidrBlock,
  OwnerId: OWNER,
  AvailabilityZone: 'eu-west-1a',
  AvailabilityZoneId: 'euw1-az1',
  ...more,
})
export const table = (
  id: string,
  VpcId: string,
  routes: readonly Json[],
  subnets: readonly string[],
  main = false,
) => ({
  RouteTableId: id,
  VpcId,
  Routes: routes,
  Associations: [
    ...(main ? [{ Main: true, RouteTableId: id }] : []),
    ...subnets.map((SubnetId) => ({
      Main: false,
      RouteTableId: id,
      SubnetId,
      AssociationState: { State: 'associated' },
    })),
  ],
  OwnerId: OWNER,
})
export const route = (DestinationCidrBlock: string, target: Json, State = 'active') => ({
  DestinationCidrBlock,
  State,
  Origin: 'CreateRoute',
  ...target,
})
export const local = (cidr: string) => ({
  DestinationCidrBlock: cidr,
  GatewayId: 'local',
  Origin: 'CreateRouteTable',
  State: 'active',
})
export const entry = (
  RuleNumber: number,
  Egress: boolean,
  RuleAction: string,
  CidrBlock = '0.0.0.0/0',
  more: Json = {},
) => ({
  RuleNumber,
  Egress,
  RuleAction,
  CidrBlock,
  Protocol: '-1',
  ...more,
})
export const OPEN = [
  entry(100, true, 'allow'),
  entry(32767, true, 'deny'),
  entry(100, false, 'allow'),
  entry(32767, false, 'deny'),
]
export const acl = (id: string, VpcId: string, subnets: readonly string[], Entries: readonly Json[] = OPEN) => ({
  NetworkAclId: id,
  VpcId,
  IsDefault: false,
  Associations: subnets.map((SubnetId) => ({ SubnetId, NetworkAclId: id })),
  Entries,
})
export const permission = (IpProtocol: string, source: Json, FromPort?: number, ToPort = FromPort) => ({
  IpProtocol,
  ...(FromPort === undefined ? {} : { FromPort, ToPort }),
  IpRanges: [],
  Ipv6Ranges: [],
  PrefixListIds: [],
  UserIdGroupPairs: [],
  ...source,
})
export const from = (...cidrs: string[]): Json => ({ IpRanges: cidrs.map((CidrIp) => ({ CidrIp })) })
export const byGroup = (GroupId: string): Json => ({ UserIdGroupPairs: [{ GroupId, UserId: OWNER }] })
export const EVERYTHING = permission('-1', from('0.0.0.0/0'))
export const group = (id: string, VpcId: string, ingress: readonly Json[], egress: readonly Json[] = [EVERYTHING]) => ({
  GroupId: id,
  GroupName: id,
  VpcId,
  OwnerId: OWNER,
  IpPermissions: ingress,
  IpPermissionsEgress: egress,
})
export const eni = (
  name: string,
  VpcId: string,
  SubnetId: string,
  address: string,
  groups: readonly string[],
  more: Json = {},
) => ({
  NetworkInterfaceId: `eni-${name}`,
  VpcId,
  SubnetId,
  OwnerId: OWNER,
  PrivateIpAddress: address,
  PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }],
  Ipv6Addresses: [],
  Groups: groups.map((GroupId) => ({ GroupId })),
  InterfaceType: 'interface',
  SourceDestCheck: true,
  Status: 'in-use',
  Attachment: { InstanceId: `i-${name}`, Status: 'attached' },
  TagSet: tag(name),
  ...more,
})
export const instance = (name: string, state = 'running', more: Json = {}) => ({
  InstanceId: `i-${name}`,
  State: { Name: state },
  Tags: [...tag(`host-${name}`), { Key: 'tenant', Value: name }],
  NetworkInterfaces: [],
  ...more,
})
export const published = (address: string, PublicIp: string): Json => ({
  Association: { PublicIp },
  PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true, Association: { PublicIp } }],
})

/**
 * One VPC 10.0.0.0/16 with subnets `sa` (machines a 10.0.1.10, c 10.0.1.20) and `sb` (machine b 10.0.2.10), open ACLs, one group `sg-open` on all of them,
 * and every other answer there and empty.
 */
export const network = (): Record<string, Json[]> => ({
  Vpcs: [vpc('vpc-1', '10.0.0.0/16')],
  Subnets: [subnet('sa', 'vpc-1', '10.0.1.0/24'), subnet('sb', 'vpc-1', '10.0.2.0/24')],
  RouteTables: [table('rtb-main', 'vpc-1', [local('10.0.0.0/16')], [], true)],
  NetworkAcls: [acl('acl-a', 'vpc-1', ['sa']), acl('acl-b', 'vpc-1', ['sb'])],
  SecurityGroups: [group('sg-open', 'vpc-1', [EVERYTHING])],
  NetworkInterfaces: [
    eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open']),
    eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-open']),
    eni('c', 'vpc-1', 'sa', '10.0.1.20', ['sg-open']),
  ],
  Reservations: [{ OwnerId: OWNER, Instances: [instance('a'), instance('b'), instance('c')] }],
  InternetGateways: [],
  EgressOnlyInternetGateways: [],
  NatGateways: [],
  Addresses: [],
  VpcPeeringConnections: [],
  TransitGateways: [],
  TransitGatewayAttachments: [],
  TransitGatewayVpcAttachments: [],
  TransitGatewayRouteTables: [],
  VpcEndpoints: [],
  VpnGateways: [],
  LoadBalancers: [],
})
