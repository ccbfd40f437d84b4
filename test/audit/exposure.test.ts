import { describe, expect, it } from 'vitest'
import type { AuditResult } from '../../src/audit/result.ts'
import { auditOf, verdictsOf } from './lab.ts'

const VPC = 'vpc-0a'
const subnet = (id: string, cidr: string): object => ({
  SubnetId: id,
  VpcId: VPC,
  CidrBlock: cidr,
  OwnerId: '111122223333',
  AvailabilityZone: 'eu-west-1a',
  State: 'available',
})
const eni = (n: number, address: string, group: string, tenant: string, published?: string): object => ({
  NetworkInterfaceId: `eni-0${n}`,
  VpcId: VPC,
  SubnetId: `subnet-0${n}`,
  OwnerId: '111122223333',
  PrivateIpAddress: address,
  PrivateIpAddresses: [
    {
      PrivateIpAddress: address,
      Primary: true,
      ...(published === undefined ? {} : { Association: { PublicIp: published } }),
    },
  ],
  ...(published === undefined ? {} : { Association: { PublicIp: published } }),
  Groups: [{ GroupId: group, GroupName: group }],
  Ipv6Addresses: [],
  SourceDestCheck: true,
  Status: 'in-use',
  InterfaceType: 'interface',
  TagSet: [{ Key: 'tenant', Value: tenant }],
})
const group = (id: string, inbound: object[]): object => ({
  GroupId: id,
  GroupName: id,
  VpcId: VPC,
  OwnerId: '111122223333',
  IpPermissions: inbound,
  IpPermissionsEgress: [
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], UserIdGroupPairs: [], PrefixListIds: [] },
  ],
})
const tcp = (port: number, from: string): object => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  IpRanges: [{ CidrIp: from }],
  Ipv6Ranges: [],
  UserIdGroupPairs: [],
  PrefixListIds: [],
})
const acl = {
  NetworkAclId: 'acl-0a',
  VpcId: VPC,
  IsDefault: true,
  OwnerId: '111122223333',
  Associations: [1, 2, 3].map((n) => ({ SubnetId: `subnet-0${n}`, NetworkAclId: 'acl-0a' })),
  Entries: [true, false].flatMap((Egress) => [
    { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 },
    { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32767 },
  ]),
}
const table = {
  RouteTableId: 'rtb-0a',
  VpcId: VPC,
  OwnerId: '111122223333',
  Associations: [{ Main: true, RouteTableId: 'rtb-0a', AssociationState: { State: 'associated' } }],
  PropagatingVgws: [],
  Routes: [
    { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' },
    { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0a', Origin: 'CreateRoute', State: 'active' },
  ],
}

/** One VPC with a machine of tenant A (published, port 443 from anywhere), one of tenant B, and one of management. */
const answers = (ofA: object[]): Record<string, object[]> => ({
  Vpcs: [
    {
      VpcId: VPC,
      CidrBlock: '10.0.0.0/16',
      OwnerId: '111122223333',
      State: 'available',
      CidrBlockAssociationSet: [{ CidrBlock: '10.0.0.0/16', CidrBlockState: { State: 'associated' } }],
    },
  ],
  Subnets: [subnet('subnet-01', '10.0.1.0/24'), subnet('subnet-02', '10.0.2.0/24'), subnet('subnet-03', '10.0.3.0/24')],
  RouteTables: [table],
  NetworkAcls: [acl],
  SecurityGroups: [group('sg-0a', ofA), group('sg-0b', []), group('sg-0m', [])],
  NetworkInterfaces: [
    eni(1, '10.0.1.10', 'sg-0a', 'A', '198.51.100.10'),
    eni(2, '10.0.2.20', 'sg-0b', 'B'),
    eni(3, '10.0.3.30', 'sg-0m', 'ops'),
  ],
  Reservations: [],
  InternetGateways: [
    { InternetGatewayId: 'igw-0a', OwnerId: '111122223333', Attachments: [{ VpcId: VPC, State: 'available' }] },
  ],
  NatGateways: [],
  VpcPeeringConnections: [],
  VpcEndpoints: [],
  TransitGatewayAttachments: [],
  VpnGateways: [],
})

const engagement = (permitted: string): string => `akashi: 1
tenants:
  - { id: A, endpoints: [{ tag: tenant=A }] }
  - { id: B, endpoints: [{ tag: tenant=B }] }
management: { endpoints: [{ tag: tenant=ops }] }
permitted: ${permitted}
`

function run(ofA: object[], permitted = '[]', yaml = engagement(permitted)): AuditResult {
  const files = Object.entries(answers(ofA)).map(([key, value]) => ({
    path: `eu-west-1/${key}.json`,
    bytes: Buffer.from(JSON.stringify({ [key]: value })),
  }))
  return auditOf([...files, { path: 'akashi.yaml', bytes: Buffer.from(yaml) }]) as AuditResult
}

describe('a published machine in a shared VPC', () => {
  it('[V-5] is an external exposure and no back door, and the tenants stay separated', () => {
    const result = run([tcp(443, '0.0.0.0/0')])
    expect(verdictsOf(result)).toMatchObject({
      'external→A': 'refuted',
      'A→B': 'proved',
      'external→B': 'proved',
      'external→management': 'proved',
    })
    const exposure = result.findings.find((f) => f.to === 'A' && f.from === 'external')
    expect([exposure?.kind, exposure?.backDoor, exposure?.weight, exposure?.flows[0]?.ports]).toEqual([
      'exposure',
      'external-exposure',
      'minor',
      '443',
    ])
  })

  it('[V-5] is no finding where the engagement permits that exposure, and only that', () => {
    const permitted =
      '[{ from: external, to: "tenant:A", protocol: tcp, ports: [443], reason: public service, approvedBy: ISMS }]'
    const narrow = run([tcp(443, '0.0.0.0/0')], permitted)
    expect(verdictsOf(narrow)['external→A']).toBe('proved')
    expect(narrow.permissions[0]?.possible).toBe('yes')
    expect(verdictsOf(run([tcp(443, '0.0.0.0/0'), tcp(22, '0.0.0.0/0')], permitted))['external→A']).toBe('refuted')
  })

  it('a machine of nobody that gets at a tenant is called that, and what it sends to the world outside is nothing to say', () => {
    const result = run([tcp(22, '10.0.0.0/16')], '[]', engagement('[]').replace('{ tag: tenant=ops }', ''))
    const found = result.findings.filter((f) => f.from === '')
    expect(found.map((f) => [f.title.code, f.to])).toEqual([['unowned-delivery', 'A']])
  })

  it('[V-2] a connection from a published machine to the world outside comes about', () => {
    const result = run([tcp(443, '0.0.0.0/0')])
    expect(result.findings.find((f) => f.from === 'A' && f.to === 'external')?.connected).toBe('yes')
  })

  it('[V-1] [V-6] a group open to the whole VPC lets tenants and management in, one after the other named', () => {
    const result = run([tcp(22, '10.0.0.0/16')])
    expect(verdictsOf(result)).toMatchObject({
      'B→A': 'refuted',
      'management→A': 'refuted',
      'A→B': 'proved',
      'A→management': 'proved',
      'external→A': 'proved',
    })
    const hole = result.findings.find((f) => f.from === 'B' && f.to === 'A')
    expect([hole?.backDoor, hole?.connected, hole?.flows[0]?.ports]).toEqual(['filter-hole', 'yes', '22'])
    expect(hole?.closes.map((c) => c.code)).toEqual(['remove-rule'])
  })

  it('[V-1] an address of another tenant as the only source cannot be borrowed where the attachment checks sources', () => {
    expect(verdictsOf(run([tcp(22, '10.0.3.30/32')]))).toMatchObject({ 'B→A': 'proved', 'management→A': 'refuted' })
  })
})
