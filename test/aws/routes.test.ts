import { describe, expect, it } from 'vitest'
import {
  EVERYTHING,
  acl,
  asked,
  eni,
  entry,
  group,
  instance,
  local,
  network,
  published,
  route,
  subnet,
  table,
  vpc,
} from '../support/aws.ts'
import type { Json } from '../support/aws.ts'

const open = network()
const IGW = { InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'available' }] }
const main = (...routes: Json[]) => [table('rtb-main', 'vpc-1', [local('10.0.0.0/16'), ...routes], [], true)]
const OUT = route('0.0.0.0/0', { GatewayId: 'igw-1' })
const publicA = [
  eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open'], published('10.0.1.10', '198.51.100.1')),
  ...(open['NetworkInterfaces'] ?? []).slice(1),
]

describe('interfaces', () => {
  it('[W-40] an endpoint bears its addresses, public addresses, account, VPC, tags and names', () => {
    const cloud = asked({ ...open, NetworkInterfaces: publicA }).cloud
    const a = cloud.endpoints.find((e) => e.id === 'eni-a')
    expect(a).toMatchObject({
      account: '111122223333',
      vrf: 'vpc-1',
      addressesComplete: true,
      addresses: [0x0a00010an],
    })
    expect(a?.published).toEqual([0xc6336401n])
    expect(a?.tags['tenant']).toBe('a')
    expect(a?.aliases).toEqual(['eni-a', 'a', 'i-a', 'host-a'])
  })

  it('[W-41] a machine cannot send under another address, unless its source check is off or not known', () => {
    const sources = (SourceDestCheck?: boolean) => {
      const { SourceDestCheck: _, ...bare } = eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open'])
      const own = SourceDestCheck === undefined ? bare : { ...bare, SourceDestCheck }
      const only = group('sg-b', 'vpc-1', [{ ...EVERYTHING, IpRanges: [{ CidrIp: '203.0.113.0/24' }] }])
      const interfaces = [own, eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-b'])]
      return asked({
        ...open,
        SecurityGroups: [group('sg-open', 'vpc-1', [EVERYTHING]), only],
        NetworkInterfaces: interfaces,
      }).ask('a', 'b').delivered
    }
    expect(sources(true)).toBe('no')
    expect(sources(false)).toBe('yes')
    expect(sources()).toBe('unknown')
  })

  it('[W-42] an interface attached to nothing carries nothing; a machine that does not run is undetermined', () => {
    const idle = asked({
      ...open,
      NetworkInterfaces: [
        ...publicA.slice(0, 1),
        eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-open'], { Status: 'available', Attachment: null }),
      ],
    })
    expect(idle.answer('a', 'b')).toBe('no/no')
    const stopped = asked({
      ...open,
      Reservations: [{ Instances: [instance('a'), instance('b', 'stopped'), instance('c')] }],
    })
    expect(stopped.answer('a', 'b')).toBe('unknown/unknown')
  })

  it('[W-44] an interface whose subnet is not in evidence may be anywhere in its VPC', () => {
    const model = asked({ ...open, Subnets: (open['Subnets'] ?? []).slice(0, 1) })
    expect(model.answer('a', 'c')).toBe('yes/yes')
    expect(model.answer('a', 'b')).toBe('unknown/unknown')
    expect(model.answer('b', 'a')).toBe('unknown/unknown')
  })

  it('[W-43] an interface without a machine is a device of its own', () => {
    const cloud = asked({
      ...open,
      NetworkInterfaces: [
        eni('db', 'vpc-1', 'sa', '10.0.1.30', ['sg-open'], { Attachment: null, Description: 'RDSNetworkInterface' }),
      ],
    }).cloud
    expect(cloud.devices.find((d) => d.id === 'eni-db:device')).toMatchObject({ kind: 'host' })
  })
})

describe('route tables', () => {
  it('[W-50] a subnet takes its own table before the main one', () => {
    const tables = [...main(OUT), table('rtb-own', 'vpc-1', [local('10.0.0.0/16')], ['sa'])]
    const both = asked(
      { ...open, InternetGateways: [IGW], RouteTables: tables, NetworkInterfaces: publicA },
      '192.0.2.1',
    )
    expect(both.answer('a', 'internet', 'tcp/443', '192.0.2.1')).toBe('no/no')
    const only = asked(
      { ...open, InternetGateways: [IGW], RouteTables: main(OUT), NetworkInterfaces: publicA },
      '192.0.2.1',
    )
    expect(only.answer('a', 'internet', 'tcp/443', '192.0.2.1')).toBe('yes/yes')
  })

  it('[W-51] [W-52] without any table the VPC still reaches itself, and what leaves it is undetermined', () => {
    const { RouteTables: _, ...rest } = open
    const model = asked({ ...rest, InternetGateways: [IGW], NetworkInterfaces: publicA }, '192.0.2.1')
    expect(model.answer('a', 'b')).toBe('yes/yes')
    expect(model.answer('a', 'internet', 'tcp/443', '192.0.2.1')).toBe('unknown/unknown')
  })

  it('[W-53] a route to a prefix list that is not in evidence may take what is not for the VPC, and nothing that is', () => {
    const listed = { DestinationPrefixListId: 'pl-x', GatewayId: 'igw-1', State: 'active' }
    const model = asked(
      { ...open, InternetGateways: [IGW], RouteTables: main(listed), NetworkInterfaces: publicA },
      '192.0.2.1',
    )
    expect(model.answer('a', 'internet', 'tcp/443', '192.0.2.1')).toBe('unknown/unknown')
    expect(model.answer('a', 'b')).toBe('yes/yes')
    const known = { ...open, PrefixLists: [{ PrefixListId: 'pl-x', Cidrs: ['192.0.2.0/24'] }] }
    const certain = asked(
      { ...known, InternetGateways: [IGW], RouteTables: main(listed), NetworkInterfaces: publicA },
      '192.0.2.1',
      '203.0.113.1',
    )
    expect(certain.answer('a', 'internet', 'tcp/443', '192.0.2.1')).toBe('yes/yes')
    expect(certain.answer('a', 'internet', 'tcp/443', '203.0.113.1').split('/')[1]).toBe('no')
  })

  it('[W-54] the longest prefix wins, and a blackhole takes what it names', () => {
    const tables = main(OUT, route('192.0.2.0/24', { NatGatewayId: 'nat-gone' }, 'blackhole'))
    const model = asked(
      { ...open, InternetGateways: [IGW], RouteTables: tables, NetworkInterfaces: publicA },
      '192.0.2.1',
      '203.0.113.1',
    )
    expect(model.answer('a', 'internet', 'tcp/443', '192.0.2.1').split('/')[1]).toBe('no')
    expect(model.answer('a', 'internet', 'tcp/443', '203.0.113.1')).toBe('yes/yes')
  })

  it('[W-55] a target that is not modelled is undetermined, and may send into the whole VPC', () => {
    const tables = main(route('172.16.0.0/12', { GatewayId: 'vgw-1' }))
    const vpc2 = {
      Vpcs: [...(open['Vpcs'] ?? []), vpc('vpc-2', '10.9.0.0/16')],
      Subnets: [...(open['Subnets'] ?? []), subnet('sc', 'vpc-2', '10.9.1.0/24')],
    }
    const model = asked({
      ...open,
      ...vpc2,
      RouteTables: [
        ...tables,
        table('rtb-2', 'vpc-2', [local('10.9.0.0/16'), route('10.0.0.0/8', { GatewayId: 'vgw-2' })], [], true),
      ],
      NetworkAcls: [...(open['NetworkAcls'] ?? []), acl('acl-c', 'vpc-2', ['sc'])],
      SecurityGroups: [...(open['SecurityGroups'] ?? []), group('sg-2', 'vpc-2', [EVERYTHING])],
      NetworkInterfaces: [...(open['NetworkInterfaces'] ?? []), eni('z', 'vpc-2', 'sc', '10.9.1.10', ['sg-2'])],
    })
    const reply = model.ask('z', 'b')
    expect(reply.delivered).toBe('unknown')
    expect(reply.unknowns.some((id) => id.includes('vgw-'))).toBe(true)
  })

  it('[W-56] a route to a machine goes there past both ACLs, and only where its check is off', () => {
    const through = (check: boolean, entries = [entry(100, true, 'allow'), entry(100, false, 'allow')]) =>
      asked(
        {
          ...open,
          NetworkAcls: [acl('acl-a', 'vpc-1', ['sa']), acl('acl-b', 'vpc-1', ['sb'], entries)],
          RouteTables: main(route('192.0.2.0/24', { NetworkInterfaceId: 'eni-b', InstanceId: 'i-b' })),
          NetworkInterfaces: (open['NetworkInterfaces'] ?? []).map((i) =>
            i['NetworkInterfaceId'] === 'eni-b' ? { ...i, SourceDestCheck: check } : i,
          ),
        },
        '192.0.2.9',
      )
    const sent = (model: ReturnType<typeof asked>) =>
      model.cloud.routers.find((r) => r.id === 'sa')?.tables[0]?.routes.find((r) => r.to.first === 0xc0000200n)?.action
        .kind
    expect(sent(through(false))).toBe('forward')
    expect(sent(through(true))).toBe('drop')
    expect(through(false).answer('a', 'b')).toBe('yes/yes')
  })

  it('[W-57] a private gateway that is attached may send in where no route leads out, and so may one that nobody listed', () => {
    const guarded = {
      ...open,
      VpnGateways: [{ VpnGatewayId: 'vgw-1', VpcAttachments: [{ VpcId: 'vpc-1', State: 'attached' }] }],
    }
    expect(asked(guarded).cloud.devices.some((d) => d.id === 'unseen:vgw-1')).toBe(true)
    const { VpnGateways: _, ...silent } = open
    expect(asked(silent).cloud.devices.some((d) => d.id === 'unseen:gateways of vpc-1')).toBe(true)
    expect(asked(open).cloud.devices.some((d) => d.kind === 'unseen')).toBe(false)
  })
})

describe('ways to the world outside', () => {
  const world = { ...open, InternetGateways: [IGW], RouteTables: main(OUT), NetworkInterfaces: publicA }

  it('[W-61] [W-62] [W-64] only what has a public address gets out, and is reached by it', () => {
    const model = asked(world, '192.0.2.1')
    expect(model.answer('a', 'internet', 'tcp/443', '192.0.2.1')).toBe('yes/yes')
    expect(model.answer('b', 'internet', 'tcp/443', '192.0.2.1')).toBe('no/no')
    expect(model.answer('internet', 'a', 'tcp/22', '198.51.100.1')).toBe('yes/yes')
    expect(model.answer('internet', 'b', 'tcp/22')).toBe('no/no')
  })

  it('[W-63] nothing comes in under a private source', () => {
    const inside = group('sg-in', 'vpc-1', [{ ...EVERYTHING, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }])
    const model = asked({
      ...world,
      SecurityGroups: [inside],
      NetworkInterfaces: publicA.map((i) => ({ ...i, Groups: [{ GroupId: 'sg-in' }] })),
    })
    expect(model.answer('internet', 'a', 'tcp/22', '198.51.100.1')).toBe('no/no')
    expect(model.answer('b', 'a', 'tcp/22')).toBe('yes/yes')
  })

  it('[W-65] IPv6 passes an internet gateway both ways, and an egress-only one outwards', () => {
    const six = (target: Json, gateways: Json) => ({
      ...open,
      ...gateways,
      Vpcs: [
        vpc('vpc-1', '10.0.0.0/16', {
          Ipv6CidrBlockAssociationSet: [
            { Ipv6CidrBlock: '2001:db8:1::/56', Ipv6CidrBlockState: { State: 'associated' } },
          ],
        }),
      ],
      Subnets: [
        subnet('sa', 'vpc-1', '10.0.1.0/24', { Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2001:db8:1::/64' }] }),
        subnet('sb', 'vpc-1', '10.0.2.0/24'),
      ],
      RouteTables: main({ DestinationIpv6CidrBlock: '::/0', State: 'active', ...target }),
      NetworkAcls: [
        acl(
          'acl-a',
          'vpc-1',
          ['sa'],
          [
            entry(1, true, 'allow'),
            entry(1, false, 'allow'),
            ...[true, false].map((Egress) => ({
              RuleNumber: 2,
              Egress,
              RuleAction: 'allow',
              Protocol: '-1',
              Ipv6CidrBlock: '::/0',
            })),
          ],
        ),
      ],
      SecurityGroups: [
        group(
          'sg-open',
          'vpc-1',
          [{ ...EVERYTHING, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
          [{ ...EVERYTHING, Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
        ),
      ],
      NetworkInterfaces: [
        eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open'], { Ipv6Addresses: [{ Ipv6Address: '2001:db8:1::a' }] }),
      ],
    })
    const both = asked(six({ GatewayId: 'igw-1' }, { InternetGateways: [IGW] }), '2001:db8:f::1')
    expect(both.answer('a', 'internet', 'tcp/443', '2001:db8:f::1')).toBe('yes/yes')
    expect(both.answer('internet', 'a', 'tcp/443', '2001:db8:1::a')).toBe('yes/yes')
    const eigw = {
      EgressOnlyInternetGateways: [
        { EgressOnlyInternetGatewayId: 'eigw-1', Attachments: [{ VpcId: 'vpc-1', State: 'attached' }] },
      ],
    }
    const out = asked(six({ EgressOnlyInternetGatewayId: 'eigw-1' }, eigw), '2001:db8:f::1')
    expect(out.answer('a', 'internet', 'tcp/443', '2001:db8:f::1')).toBe('yes/yes')
    expect(out.answer('internet', 'a', 'tcp/443', '2001:db8:1::a')).toBe('no/no')
  })

  it('[W-66] where nobody listed the gateways, there may be one', () => {
    const { InternetGateways: _, ...silent } = { ...world, RouteTables: main() }
    expect(asked(silent).answer('internet', 'a', 'tcp/22', '198.51.100.1')).toBe('unknown/no')
    expect(asked({ ...silent, InternetGateways: [] }).cloud.devices.some((d) => d.kind === 'external')).toBe(false)
  })

  it('[W-67] a table at the gateway sends what comes in to a middlebox first', () => {
    const edge = {
      ...table('rtb-edge', 'vpc-1', [local('10.0.0.0/16'), route('10.0.1.0/24', { NetworkInterfaceId: 'eni-b' })], []),
      Associations: [{ GatewayId: 'igw-1', Main: false }],
    }
    const interfaces = publicA.map((i) => (i['NetworkInterfaceId'] === 'eni-b' ? { ...i, SourceDestCheck: false } : i))
    const model = asked({ ...world, RouteTables: [...main(OUT), edge], NetworkInterfaces: interfaces })
    expect(model.answer('internet', 'a', 'tcp/22', '198.51.100.1')).toBe('no/no')
    expect(model.answer('internet', 'b', 'tcp/22', '198.51.100.1').split('/')[0]).toBe('yes')
  })

  it('[W-60] behind a NAT gateway one gets out and is not reached; it answers nobody itself', () => {
    const nat = {
      NatGatewayId: 'nat-1',
      VpcId: 'vpc-1',
      SubnetId: 'sa',
      State: 'available',
      NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-nat', PrivateIp: '10.0.1.99', PublicIp: '198.51.100.9' }],
    }
    const natEni = eni('nat', 'vpc-1', 'sa', '10.0.1.99', [], {
      Attachment: null,
      InterfaceType: 'nat_gateway',
      SourceDestCheck: false,
      ...published('10.0.1.99', '198.51.100.9'),
    })
    const tables = [
      ...main(OUT),
      table('rtb-b', 'vpc-1', [local('10.0.0.0/16'), route('0.0.0.0/0', { NatGatewayId: 'nat-1' })], ['sb']),
    ]
    const through = (State: string) =>
      asked(
        { ...world, NatGateways: [{ ...nat, State }], RouteTables: tables, NetworkInterfaces: [...publicA, natEni] },
        '192.0.2.1',
      )
    const model = through('available')
    expect(model.answer('b', 'internet', 'tcp/443', '192.0.2.1')).toBe('yes/yes')
    expect(model.answer('b', 'internet', 'gre', '192.0.2.1')).toBe('no/no')
    expect(model.answer('internet', 'b', 'tcp/443', '198.51.100.9')).toBe('no/no')
    expect(model.answer('a', 'nat', 'icmp')).toBe('no/no')
    expect(through('deleted').answer('b', 'internet', 'tcp/443', '192.0.2.1')).toBe('no/no')
  })
})
