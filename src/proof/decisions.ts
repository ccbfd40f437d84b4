import { formatRange } from '../base/address.ts'
import type { Source } from '../base/source.ts'
import type { Decision } from '../checker/witness.ts'
import type { Chain, Rule } from '../cloud/chain.ts'
import { isKnown } from '../cloud/knowable.ts'
import type { BridgePort, Interface, Route, RouteTable, Router } from '../cloud/network.ts'
import type { Ruling } from './chains.ts'
import { DEVICE, upperSet } from './condition.ts'
import type { Engine } from './engine.ts'
import type { CloudIndex } from './index.ts'
import type { NodePlace } from './nodes.ts'
import { addressText } from './packets.ts'
import { forwardingOf } from './routers.ts'
import type { Point } from './space.ts'

/** What let a packet go on from one place to the next, each with its evidence: the sentences of a path. */
export function decisionsBetween(
  engine: Engine,
  from: NodePlace,
  to: NodePlace,
  point: Point,
  rulings: readonly Ruling[],
): Decision[] {
  const ruled = rulings.flatMap(rulingDecision)
  const placed = placeDecisions(engine, from, to, point)
  return 'router' in from ? [...placed, ...ruled] : [...ruled, ...placed]
}

const decision = (code: string, params: Decision['params'], from: readonly Source[]): Decision => ({
  code,
  params,
  from,
})

/** A rule or policy that let the packet pass (`rule-accepts`, `policy-accepts`), dropped it, translated it, or was not understood. */
export function rulingDecision({ chain, rule, verdict }: Ruling): Decision[] {
  const subject = rule === null ? 'policy' : 'rule'
  const codes = {
    accept: `${subject}-accepts`,
    drop: `${subject}-drops`,
    translate: 'translated',
    unknown: 'rule-unknown',
  } as const
  if (rule === null && verdict === 'accept' && chain.rules.length === 0) return []
  return [decision(codes[verdict], { chain: chain.name, rule: ruleName(chain, rule) }, rule?.from ?? chain.from)]
}

/** The rule's own label, or its place in the chain, counted from 1. */
export const ruleName = (chain: Chain, rule: Rule | null): string =>
  rule === null ? '' : (rule.label ?? `#${chain.rules.indexOf(rule) + 1}`)

function placeDecisions(engine: Engine, from: NodePlace, to: NodePlace, point: Point): Decision[] {
  const { index } = engine
  if ('interface' in from && 'interface' in to) return betweenInterfaces(index, from, to)
  if ('interface' in from && 'bridge' in to) return portDecision(index, from.interface, engine, point)
  if ('bridge' in from && 'interface' in to) return portDecision(index, to.interface, engine, point)
  if ('router' in from && 'interface' in to) return routingDecisions(engine, from.router, point)
  if ('router' in from && 'router' in to)
    return [decision('route-local', { to: addressText(engine.space, point.dst) }, [])]
  return []
}

function betweenInterfaces(
  index: CloudIndex,
  from: { readonly kind: 'in' | 'out'; readonly interface: string },
  to: { readonly kind: 'in' | 'out'; readonly interface: string },
): Decision[] {
  const a = index.interface.get(from.interface)
  const b = index.interface.get(to.interface)
  if (a === undefined || b === undefined) return []
  if (b.vlan?.parent === a.id) return [decision('vlan-untag', { name: b.name, vlan: b.vlan.tag }, b.from)]
  if (a.vlan?.parent === b.id) return [decision('vlan-tag', { name: a.name, vlan: a.vlan.tag }, a.from)]
  if (from.kind === 'in' && to.kind === 'out') return [decision('relays', { name: a.device }, a.from)]
  if (a.device !== b.device || from.kind === 'out') {
    const link = (index.links.get(a.id) ?? []).find((l) => l.ends.includes(b.id))
    const code = link?.kind === 'tunnel' ? 'tunnel' : 'link'
    return link === undefined ? [] : [decision(code, { peer: `${b.device} ${b.name}` }, link.from)]
  }
  return a.bond === b.id || b.bond === a.id ? [decision('bond', { name: a.name }, a.from)] : []
}

