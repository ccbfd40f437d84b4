import { describe, expect, it } from 'vitest'
import {
  Asked,
  EVERYTHING,
  acl,
  artifact,
  asked,
  eni,
  group,
  instance,
  local,
  network,
  permission,
  readArtifacts,
  from,
  route,
  subnet,
  table,
  vpc,
} from '../support/aws.ts'
import type { Json } from '../support/aws.ts'

type Answers = Record<string, Json[]>

/** A second and a third VPC beside the first: machines z (10.8.1.10) and y (10.9.1.10). Each VPC's main table gets the given routes. */
function three(first: Json[], second: Json[], third: Json[] = []): Answers {
  const base = network()
  const add = (key: string, ...more: Json[]) => [...(base[key] ?? []), ...more]
  return {
    ...base,
    Vpcs: add('Vpcs', vpc('vpc-2', '10.8.0.0/16'), vpc('vpc-3', '10.9.0.0/16')),
    Subnets: add('Subnets', subnet('sz', 'vpc-2', '10.8.1.0/24'), subnet('sy', 'vpc-3', '10.9.1.0/24')),
    RouteTables: [
      table('rtb-1', 'vpc-1', [local('10.0.0.0/16'), ...first], [], true),
      table('rtb-2', 'vpc-2', [local('10.8.0.0/16'), ...second], [], true),
      table('rtb-3', 'vpc-3', [local('10.9.0.0/16'), ...third], [], true),
    ],
    NetworkAcls: add('NetworkAcls', acl('acl-z', 'vpc-2', ['sz']), acl('acl-y', 'vpc-3', ['sy'])),
    SecurityGroups: add('SecurityGroups', group('sg-z', 'vpc-2', [EVERYTHING]), group('sg-y', 'vpc-3', [EVERYTHING])),
    NetworkInterfaces: add(
      'NetworkInterfaces',
      eni('z', 'vpc-2', 'sz', '10.8.1.10', ['sg-z']),
      eni('y', 'vpc-3', 'sy', '10.9.1.10', ['sg-y']),
    ),
    Reservations: [{ Instances: ['a', 'b', 'c', 'z', 'y'].map((name) => instance(name)) }],
  }
}

const via = (cidr: string, target: Json) => route(cidr, target)

describe('peering', () => {
  const side = (VpcId: string, CidrBlock: string) => ({
    VpcId,
    CidrBlock,
    OwnerId: '111122223333',
    CidrBlockSet: [{ CidrBlock }],
  })
  const pcx = (id: string, requester: Json, accepter: Json, Code = 'active') => ({
    VpcPeeringConnectionId: id,
    RequesterVpcInfo: requester,
    AccepterVpcInfo: accepter,
    Status: { Code },
  })
  const one = side('vpc-1', '10.0.0.0/16')
  const two = side('vpc-2', '10.8.0.0/16')
  const to = (id: string) => ({ VpcPeeringConnectionId: id })

  it('[W-70] joins two VPCs that both route to it, and only while it is active', () => {
    const answers = three([via('10.8.0.0/16', to('pcx-1'))], [via('10.0.0.0/16', to('pcx-1'))])
    expect(asked({ ...answers, VpcPeeringConnections: [pcx('pcx-1', one, two)] }).answer('a', 'z')).toBe('yes/yes')
    expect(asked({ ...answers, VpcPeeringConnections: [pcx('pcx-1', one, two, 'deleted')] }).answer('a', 'z')).toBe(
      'no/no',
    )
    expect(asked({ ...answers, VpcPeeringConnections: [pcx('pcx-1', one, two, '')] }).answer('a', 'z')).toBe(
      'unknown/unknown',
    )
  })

  it('[W-70] without a way back, one packet gets there and no connection', () => {
    const answers = three([via('10.8.0.0/16', to('pcx-1'))], [])
    expect(asked({ ...answers, VpcPeeringConnections: [pcx('pcx-1', one, two)] }).answer('a', 'z')).toBe('yes/no')
  })

  it('[W-70] is never a way through to a third VPC', () => {
    const answers = three(
      [via('10.8.0.0/15', to('pcx-1'))],
      [via('10.0.0.0/16', to('pcx-1')), via('10.9.0.0/16', to('pcx-2'))],
      [via('10.0.0.0/8', to('pcx-2'))],
    )
    const peerings = [pcx('pcx-1', one, two), pcx('pcx-2', two, side('vpc-3', '10.9.0.0/16'))]
    const model = asked({ ...answers, VpcPeeringConnections: peerings })
    expect(model.answer('z', 'y')).toBe('yes/yes')
    expect(model.answer('a', 'y')).toBe('no/no')
  })

  it('[W-71] a peer that is not in evidence may send in', () => {
    const stranger = side('vpc-far', '172.16.0.0/16')
    const model = asked({ ...three([], []), VpcPeeringConnections: [pcx('pcx-9', one, stranger)] })
    expect(model.cloud.unknowns.map((u) => u.code)).toEqual(['aws-peer-vpc'])
    expect(model.cloud.devices.find((d) => d.id === 'unseen:vpc-far')?.kind).toBe('unseen')
  })
})

