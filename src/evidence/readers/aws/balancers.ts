import { familyOf } from '../../../base/address.ts'
import type { Rule } from '../../../cloud/chain.ts'
import type { InterfaceId } from '../../../cloud/ids.ts'
import type { Match } from '../../../cloud/match.ts'
import { ALL_V4, ALL_V6, addRoute, forward, peer, routeFrom, routeWhen } from './draft.ts'
import type { Node } from './draft.ts'
import type { NetworkInterface } from './facts.ts'
import { buildInterface } from './interfaces.ts'
import type { Balancer, BalancerListener, BalancerTarget } from './read-balancers.ts'
import { ownRanges, portOf, towardsUnseen } from './world.ts'
import type { World } from './world.ts'

/**
 * [W-92] A load balancer answers at its own addresses on its listeners' ports, and carries what it gets there on to its targets. Both at once:
 * on each wire to its subnet stand its own interface and one that translates and sends on.
 */
export function buildBalancer(world: World, balancer: Balancer, enis: readonly NetworkInterface[]): void {
  const { draft } = world
  const { from } = balancer
  const aliases = [balancer.name, balancer.id]
  const device = draft.device(balancer.id, `load balancer ${balancer.name}`, 'fabric', aliases, from)
  const front = draft.node(device, balancer.name, from)
  const carrier = draft.device(
    `${balancer.id}/carrier`,
    `load balancer ${balancer.name} to its targets`,
    'fabric',
    [],
    from,
  )
  const back = draft.node(carrier, `${balancer.name} to its targets`, from)
  const placed = enis.filter((eni) => world.subnets.has(eni.subnet))
  const ways = placed.map((eni) =>
    draft.port(
      carrier,
      `${eni.id}:carrier`,
      `${eni.id} to targets`,
      {
        router: back,
        addresses: eni.addresses.map(({ address }) => ({
          address,
          length: familyOf(address) === 'ip4' ? 32 : 128,
          from: eni.from,
        })),
      },
      eni.from,
    ),
  )
  for (const eni of enis) {
    const keeps = balancer.kind === 'network'
    buildInterface(world, keeps ? { ...eni, sourceCheck: false } : eni, { device, router: front })
    if (!world.subnets.has(eni.subnet)) continue
    draft.cable(`${eni.id}:carrier`, portOf(eni.subnet, eni.id), eni.from)
  }
  fillFront(world, front, balancer, enis)
  for (const all of [ALL_V4, ALL_V6]) addRoute(back, all, forward(ways.map(peer)), from)
  fillBack(world, back, balancer, placed, ways)
}

/** Its own answers: pings of those kinds that answer them, and its listeners' ports. */
function fillFront(world: World, node: Node, balancer: Balancer, enis: readonly NetworkInterface[]): void {
  const { draft } = world
  const { from } = balancer
  const own = enis.flatMap(ownRanges)
  for (const range of own) addRoute(node, range, { kind: 'local' }, from)
  const local = `${node.id}/local`
  routeFrom(
    node,
    enis.map((eni) => eni.id),
    local,
    from,
  )
  for (const range of own) addRoute(node, range, { kind: 'local' }, from, { table: local })
  for (const all of [ALL_V4, ALL_V6]) {
    addRoute(node, all, forward(enis.map((eni) => peer(eni.id))), from)
    addRoute(node, all, { kind: 'drop' }, from, { table: local })
  }
  const chain = draft.chain(
    `${node.id}/input`,
    `listeners of ${balancer.name}`,
    () => inputRules(world, balancer),
    'drop',
    from,
  )
  node.entries.push({ hook: 'input', families: ['ip4', 'ip6'], chain })
}

function inputRules(world: World, balancer: Balancer): Rule[] {
  const { from } = balancer
  const ping: Rule = { match: { protocol: [{ first: 1, last: 1 }] }, action: { kind: 'accept' }, label: 'ping', from }
  const doubtful = balancer.kind === 'network' || !balancer.whole
  const rest: Rule = { match: { unknown: [unknownListeners(world, balancer)] }, action: { kind: 'accept' }, from }
  const ports = balancer.listeners.map((listener): Rule => ({
    match: serviceOf(listener),
    action: { kind: 'accept' },
    label: 'listener',
    from: listener.from,
  }))
  return [
    ...(balancer.kind === 'application' || balancer.kind === 'classic' ? [ping] : []),
    ...ports,
    ...(doubtful ? [rest] : []),
  ]
}

const unknownListeners = (world: World, balancer: Balancer): string =>
  world.draft.unknown(
    'aws-listeners',
    { balancer: balancer.name },
    `aws elbv2 describe-listeners --load-balancer-arn ${balancer.id} and aws elbv2 describe-target-health of its target groups`,
    balancer.from,
  )

