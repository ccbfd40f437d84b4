import type { Cell } from '../../../cloud/cloud.ts'

const virtualNetwork: Cell = { layer: 'virtual', kind: 'network' }
const networkFunction: Cell = { layer: 'function', kind: 'network' }
const virtualServer: Cell = { layer: 'virtual', kind: 'server' }
const virtualStorage: Cell = { layer: 'virtual', kind: 'storage' }

/**
 * One sort of answer: `key` is the member that holds its list, `others` are names that collectors use for it, `command` the call that gives it,
 * `id` a member that an element must have (so that a stranger's `Routes` is not taken for ours), `needed` whether separation depends on it,
 * `owner` the option of the call that names the parent where the answer itself does not.
 */
export interface Sort {
  readonly key: string
  readonly others: readonly string[]
  readonly command: string
  readonly id: readonly string[]
  readonly needed: boolean
  readonly cells: readonly Cell[]
  readonly context: 'forwarding' | 'filtering' | 'other'
  readonly owner?: string
}

type Row = readonly [
  key: string,
  command: string,
  id: string,
  needed: boolean,
  context: Sort['context'],
  cell: Cell,
  others?: string,
  owner?: string,
]

const ROWS: readonly Row[] = [
  ['Vpcs', 'ec2 describe-vpcs', 'VpcId', true, 'forwarding', virtualNetwork],
  ['Subnets', 'ec2 describe-subnets', 'SubnetId', true, 'forwarding', virtualNetwork],
  ['RouteTables', 'ec2 describe-route-tables', 'RouteTableId', true, 'forwarding', networkFunction],
  ['NetworkAcls', 'ec2 describe-network-acls', 'NetworkAclId', true, 'filtering', networkFunction],
  ['SecurityGroups', 'ec2 describe-security-groups', 'GroupId', true, 'filtering', networkFunction],
  ['NetworkInterfaces', 'ec2 describe-network-interfaces', 'NetworkInterfaceId', true, 'forwarding', virtualNetwork],
  ['Reservations', 'ec2 describe-instances', 'Instances', true, 'forwarding', virtualServer],
  ['Instances', 'ec2 describe-instances', 'InstanceId', false, 'forwarding', virtualServer],
  ['InternetGateways', 'ec2 describe-internet-gateways', 'InternetGatewayId', true, 'forwarding', networkFunction],
  [
    'EgressOnlyInternetGateways',
    'ec2 describe-egress-only-internet-gateways',
    'EgressOnlyInternetGatewayId',
    false,
    'forwarding',
    networkFunction,
  ],
  ['NatGateways', 'ec2 describe-nat-gateways', 'NatGatewayId', true, 'forwarding', networkFunction],
  ['Addresses', 'ec2 describe-addresses', 'PublicIp', false, 'forwarding', networkFunction],
  [
    'VpcPeeringConnections',
    'ec2 describe-vpc-peering-connections',
    'VpcPeeringConnectionId',
    true,
    'forwarding',
    networkFunction,
  ],
  ['TransitGateways', 'ec2 describe-transit-gateways', 'TransitGatewayId', true, 'forwarding', networkFunction],
  [
    'TransitGatewayAttachments',
    'ec2 describe-transit-gateway-attachments',
    'TransitGatewayAttachmentId',
    true,
    'forwarding',
    networkFunction,
  ],
  [
    'TransitGatewayVpcAttachments',
    'ec2 describe-transit-gateway-vpc-attachments',
    'TransitGatewayAttachmentId',
    true,
    'forwarding',
    networkFunction,
  ],
  [
    'TransitGatewayPeeringAttachments',
    'ec2 describe-transit-gateway-peering-attachments',
    'TransitGatewayAttachmentId',
    false,
    'forwarding',
    networkFunction,
  ],
  [
    'TransitGatewayRouteTables',
    'ec2 describe-transit-gateway-route-tables',
    'TransitGatewayRouteTableId',
    true,
    'forwarding',
    networkFunction,
  ],
  [
    'TransitGatewayStaticRoutes',
    'ec2 search-transit-gateway-routes',
    'TransitGatewayRouteTableId',
    false,
    'forwarding',
    networkFunction,
  ],
  [
    'TransitGatewayPropagations',
    'ec2 get-transit-gateway-route-table-propagations',
    'TransitGatewayRouteTableId',
    false,
    'forwarding',
    networkFunction,
  ],
  [
    'Routes',
    'ec2 search-transit-gateway-routes',
    'Type,State',
    false,
    'forwarding',
    networkFunction,
    '',
    '--transit-gateway-route-table-id',
  ],
  [
    'TransitGatewayRouteTablePropagations',
    'ec2 get-transit-gateway-route-table-propagations',
    'TransitGatewayAttachmentId',
    false,
    'forwarding',
    networkFunction,
    '',
    '--transit-gateway-route-table-id',
  ],
  [
    'Associations',
    'ec2 get-transit-gateway-route-table-associations',
    'TransitGatewayAttachmentId',
    false,
    'forwarding',
    networkFunction,
    '',
    '--transit-gateway-route-table-id',
  ],
  ['VpcEndpoints', 'ec2 describe-vpc-endpoints', 'VpcEndpointId', true, 'forwarding', networkFunction],
  [
    'ServiceConfigurations',
    'ec2 describe-vpc-endpoint-service-configurations',
    'ServiceName',
    false,
    'forwarding',
    networkFunction,
  ],
  [
    'PrefixLists',
    'ec2 describe-prefix-lists',
    'PrefixListId',
    false,
    'filtering',
    networkFunction,
    'ManagedPrefixLists',
  ],
  [
    'Entries',
    'ec2 get-managed-prefix-list-entries',
    'Cidr',
    false,
    'filtering',
    networkFunction,
    '',
    '--prefix-list-id',
  ],
  ['LoadBalancers', 'elbv2 describe-load-balancers', 'LoadBalancerArn', false, 'forwarding', networkFunction],
  ['LoadBalancerDescriptions', 'elb describe-load-balancers', 'LoadBalancerName', false, 'forwarding', networkFunction],
  [
    'Listeners',
    'elbv2 describe-listeners',
    'ListenerArn',
    false,
    'forwarding',
    networkFunction,
    '',
    '--load-balancer-arn',
  ],
  ['LoadBalancerListeners', 'elbv2 describe-listeners', 'LoadBalancerArn', false, 'forwarding', networkFunction],
  ['Rules', 'elbv2 describe-rules', 'RuleArn', false, 'forwarding', networkFunction, '', '--listener-arn'],
  ['TargetGroups', 'elbv2 describe-target-groups', 'TargetGroupArn', false, 'forwarding', networkFunction],
  [
    'TargetHealthDescriptions',
    'elbv2 describe-target-health',
    'Target',
    false,
    'forwarding',
    networkFunction,
    '',
    '--target-group-arn',
  ],
  ['LoadBalancerTargetHealth', 'elbv2 describe-target-health', 'TargetGroupArn', false, 'forwarding', networkFunction],
  [
    'LoadBalancerAttributes',
    'elbv2 describe-load-balancer-attributes',
    'LoadBalancerArn',
    false,
    'other',
    networkFunction,
  ],
  ['VpnGateways', 'ec2 describe-vpn-gateways', 'VpnGatewayId', false, 'forwarding', networkFunction],
  // Never collected by our script: its answers hold the tunnels' pre-shared keys.
  ['VpnConnections', 'ec2 describe-vpn-connections', 'VpnConnectionId', false, 'other', networkFunction],
  ['CustomerGateways', 'ec2 describe-customer-gateways', 'CustomerGatewayId', false, 'other', networkFunction],
  [
    'directConnectGateways',
    'directconnect describe-direct-connect-gateways',
    'directConnectGatewayId',
    false,
    'other',
    networkFunction,
  ],
  ['Volumes', 'ec2 describe-volumes', 'VolumeId', false, 'other', virtualStorage],
  ['DBInstances', 'rds describe-db-instances', 'DBInstanceIdentifier', false, 'other', virtualServer],
  ['DomainStatusList', 'es describe-elasticsearch-domains', 'DomainName', false, 'other', virtualServer],
  ['AvailabilityZones', 'ec2 describe-availability-zones', 'ZoneName', false, 'other', virtualNetwork],
  ['ServiceDetails', 'ec2 describe-vpc-endpoint-services', 'ServiceName', false, 'other', networkFunction],
  ['ServiceNames', 'ec2 describe-vpc-endpoint-services', '', false, 'other', networkFunction],
  ['DhcpOptions', 'ec2 describe-dhcp-options', 'DhcpOptionsId', false, 'other', virtualNetwork],
  ['FlowLogs', 'ec2 describe-flow-logs', 'FlowLogId', false, 'other', networkFunction],
  ['Regions', 'ec2 describe-regions', 'RegionName', false, 'other', virtualNetwork],
  ['Tags', 'ec2 describe-tags', 'ResourceId,Key', false, 'other', virtualNetwork],
  ['InstanceStatuses', 'ec2 describe-instance-status', 'InstanceId', false, 'other', virtualServer],
  ['PlacementGroups', 'ec2 describe-placement-groups', 'GroupName', false, 'other', virtualServer],
  ['MovingAddressStatuses', 'ec2 describe-moving-addresses', 'PublicIp', false, 'other', networkFunction],
  ['ClassicLinkInstances', 'ec2 describe-classic-link-instances', 'InstanceId', false, 'other', virtualServer],
  ['Firewalls', 'network-firewall list-firewalls', 'FirewallArn', false, 'other', networkFunction],
]

export const SORTS: readonly Sort[] = ROWS.map(([key, command, id, needed, context, cell, others, owner]) => ({
  key,
  others: [snake(key), ...(others === undefined || others === '' ? [] : [others, snake(others)])],
  command: `aws ${command}`,
  id: id === '' ? [] : id.split(','),
  needed,
  cells: [cell],
  context,
  ...(owner === undefined ? {} : { owner }),
}))

/** `NetworkAcls` as some collectors write it: `network_acls`. */
function snake(key: string): string {
  return key.replace(/[A-Z]/g, (c, at: number) => (at === 0 ? c.toLowerCase() : `_${c.toLowerCase()}`))
}

const BY_KEY: ReadonlyMap<string, Sort> = new Map(
  SORTS.flatMap((sort) => [sort.key, ...sort.others].map((key) => [key, sort] as const)),
)

/** The sort whose list stands under this member, in whatever case a collector wrote it. */
export const sortOfKey = (key: string): Sort | undefined => BY_KEY.get(key)

/** The sort that this operation answers (`DescribeVpcs`, `describe-vpcs`). */
export function sortOfOperation(operation: string): Sort | undefined {
  const kebab = operation.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()
  return SORTS.find((sort) => sort.command.endsWith(` ${kebab}`))
}