describe('transit gateways', () => {
  const TGW = { TransitGatewayId: 'tgw-1', State: 'available', Options: {} }
  const to = { TransitGatewayId: 'tgw-1' }
  const attachment = (id: string, ResourceId: string, tableId: string | null, more: Json = {}) => ({
    TransitGatewayAttachmentId: id,
    TransitGatewayId: 'tgw-1',
    ResourceType: 'vpc',
    ResourceId,
    State: 'available',
    ...(tableId === null ? {} : { Association: { TransitGatewayRouteTableId: tableId, State: 'associated' } }),
    ...more,
  })
  const vpcAttachment = (id: string, VpcId: string, SubnetIds: string[]) => ({
    TransitGatewayAttachmentId: id,
    TransitGatewayId: 'tgw-1',
    VpcId,
    SubnetIds,
    State: 'available',
  })
  const tgwTable = (id: string) => ({ TransitGatewayRouteTableId: id, TransitGatewayId: 'tgw-1' })
  const statics = (id: string, Routes: Json[]) => ({
    TransitGatewayRouteTableId: id,
    Routes,
    AdditionalRoutesAvailable: false,
  })
  const propagation = (id: string, ...attachments: string[]) => ({
    TransitGatewayRouteTableId: id,
    TransitGatewayRouteTablePropagations: attachments.map((a) => ({
      TransitGatewayAttachmentId: a,
      ResourceType: 'vpc',
      State: 'enabled',
    })),
  })
  const hub = (more: Json = {}): Answers => ({
    ...three([via('10.8.0.0/15', to)], [via('10.0.0.0/8', to)], [via('10.0.0.0/8', to)]),
    TransitGateways: [TGW],
    TransitGatewayAttachments: [
      attachment('att-1', 'vpc-1', 'rt-1'),
      attachment('att-2', 'vpc-2', 'rt-1'),
      attachment('att-3', 'vpc-3', 'rt-2'),
    ],
    TransitGatewayVpcAttachments: [
      vpcAttachment('att-1', 'vpc-1', ['sb']),
      vpcAttachment('att-2', 'vpc-2', ['sz']),
      vpcAttachment('att-3', 'vpc-3', ['sy']),
    ],
    TransitGatewayRouteTables: [tgwTable('rt-1'), tgwTable('rt-2')],
    TransitGatewayStaticRoutes: [statics('rt-1', []), statics('rt-2', [])],
    TransitGatewayPropagations: [propagation('rt-1', 'att-1', 'att-2'), propagation('rt-2', 'att-1')],
    ...(more as Answers),
  })

  it('[W-80] [W-82] [W-86] what comes in by an attachment is routed by its table, which its VPCs fill with their blocks', () => {
    const model = asked(hub())
    expect(model.answer('a', 'z')).toBe('yes/yes')
    expect(model.answer('z', 'a')).toBe('yes/yes')
    expect(model.answer('y', 'a')).toBe('yes/no')
    expect(model.answer('a', 'y')).toBe('no/no')
    expect(model.answer('y', 'z')).toBe('no/no')
  })

  it('[W-81] the ACL of the attachment’s subnet counts, and a zone without an attachment is undetermined', () => {
    const shut = hub({
      NetworkAcls: [
        acl('acl-a', 'vpc-1', ['sa']),
        acl('acl-b', 'vpc-1', ['sb'], []),
        acl('acl-z', 'vpc-2', ['sz']),
        acl('acl-y', 'vpc-3', ['sy']),
      ],
    })
    expect(asked(shut).answer('a', 'z')).toBe('no/no')
    const zones = hub({
      Subnets: [
        subnet('sa', 'vpc-1', '10.0.1.0/24', { AvailabilityZoneId: 'euw1-az2' }),
        ...(hub()['Subnets'] ?? []).slice(1),
      ],
    })
    expect(asked(zones).answer('a', 'z')).toBe('unknown/unknown')
    expect(asked(zones).answer('b', 'z')).toBe('yes/yes')
  })

  it('[W-83] two gateways that peer are joined by static routes', () => {
    const peering = (TransitGatewayId: string, ResourceId: string, tableId: string) => ({
      ...attachment('att-p', ResourceId, tableId),
      TransitGatewayId,
      ResourceType: 'peering',
    })
    const answers = hub({
      TransitGateways: [TGW, { ...TGW, TransitGatewayId: 'tgw-2' }],
      TransitGatewayAttachments: [
        attachment('att-1', 'vpc-1', 'rt-1'),
        { ...attachment('att-2', 'vpc-2', 'rt-9'), TransitGatewayId: 'tgw-2' },
        peering('tgw-1', 'tgw-2', 'rt-1'),
        peering('tgw-2', 'tgw-1', 'rt-9'),
      ],
      TransitGatewayVpcAttachments: [
        vpcAttachment('att-1', 'vpc-1', ['sb']),
        { ...vpcAttachment('att-2', 'vpc-2', ['sz']), TransitGatewayId: 'tgw-2' },
      ],
      TransitGatewayRouteTables: [tgwTable('rt-1'), { ...tgwTable('rt-9'), TransitGatewayId: 'tgw-2' }],
      TransitGatewayStaticRoutes: [
        statics('rt-1', [
          {
            DestinationCidrBlock: '10.8.0.0/16',
            State: 'active',
            Type: 'static',
            TransitGatewayAttachments: [{ TransitGatewayAttachmentId: 'att-p' }],
          },
        ]),
        statics('rt-9', [
          {
            DestinationCidrBlock: '10.0.0.0/16',
            State: 'active',
            Type: 'static',
            TransitGatewayAttachments: [{ TransitGatewayAttachmentId: 'att-p' }],
          },
        ]),
      ],
      TransitGatewayPropagations: [propagation('rt-1', 'att-1'), propagation('rt-9', 'att-2')],
      RouteTables: [
        table('rtb-1', 'vpc-1', [local('10.0.0.0/16'), via('10.8.0.0/15', to)], [], true),
        table('rtb-2', 'vpc-2', [local('10.8.0.0/16'), via('10.0.0.0/8', { TransitGatewayId: 'tgw-2' })], [], true),
        table('rtb-3', 'vpc-3', [local('10.9.0.0/16')], [], true),
      ],
    })
    expect(asked(answers).answer('a', 'z')).toBe('yes/yes')
    const alone = {
      ...answers,
      TransitGateways: [TGW],
      TransitGatewayAttachments:
        answers['TransitGatewayAttachments']?.filter((x) => x['TransitGatewayId'] === 'tgw-1') ?? [],
      TransitGatewayVpcAttachments: [vpcAttachment('att-1', 'vpc-1', ['sb'])],
    }
    expect(asked(alone).answer('a', 'z').split('/')[0]).toBe('unknown')
  })

  it('[W-84] an attachment without a table goes nowhere; one of which nobody says is undetermined', () => {
    const none = hub({
      TransitGatewayAttachments: [
        attachment('att-1', 'vpc-1', null),
        attachment('att-2', 'vpc-2', 'rt-1'),
        attachment('att-3', 'vpc-3', 'rt-2'),
      ],
    })
    expect(asked(none).answer('a', 'z')).toBe('no/no')
    const { TransitGatewayAttachments: _, ...silent } = hub()
    expect(asked(silent).answer('a', 'z')).toBe('unknown/unknown')
  })

  it('[W-85] a search of a table gives both halves, the table’s name being in the command', () => {
    const { TransitGatewayStaticRoutes: _, TransitGatewayPropagations: __, ...rest } = hub()
    const found = (cidr: string, id: string) => ({
      DestinationCidrBlock: cidr,
      State: 'active',
      Type: 'propagated',
      TransitGatewayAttachments: [{ TransitGatewayAttachmentId: id, ResourceType: 'vpc' }],
    })
    const search = (id: string, routes: Json[]) =>
      artifact(`${id}.json`, JSON.stringify({ Routes: routes, AdditionalRoutesAvailable: false }), {
        command: `aws ec2 search-transit-gateway-routes --transit-gateway-route-table-id ${id} --filters Name=state,Values=active,blackhole`,
      })
    const both = [found('10.0.0.0/16', 'att-1'), found('10.8.0.0/16', 'att-2')]
    const model = new Asked(
      readArtifacts([
        artifact('rest.json', JSON.stringify(rest)),
        search('rt-1', both),
        search('rt-2', [found('10.0.0.0/16', 'att-1')]),
      ]),
    )
    expect(model.answer('a', 'z')).toBe('yes/yes')
    expect(model.answer('a', 'y')).toBe('no/no')
    expect(model.cloud.unknowns).toEqual([])
  })

  it('[W-85] a blackhole wins over what is propagated, and a table whose routes are not in evidence is undetermined', () => {
    const hole = hub({
      TransitGatewayStaticRoutes: [
        statics('rt-1', [{ DestinationCidrBlock: '10.8.0.0/16', State: 'blackhole', Type: 'static' }]),
        statics('rt-2', []),
      ],
    })
    expect(asked(hole).answer('a', 'z')).toBe('no/no')
    const { TransitGatewayStaticRoutes: _, ...silent } = hub()
    expect(asked(silent).answer('a', 'y')).toBe('unknown/unknown')
  })
})

