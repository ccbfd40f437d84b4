import { describe, expect, it } from 'vitest'
import {
  acl,
  artifact,
  Asked,
  asked,
  byGroup,
  eni,
  EVERYTHING,
  group,
  instance,
  local,
  network,
  readArtifacts,
  route,
  subnet,
  table,
  vpc,
} from '../support/aws.ts'
import type { Json } from '../support/aws.ts'

const files = (answers: Record<string, unknown>, commands: Readonly<Record<string, string>> = {}): Asked =>
  new Asked(
    readArtifacts(
      Object.entries(answers).map(([name, value]) => {
        const [key = ''] = name.split(' ')
        const command = commands[name]
        const text = JSON.stringify({ [key]: value })
        return artifact(`aws/111122223333/eu-west-1/${name}.json`, text, command === undefined ? {} : { command })
      }),
    ),
  )

describe('answers that say different things', () => {
  const shut = group('sg-shut', 'vpc-1', [])
  const a = eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open'])
  const closed = (more: Json = {}) => ({
    ...network(),
    SecurityGroups: [group('sg-open', 'vpc-1', [EVERYTHING]), shut],
    NetworkInterfaces: [a, eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-shut'], more)],
  })

  it('[W-4] make the groups and the check of an interface unknown', () => {
    expect(files(closed()).answer('a', 'b')).toBe('no/no')
    const again = [eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-open'])]
    expect(files({ ...closed(), 'NetworkInterfaces again': again }).answer('a', 'b')).toBe('unknown/unknown')
    expect(files({ ...closed(), 'NetworkInterfaces again': closed().NetworkInterfaces }).answer('a', 'b')).toBe('no/no')
  })

  it('[W-4] make a state unknown: of an interface that one of them calls attached', () => {
    const loose = { Status: 'available' }
    const open = {
      ...closed(loose),
      SecurityGroups: [group('sg-open', 'vpc-1', [EVERYTHING]), group('sg-shut', 'vpc-1', [EVERYTHING])],
    }
    expect(files(open).answer('a', 'b')).toBe('no/no')
    const again = [eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-shut'])]
    expect(files({ ...open, 'NetworkInterfaces again': again }).answer('a', 'b')).not.toBe('no/no')
  })

  it('[W-4] make a state unknown: of a peering connection that one of them calls deleted', () => {
    const side = (VpcId: string, CidrBlock: string): Json => ({
      VpcId,
      CidrBlock,
      CidrBlockSet: [{ CidrBlock }],
      OwnerId: '111122223333',
    })
    const pcx = (Code: string) => ({
      VpcPeeringConnectionId: 'pcx-1',
      RequesterVpcInfo: side('vpc-1', '10.0.0.0/16'),
      AccepterVpcInfo: side('vpc-2', '10.8.0.0/16'),
      Status: { Code },
    })
    const base = network()
    const to = { VpcPeeringConnectionId: 'pcx-1' }
    const two = {
      ...base,
      Vpcs: [...(base['Vpcs'] ?? []), vpc('vpc-2', '10.8.0.0/16')],
      Subnets: [...(base['Subnets'] ?? []), subnet('sz', 'vpc-2', '10.8.1.0/24')],
      RouteTables: [
        table('rtb-main', 'vpc-1', [local('10.0.0.0/16'), route('10.8.0.0/16', to)], [], true),
        table('rtb-two', 'vpc-2', [local('10.8.0.0/16'), route('10.0.0.0/16', to)], [], true),
      ],
      NetworkAcls: [
        ...(base['NetworkAcls'] ?? []),
        {
          ...(base['NetworkAcls'] ?? [])[0],
          NetworkAclId: 'acl-z',
          VpcId: 'vpc-2',
          Associations: [{ SubnetId: 'sz' }],
        },
      ],
      SecurityGroups: [...(base['SecurityGroups'] ?? []), group('sg-z', 'vpc-2', [EVERYTHING])],
      NetworkInterfaces: [a, eni('z', 'vpc-2', 'sz', '10.8.1.10', ['sg-z'])],
    }
    expect(files({ ...two, VpcPeeringConnections: [pcx('active')] }).answer('a', 'z')).toBe('yes/yes')
    expect(files({ ...two, VpcPeeringConnections: [pcx('deleted')] }).answer('a', 'z')).toBe('no/no')
    const both = { ...two, VpcPeeringConnections: [pcx('deleted')], 'VpcPeeringConnections again': [pcx('active')] }
    expect(files(both).answer('a', 'z')).toBe('unknown/unknown')
  })
})

describe('calls that were narrowed', () => {
  const grouped = {
    ...network(),
    SecurityGroups: [
      group('sg-open', 'vpc-1', [EVERYTHING]),
      group('sg-in', 'vpc-1', [{ ...byGroup('sg-none'), IpProtocol: '-1' }]),
      group('sg-none', 'vpc-1', []),
    ],
    NetworkInterfaces: [
      eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-in']),
      eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open']),
    ],
  }
  const list = 'aws ec2 describe-network-interfaces'
  const gateways = 'aws ec2 describe-vpc-peering-connections'

  it('[W-5] by a filter or by ids are a part of the answer, as a page is', () => {
    const strangers = (asking: string): boolean =>
      files(grouped, { NetworkInterfaces: asking }).cloud.unknowns.some(({ code }) => code === 'aws-group-members')
    expect(strangers(list)).toBe(false)
    expect(strangers(`${list} --region eu-west-1 --output json`)).toBe(false)
    expect(strangers(`${list} --filters Name=vpc-id,Values=vpc-1`)).toBe(true)
    expect(strangers(`${list} --network-interface-ids eni-a eni-b`)).toBe(true)
    expect(strangers(`${list} --max-items 2`)).toBe(true)
  })

  it('[W-57] leave open what else is attached', () => {
    const hidden = (asking: string): boolean =>
      files(network(), { VpcPeeringConnections: asking }).cloud.devices.some(({ kind }) => kind === 'unseen')
    expect(hidden(gateways)).toBe(false)
    expect(hidden(`${gateways} --filters Name=status-code,Values=deleted`)).toBe(true)
    const both = { ...network(), 'VpcPeeringConnections all': [] }
    expect(
      files(both, { VpcPeeringConnections: `${gateways} --filters Name=x,Values=y` }).cloud.devices.some(
        ({ kind }) => kind === 'unseen',
      ),
    ).toBe(false)
  })
})

describe('routes that are not what they seem', () => {
  it('[W-58] a blackhole to a machine that was stopped is a route as soon as somebody starts it', () => {
    const base = network()
    const routed = (target: string, state: string): Asked =>
      asked({
        ...base,
        Subnets: [...(base['Subnets'] ?? []), subnet('sc', 'vpc-1', '10.0.3.0/24')],
        NetworkAcls: [...(base['NetworkAcls'] ?? []), acl('acl-c', 'vpc-1', ['sc'])],
        RouteTables: [
          table('rtb-main', 'vpc-1', [local('10.0.0.0/16')], [], true),
          table(
            'rtb-a',
            'vpc-1',
            [local('10.0.0.0/16'), route('10.0.2.0/24', { NetworkInterfaceId: target }, 'blackhole')],
            ['sa'],
          ),
        ],
        NetworkInterfaces: [
          ...(base['NetworkInterfaces'] ?? []),
          eni('fw', 'vpc-1', 'sc', '10.0.3.30', ['sg-open'], { SourceDestCheck: false }),
        ],
        Reservations: [{ OwnerId: '111122223333', Instances: [instance('a'), instance('b'), instance('fw', state)] }],
      })
    const stopped = routed('eni-fw', 'stopped')
    expect(stopped.cloud.unknowns.map(({ code }) => code)).toContain('aws-route')
    expect(stopped.cloud.routers.find(({ id }) => id === 'sa')?.policy[0]?.match.unknown).toHaveLength(1)
    expect(routed('eni-gone', 'stopped').cloud.unknowns.map(({ code }) => code)).not.toContain('aws-route')
  })

  it('[W-59] IPv6 that a NAT gateway makes IPv4 of may go anywhere', () => {
    const base = network()
    const nat = {
      NatGatewayId: 'nat-1',
      VpcId: 'vpc-1',
      SubnetId: 'sb',
      State: 'available',
      NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-nat', PrivateIp: '10.0.2.50', PublicIp: '203.0.113.9' }],
    }
    const six = {
      DestinationIpv6CidrBlock: '64:ff9b::/96',
      NatGatewayId: 'nat-1',
      State: 'active',
      Origin: 'CreateRoute',
    }
    const everywhere = group(
      'sg-open',
      'vpc-1',
      [EVERYTHING],
      [EVERYTHING, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] }],
    )
    const acls = (base['NetworkAcls'] ?? []).map((list) => ({
      ...list,
      Entries: [true, false].map((Egress, i) => ({
        RuleNumber: 90 + i,
        Egress,
        RuleAction: 'allow',
        Ipv6CidrBlock: '::/0',
        Protocol: '-1',
      })),
    }))
    const model = asked(
      {
        ...base,
        NetworkAcls: acls,
        SecurityGroups: [everywhere],
        NatGateways: [nat],
        RouteTables: [table('rtb-main', 'vpc-1', [local('10.0.0.0/16'), six], [], true)],
        NetworkInterfaces: [
          eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open'], { Ipv6Addresses: [{ Ipv6Address: '2001:db8::a' }] }),
          eni('nat', 'vpc-1', 'sb', '10.0.2.50', [], {
            InterfaceType: 'nat_gateway',
            Attachment: { Status: 'attached' },
          }),
        ],
        InternetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1', State: 'available' }] }],
      },
      '64:ff9b::c633:6401',
    )
    expect(model.ask('a', 'internet', 'any', '64:ff9b::c633:6401').delivered).toBe('unknown')
  })
})

describe('several accounts', () => {
  const owned = (answers: Record<string, Json[]>, account: string): Record<string, Json[]> =>
    JSON.parse(
      JSON.stringify(answers)
        .replaceAll('111122223333', account)
        .replaceAll('vpc-1', `vpc-${account.slice(0, 1)}`),
    ) as Record<string, Json[]>
  const folder = (name: string, answers: Record<string, Json[]>) =>
    Object.entries(answers).map(([key, value]) => artifact(`${name}/${key}.json`, JSON.stringify({ [key]: value })))
  const gateways = (dev: Record<string, Json[]>): boolean => {
    const files = [...folder('prod', owned(network(), '111122223333')), ...folder('dev', dev)]
    return readArtifacts(files).value.cloud.unknowns.some(({ code }) => code === 'aws-internet-gateway')
  }

  it('[W-3] an empty answer in one folder says nothing of the account of another', () => {
    const dev = owned(network(), '444455556666')
    const { InternetGateways: _, ...without } = dev
    expect(gateways(dev)).toBe(false)
    expect(gateways(without)).toBe(true)
  })
})
