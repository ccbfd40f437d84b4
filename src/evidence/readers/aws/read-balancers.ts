import { parseAddress } from '../../../base/address.ts'
import type { Address } from '../../../base/address.ts'
import type { Source } from '../../../base/source.ts'
import type { Answers } from './answers.ts'
import type { Item } from './item.ts'

/** One place that a listener sends to. `state` is its health; empty where nobody said. */
export interface BalancerTarget {
  readonly kind: 'instance' | 'address' | 'other'
  readonly id: string
  readonly address: Address | null
  readonly port: number | null
  readonly state: string
  readonly from: readonly Source[]
}

export interface BalancerListener {
  readonly port: number | null
  readonly protocols: readonly number[]
  readonly targets: readonly BalancerTarget[]
  /** Its targets are all in evidence. */
  readonly whole: boolean
  readonly from: readonly Source[]
}

/** An application, network or classic load balancer. `mark` is what the description of its interfaces bears. */
export interface Balancer {
  readonly id: string
  readonly name: string
  readonly kind: 'application' | 'network' | 'classic'
  readonly vpc: string
  readonly mark: string
  readonly listeners: readonly BalancerListener[]
  readonly whole: boolean
  readonly from: readonly Source[]
}

const PROTOCOLS: Readonly<Record<string, readonly number[]>> = {
  TCP: [6],
  TLS: [6],
  SSL: [6],
  HTTP: [6],
  HTTPS: [6],
  UDP: [17],
  TCP_UDP: [6, 17],
}

export function readBalancers(answers: Answers): readonly Balancer[] {
  return [
    ...answers.items('LoadBalancers').flatMap(({ item }) => readModern(item, answers) ?? []),
    ...answers.items('LoadBalancerDescriptions').flatMap(({ item }) => readClassic(item) ?? []),
  ]
}

function readModern(item: Item, answers: Answers): Balancer | null {
  const arn = item.text('LoadBalancerArn')
  const type = item.text('Type')
  // A gateway load balancer wraps packets for appliances; its endpoints stand as unseen where a route leads to them.
  if (arn === undefined || type === 'gateway') return null
  const rows = listenersOf(answers, arn)
  return {
    id: arn,
    name: item.text('LoadBalancerName') ?? arn,
    kind: type === 'network' ? 'network' : 'application',
    vpc: item.text('VpcId') ?? '',
    mark: `ELB ${arn.split(':loadbalancer/')[1] ?? arn}`,
    listeners: (rows ?? []).map((row) => readListener(row, answers)),
    whole: rows !== null,
    from: [item.source],
  }
}

/** The listeners of one load balancer, as the call prints them or as a collector wraps them; null when nobody asked. */
function listenersOf(answers: Answers, arn: string): readonly Item[] | null {
  const wrapped = answers.items('LoadBalancerListeners').filter(({ item }) => item.text('LoadBalancerArn') === arn)
  const plain = answers.items('Listeners').filter(({ item }) => item.text('LoadBalancerArn') === arn)
  const asked = answers.all.some((a) => a.sort.key === 'Listeners' && a.whole && a.owner === arn)
  if (wrapped.length === 0 && plain.length === 0 && !asked) return null
  return [...wrapped.flatMap(({ item }) => item.items('Listeners') ?? []), ...plain.map(({ item }) => item)]
}

function readListener(item: Item, answers: Answers): BalancerListener {
  const arn = item.text('ListenerArn') ?? ''
  const protocol = item.text('Protocol') ?? ''
  const ruleMark = arn.replace(':listener/', ':listener-rule/')
  const rules = answers
    .items('Rules')
    .filter(({ item: rule }) => ruleMark !== '' && (rule.text('RuleArn') ?? '').startsWith(`${ruleMark}/`))
  const actions = [
    ...(item.items('DefaultActions') ?? []),
    ...rules.flatMap(({ item: rule }) => rule.items('Actions') ?? []),
  ]
  const groups = [...new Set(actions.flatMap(groupsOfAction))]
  const targets = groups.map((group) => targetsOf(answers, group))
  const layer7 = protocol === 'HTTP' || protocol === 'HTTPS'
  return {
    port: item.number('Port') ?? null,
    protocols: PROTOCOLS[protocol] ?? [],
    targets: targets.flatMap((t) => t ?? []),
    whole:
      !item.spoilt() &&
      targets.every((t) => t !== null) &&
      item.has('DefaultActions') &&
      (!layer7 || rules.length > 0 || !hasRuleEvidence(answers)),
    from: [item.source],
  }
}

/** Rules are looked for only where the collector asked for any. */
const hasRuleEvidence = (answers: Answers): boolean => answers.items('Rules').length > 0

const groupsOfAction = (action: Item): readonly string[] => [
  ...[action.text('TargetGroupArn')].filter((t) => t !== undefined),
  ...(action.item('ForwardConfig')?.items('TargetGroups') ?? [])
    .map((g) => g.text('TargetGroupArn'))
    .filter((t) => t !== undefined),
]

/** The registered targets of a group; null when nobody asked for them. */
function targetsOf(answers: Answers, group: string): readonly BalancerTarget[] | null {
  const wrapped = answers.items('LoadBalancerTargetHealth').filter(({ item }) => item.text('TargetGroupArn') === group)
  const plain = answers.all.filter((a) => a.sort.key === 'TargetHealthDescriptions' && a.owner === group)
  if (wrapped.length === 0 && !plain.some((a) => a.whole)) return null
  const rows = [
    ...wrapped.flatMap(({ item }) => item.items('TargetHealthDescriptions') ?? []),
    ...plain.flatMap((a) => a.items),
  ]
  const described = answers.items('TargetGroups').find(({ item }) => item.text('TargetGroupArn') === group)?.item
  return rows.map((row) => readTarget(row, described))
}

function readTarget(row: Item, group: Item | undefined): BalancerTarget {
  const target = row.item('Target')
  const id = target?.text('Id') ?? ''
  const address = parseAddress(id)
  return {
    kind: address !== null ? 'address' : id.startsWith('arn:') || id === '' ? 'other' : 'instance',
    id,
    address,
    port: target?.number('Port') ?? group?.number('Port') ?? null,
    state: row.item('TargetHealth')?.text('State') ?? '',
    from: [row.source],
  }
}

function readClassic(item: Item): Balancer | null {
  const name = item.text('LoadBalancerName')
  if (name === undefined) return null
  const instances = item.items('Instances')
  const rows = item.items('ListenerDescriptions')
  const targets = (port: number | null): readonly BalancerTarget[] =>
    (instances ?? []).map((row) => ({
      kind: 'instance',
      id: row.text('InstanceId') ?? '',
      address: null,
      port,
      state: '',
      from: [row.source],
    }))
  return {
    id: `elb/${name}`,
    name,
    kind: 'classic',
    vpc: item.text('VPCId') ?? '',
    mark: `ELB ${name}`,
    whole: rows !== undefined && instances !== undefined && !item.spoilt(),
    listeners: (rows ?? []).map((row) => {
      const listener = row.item('Listener')
      return {
        port: listener?.number('LoadBalancerPort') ?? null,
        protocols: PROTOCOLS[(listener?.text('Protocol') ?? '').toUpperCase()] ?? [],
        targets: targets(listener?.number('InstancePort') ?? null),
        whole: listener?.number('InstancePort') !== undefined && !row.spoilt(),
        from: [row.source],
      }
    }),
    from: [item.source],
  }
}
