import type { Rule } from '../../../cloud/chain.ts'
import { ALL_V4, ALL_V6, addRoute, forward, peer, routeFrom } from './draft.ts'
import type { NetworkInterface, ServiceEndpoint } from './facts.ts'
import type { Owner } from './interfaces.ts'
import { ownRanges, wire } from './world.ts'
import type { Place, VpcPlace, World } from './world.ts'

/** Services of the provider that are known to listen on HTTPS alone at an interface endpoint. */
const HTTPS_ONLY = new Set([
  'autoscaling', 'cloudformation', 'cloudtrail', 'config', 'dynamodb', 'ebs', 'ec2', 'ec2messages', 'ecr.api', 'ecr.dkr',
  'ecs', 'ecs-agent', 'ecs-telemetry', 'eks', 'elasticloadbalancing', 'events', 'execute-api', 'glue', 'kms', 'lambda', 'logs',
  'monitoring', 'rds', 'rds-data', 'redshift', 'secretsmanager', 'servicecatalog', 'sns', 'sqs', 'ssm', 'ssmmessages', 'states', 'sts',
  'synthetics', 'xray',
]) // prettier-ignore

const shortService = (service: string): string => service.split('.').slice(3).join('.')
const isProviders = (service: string): boolean => /^com\.amazonaws\.(?!vpce\.)[a-z0-9-]+\./.test(service)

/** [W-90] A gateway endpoint: flows that begin inside reach the service, a world of its own, and replies come back. */
export function servicePlace(world: World, vpc: VpcPlace, endpoint: ServiceEndpoint): Place {
  const { draft } = world
  const { from } = endpoint
  return draft.once(`service ${endpoint.id}`, () => {
    const device = draft.device(
      endpoint.id,
      `endpoint ${endpoint.id} of ${endpoint.service}`,
      'fabric',
      [endpoint.id],
      from,
    )
    const node = draft.node(device, endpoint.id, from)
    const place: Place = { node, in: [], out: [] }
    const out = draft.port(device, `${endpoint.id}:service`, endpoint.service, { router: node }, from)
    draft.cable(out, serviceWorld(world, endpoint), from)
    const { hop } = wire(draft, place, { node: vpc.core, in: [], out: [] }, vpc.vpc.id, from)
    const back = `${node.id}/back`
    routeFrom(node, [out], back, from)
    for (const range of vpc.cidrs) addRoute(node, range, forward([hop]), from, { table: back })
    for (const all of [ALL_V4, ALL_V6]) addRoute(node, all, forward([peer(out)]), from)
    const rules: Rule[] = [
      { match: { states: ['established', 'related'] }, action: { kind: 'accept' }, from },
      { match: { oif: [out] }, action: { kind: 'accept' }, from },
    ]
    const chain = draft.chain(
      `${endpoint.id}/flows`,
      `${endpoint.id}: flows that begin inside`,
      () => rules,
      'drop',
      from,
    )
    node.entries.push({ hook: 'forward', families: ['ip4', 'ip6'], chain })
    return place
  })
}

function serviceWorld(world: World, endpoint: ServiceEndpoint): string {
  const { draft } = world
  const name = endpoint.service === '' ? endpoint.id : endpoint.service
  return draft.once(`world ${name}`, () => {
    const device = draft.device(`service:${name}`, name, 'external', [name], endpoint.from)
    const port = draft.port(device, `service:${name}:world`, 'service', {}, endpoint.from)
    draft.endpoint({
      id: `service:${name}`,
      device,
      interface: port,
      addresses: [],
      addressesComplete: false,
      published: [],
      tags: {},
      aliases: [name],
      from: endpoint.from,
    })
    return port
  })
}

/** [W-91] An interface endpoint answers on its service's ports and on nothing else; where those are not known, nobody can say. It begins nothing itself. */
export function serviceOwner(world: World, endpoint: ServiceEndpoint, eni: NetworkInterface): Owner {
  const { draft } = world
  const { from } = endpoint
  const id = `${endpoint.id}:${eni.id}`
  const name = `endpoint ${endpoint.id} of ${endpoint.service}`
  const device = draft.device(
    id,
    name,
    'fabric',
    [endpoint.id, endpoint.service, endpoint.name].filter((n) => n !== ''),
    from,
  )
  const node = draft.node(device, name, from)
  draft.once(`entries ${id}`, () => {
    for (const range of ownRanges(eni)) addRoute(node, range, { kind: 'local' }, from)
    for (const all of [ALL_V4, ALL_V6]) addRoute(node, all, forward([peer(eni.id)]), from)
    const chain = draft.chain(
      `${id}/input`,
      `listeners of ${endpoint.service}`,
      () => listeners(world, endpoint),
      'drop',
      from,
    )
    node.entries.push({ hook: 'input', families: ['ip4', 'ip6'], chain })
    return true
  })
  return { device, router: node }
}

function listeners(world: World, endpoint: ServiceEndpoint): Rule[] {
  const { from } = endpoint
  const tcp = { protocol: [{ first: 6, last: 6 }] }
  const https: Rule = { match: { ...tcp, dport: [{ first: 443, last: 443 }] }, action: { kind: 'accept' }, from }
  if (isProviders(endpoint.service) && HTTPS_ONLY.has(shortService(endpoint.service))) return [https]
  const ask = `the ports on which ${endpoint.service} listens`
  const unknown = world.draft.unknown(
    'aws-service-ports',
    { endpoint: endpoint.id, service: endpoint.service },
    ask,
    from,
  )
  const streams = {
    protocol: [
      { first: 6, last: 6 },
      { first: 17, last: 17 },
    ],
    unknown: [unknown],
  }
  return [...(isProviders(endpoint.service) ? [https] : []), { match: streams, action: { kind: 'accept' }, from }]
}