function portDecision(index: CloudIndex, id: string, engine: Engine, point: Point): Decision[] {
  const found = index.port.get(id)
  const name = index.interface.get(id)?.name ?? id
  if (found === undefined) return []
  const { bridge, port } = found
  const tag = engine.space.vlans.interval(point.vlan).first
  if (!isKnown(bridge.vlanAware) || !bridge.vlanAware.known)
    return [decision('bridged', { bridge: bridge.name, port: name }, port.from)]
  const vlan = tag === 0 ? (port.pvid ?? 0) : tag
  const code = isUntagged(port, vlan) ? 'vlan-access' : 'vlan-member'
  return [decision(code, { port: name, vlan, bridge: bridge.name }, port.from)]
}

const isUntagged = (port: BridgePort, vlan: number): boolean =>
  port.pvid === vlan || port.untagged.some((r) => r.first <= vlan && vlan <= r.last)

function routingDecisions(engine: Engine, id: string, point: Point): Decision[] {
  const router = engine.index.router.get(id)
  if (router === undefined) return []
  return [...forwardingDecision(engine, router, point), ...routeDecisions(engine, router, point)]
}

function forwardingDecision(engine: Engine, router: Router, point: Point): Decision[] {
  const iif = engine.space.interfaces[point.iif - 2]
  if (iif === undefined) return []
  const fact = forwardingOf(router.forwards[point.family === 0 ? 'ip4' : 'ip6'], iif)
  if (!isKnown(fact) || fact.from.length === 0) return []
  const at = engine.index.interface.get(iif) as Interface
  return [
    decision(fact.known ? 'forwards' : 'does-not-forward', { router: router.name, interface: at.name }, fact.from),
  ]
}

function routeDecisions(engine: Engine, router: Router, point: Point): Decision[] {
  const found = routeOf(engine, router, point)
  if (found === null)
    return [decision('no-route', { router: router.name, to: addressText(engine.space, point.dst) }, [])]
  const { route, table } = found
  return [
    decision(
      'route',
      {
        router: router.name,
        to: formatRange(route.to),
        out: wayText(engine.index, route),
        table: table.id.split('/').at(-1) ?? table.id,
        origin: route.origin ?? '',
      },
      route.from,
    ),
  ]
}

function wayText(index: CloudIndex, { action }: Route): string {
  if (action.kind !== 'forward') return action.kind
  return action.hops.map((hop) => index.interface.get(hop.out)?.name ?? hop.out).join(', ')
}

/** The route that a packet takes in a router, by the same order as the routing decision; null when there is none. */
export function routeOf(engine: Engine, router: Router, point: Point): { route: Route; table: RouteTable } | null {
  const { space } = engine
  const packet = space.assign(space.assign(space.point(point), 'oif', 0), 'via', 0)
  for (const rule of router.policy) {
    if (space.bdd.and(packet, upperSet(space, rule.match, DEVICE)) === 0) continue
    if (rule.action.kind !== 'lookup') return null
    const found = inTable(engine, router, rule.action.table, point, 0)
    if (found !== null) return found
  }
  return null
}

function inTable(
  engine: Engine,
  router: Router,
  id: string,
  point: Point,
  depth: number,
): { route: Route; table: RouteTable } | null {
  const table = router.tables.find((t) => t.id === id)
  if (table === undefined || depth > 8) return null
  const { first, last } = engine.space.addresses.interval(point.dst)
  const size = (r: Route): bigint => r.to.last - r.to.first
  const best = table.routes
    .filter((r) => r.to.first <= first && last <= r.to.last)
    .reduce<Route | null>(
      (a, b) => (a === null || size(b) < size(a) || (size(b) === size(a) && b.metric < a.metric) ? b : a),
      null,
    )
  if (best === null || best.action.kind === 'throw') return null
  if (best.action.kind === 'lookup') return inTable(engine, router, best.action.table, point, depth + 1)
  return { route: best, table }
}