const serviceOf = (listener: BalancerListener): Match => ({
  protocol: listener.protocols.map((n) => ({ first: n, last: n })),
  ...(listener.port === null ? {} : { dport: [{ first: listener.port, last: listener.port }] }),
})

/** [W-93] To the targets: any healthy one; one that is not healthy perhaps; one that is not known stands for anything. */
function fillBack(
  world: World,
  node: Node,
  balancer: Balancer,
  enis: readonly NetworkInterface[],
  ways: readonly InterfaceId[],
): void {
  const { draft } = world
  const { from } = balancer
  const own = enis.flatMap(ownRanges)
  const send = draft.chain(
    `${node.id}/targets`,
    `targets of ${balancer.name}`,
    () => [
      { match: { states: ['established', 'related'] }, action: { kind: 'accept' }, from },
      ...balancer.listeners.flatMap((listener) => targetRules(world, balancer, listener, own)),
    ],
    'drop',
    from,
  )
  node.entries.push({ hook: 'prerouting', families: ['ip4', 'ip6'], chain: send })
  if (
    !balancer.whole ||
    balancer.listeners.some((listener) => !listener.whole || listener.targets.some((t) => t.kind === 'other'))
  )
    sendAnywhere(world, node, balancer, ways)
  const kept = keepsClient(balancer)
  const translate = draft.chain(
    `${node.id}/own-address`,
    `${balancer.name} sends from its own address`,
    () => [
      {
        match: kept ? { iif: ways, unknown: [clientUnknown(world, balancer)] } : { iif: ways },
        action: { kind: 'masquerade', ports: null },
        from,
      },
    ],
    'accept',
    from,
  )
  node.entries.push({ hook: 'postrouting', families: ['ip4', 'ip6'], chain: translate })
}

/** A network load balancer may hand a client's address on to its targets. */
const keepsClient = (balancer: Balancer): boolean => balancer.kind === 'network'

const clientUnknown = (world: World, balancer: Balancer): string =>
  world.draft.unknown(
    'aws-client-address',
    { balancer: balancer.name },
    `aws elbv2 describe-target-group-attributes of the target groups of ${balancer.name}`,
    balancer.from,
  )

function sendAnywhere(world: World, node: Node, balancer: Balancer, ways: readonly InterfaceId[]): void {
  const ask = `aws elbv2 describe-target-health of the target groups of ${balancer.name}`
  const hop = towardsUnseen(
    world.draft,
    { node, in: [], out: [] },
    `targets of ${balancer.name}`,
    'aws-not-modelled',
    ask,
    balancer.from,
  )
  const table = `${node.id}/unseen`
  routeWhen(node, { iif: ways, unknown: [unknownListeners(world, balancer)] }, table, balancer.from)
  for (const all of [ALL_V4, ALL_V6]) addRoute(node, all, forward([hop]), balancer.from, { table })
}

function targetRules(
  world: World,
  balancer: Balancer,
  listener: BalancerListener,
  own: Match['dst'] & object,
): readonly Rule[] {
  const bearers = listener.targets.flatMap((target) =>
    addressesOf(world, target).map((address) => ({ target, address })),
  )
  const well = bearers.filter(({ target }) => ['healthy', ''].includes(target.state))
  const ill = bearers.filter((bearer) => !well.includes(bearer))
  const rule = (list: typeof bearers, port: number | null, unknown: readonly string[]): Rule => ({
    match: { ...serviceOf(listener), dst: own, ...(unknown.length === 0 ? {} : { unknown }) },
    action: {
      kind: 'dnat',
      to: list.map(({ address }) => ({ first: address, last: address })),
      ports: port === null ? null : [{ first: port, last: port }],
    },
    label: 'listener',
    from: [...listener.from, ...list.flatMap(({ target }) => target.from)],
  })
  const health = ({ target }: (typeof bearers)[number]): string =>
    world.draft.unknown(
      'aws-target-health',
      { balancer: balancer.name, target: target.id, state: target.state },
      'aws elbv2 describe-target-health',
      target.from,
    )
  const ports = [...new Set(well.map(({ target }) => target.port))]
  return [
    ...ill.map((bearer) => rule([bearer], bearer.target.port, [health(bearer)])),
    // Which target is chosen is not ours to know: where they differ in port, each may be.
    ...ports.map((port, i) =>
      rule(
        well.filter(({ target }) => target.port === port),
        port,
        i < ports.length - 1 ? [unknownListeners(world, balancer)] : [],
      ),
    ),
  ]
}

function addressesOf(world: World, target: BalancerTarget): readonly bigint[] {
  if (target.address !== null) return [target.address]
  const [primary] = world.interfacesOf.instance(target.id)
  return primary?.addresses.slice(0, 1).map(({ address }) => address) ?? []
}