describe('endpoints of services', () => {
  const endpoint = (more: Json) => ({ VpcEndpointId: 'vpce-1', VpcId: 'vpc-1', State: 'available', ...more })

  it('[W-90] a gateway endpoint leads to the service and lets only replies in', () => {
    const gateway = endpoint({ VpcEndpointType: 'Gateway', ServiceName: 'com.amazonaws.eu-west-1.s3' })
    const base = network()
    const model = asked(
      {
        ...base,
        VpcEndpoints: [gateway],
        PrefixLists: [{ PrefixListId: 'pl-s3', Cidrs: ['192.0.2.0/24'] }],
        RouteTables: [
          table(
            'rtb',
            'vpc-1',
            [local('10.0.0.0/16'), { DestinationPrefixListId: 'pl-s3', GatewayId: 'vpce-1', State: 'active' }],
            [],
            true,
          ),
        ],
      },
      '192.0.2.1',
    )
    const service = 'com.amazonaws.eu-west-1.s3'
    expect(model.answer('a', service, 'tcp/443', '192.0.2.1')).toBe('yes/yes')
    expect(model.answer(service, 'a', 'tcp/443')).toBe('no/no')
  })

  it('[W-91] an interface endpoint answers on its service’s port alone; on ports that are not known, perhaps', () => {
    const base = network()
    const own = eni('e', 'vpc-1', 'sb', '10.0.2.50', ['sg-open'], { Attachment: null, InterfaceType: 'vpc_endpoint' })
    const model = (ServiceName: string) =>
      asked({
        ...base,
        VpcEndpoints: [endpoint({ VpcEndpointType: 'Interface', ServiceName, NetworkInterfaceIds: ['eni-e'] })],
        NetworkInterfaces: [...(base['NetworkInterfaces'] ?? []), own],
      })
    const known = model('com.amazonaws.eu-west-1.ec2')
    expect(known.ask('a', 'e', 'tcp/443').connected).toBe('yes')
    expect(known.ask('a', 'e', 'tcp/22').connected).toBe('no')
    expect(known.ask('a', 'e', 'icmp').connected).toBe('no')
    expect(model('com.amazonaws.vpce.eu-west-1.vpce-svc-1').ask('a', 'e', 'tcp/22').connected).toBe('unknown')
  })
})

describe('load balancers', () => {
  const arn = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/web/1'
  const tg = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/t/1'
  const base = network()
  const balanced = (state: string, more: Json = {}) => ({
    ...base,
    LoadBalancers: [{ LoadBalancerArn: arn, LoadBalancerName: 'web', Type: 'application', VpcId: 'vpc-1' }],
    LoadBalancerListeners: [
      {
        LoadBalancerArn: arn,
        Listeners: [
          { ListenerArn: 'l', Port: 80, Protocol: 'HTTP', DefaultActions: [{ Type: 'forward', TargetGroupArn: tg }] },
        ],
      },
    ],
    TargetGroups: [{ TargetGroupArn: tg, Port: 8080 }],
    LoadBalancerTargetHealth: [
      {
        TargetGroupArn: tg,
        TargetHealthDescriptions: [{ Target: { Id: 'i-b', Port: 8080 }, TargetHealth: { State: state } }],
      },
    ],
    SecurityGroups: [
      group('sg-open', 'vpc-1', [EVERYTHING]),
      group('sg-b', 'vpc-1', [permission('tcp', from('10.0.1.77/32'), 8080)]),
    ],
    NetworkInterfaces: [
      eni('a', 'vpc-1', 'sa', '10.0.1.10', ['sg-open']),
      eni('b', 'vpc-1', 'sb', '10.0.2.10', ['sg-b']),
      eni('lb', 'vpc-1', 'sa', '10.0.1.77', ['sg-open'], { Attachment: null, Description: 'ELB app/web/1' }),
    ],
    ...more,
  })

  it('[W-92] [W-93] carries what it gets on its listener’s port on to its targets, from its own address', () => {
    const model = asked(balanced('healthy'))
    expect(model.answer('a', 'b', 'tcp/8080', '10.0.1.77').split('/')[0]).toBe('yes')
    expect(model.answer('a', 'b', 'tcp/22').split('/')[0]).toBe('no')
    expect(model.answer('a', 'lb', 'tcp/80')).toBe('yes/yes')
    expect(model.answer('a', 'lb', 'tcp/81')).toBe('no/no')
  })

  it('[W-93] to a target that is not healthy, perhaps; and to anybody where the targets are not in evidence', () => {
    expect(asked(balanced('unhealthy')).ask('a', 'b', 'tcp/8080').delivered).toBe('unknown')
    const silent = asked(balanced('healthy', { LoadBalancerTargetHealth: [] }))
    expect(silent.cloud.unknowns.map((u) => u.code)).toContain('aws-listeners')
  })
})
