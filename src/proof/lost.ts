import type { Decision } from '../checker/witness.ts'
import type { DeviceId } from '../cloud/ids.ts'
import { isKnown } from '../cloud/knowable.ts'
import type { Router } from '../cloud/network.ts'
import { NONE } from './bdd.ts'
import { routeOf, rulingDecision } from './decisions.ts'
import type { Engine } from './engine.ts'
import type { CloudIndex } from './index.ts'
import type { NodePlace } from './nodes.ts'
import { addressText } from './packets.ts'
import { forwardingOf } from './routers.ts'
import type { Point } from './space.ts'
import { rulingsOf } from './trace.ts'
import type { Arrival, Spread } from './spread.ts'

/** Where a packet that does not arrive was lost, and why. */
export interface Loss {
  readonly device: DeviceId
  readonly decision: Decision
}

/** Reasons in the order in which they tell more: a rule that dropped it says more than a neighbour that was not there. */
const TELLING = [
  'rule-drops',
  'policy-drops',
  'rule-unknown',
  'does-not-forward',
  'no-route',
  'reverse-path',
  'no-neighbour',
  'not-received',
] as const

/** The most telling place at which packets of the spread were lost; null when none was lost anywhere. */
export function lossIn(spread: Spread): Loss | null {
  const losses: { loss: Loss; rank: number; order: number }[] = []
  spread.arrivals.forEach((arrival, number) => {
    const loss = lossAt(spread, arrival)
    if (loss === null) return
    const rank = TELLING.findIndex((code) => code === loss.decision.code)
    losses.push({ loss, rank: rank < 0 ? TELLING.length : rank, order: -number })
  })
  losses.sort((a, b) => a.rank - b.rank || a.order - b.order)
  return losses[0]?.loss ?? null
}

function lossAt(spread: Spread, arrival: Arrival): Loss | null {
  const { engine, nodes } = spread.graph
  const place = nodes.places[arrival.node]
  const point = engine.space.pick(arrival.set)
  if (place === undefined || point === null || 'bridge' in place || place.kind === 'local') return null
  if (spread.graph.successors(arrival.node, engine.space.point(point)).some((n) => n.set !== NONE)) return null
  const drops = rulingsOf(spread, arrival.node, point).filter((r) => r.verdict === 'drop' || r.verdict === 'unknown')
  const device = deviceAt(engine.index, place)
  if (device === undefined) return null
  const dropped = drops.flatMap(rulingDecision).at(-1)
  if (dropped !== undefined) return { device, decision: dropped }
  if (!('router' in place)) return null
  const router = engine.index.router.get(place.router)
  return router === undefined ? null : { device, decision: routerLoss(engine, router, point) }
}

/** Where a packet got to that no rule or route stopped: the last switch that carried it, or the last place; nobody there takes it in. */
export function lastSeen({ graph, arrivals }: Spread): Loss | null {
  const { index } = graph.engine
  const places = arrivals.flatMap(({ node }) => graph.nodes.places[node] ?? [])
  const place = places.findLast((p) => 'bridge' in p) ?? places.at(-1)
  const device = place === undefined ? undefined : deviceAt(index, place)
  return device === undefined ? null : { device, decision: { code: 'not-received', params: {}, from: [] } }
}

function deviceAt(index: CloudIndex, place: NodePlace): DeviceId | undefined {
  if ('interface' in place) return index.interface.get(place.interface)?.device
  return 'router' in place ? index.router.get(place.router)?.device : index.bridge.get(place.bridge)?.device
}

function routerLoss(engine: Engine, router: Router, point: Point): Decision {
  const found = routeOf(engine, router, point)
  const dst = addressText(engine.space, point.dst)
  if (found === null || found.route.action.kind === 'drop')
    return { code: 'no-route', params: { router: router.name, to: dst }, from: found?.route.from ?? [] }
  if (point.via !== 0) return { code: 'no-neighbour', params: { router: router.name, to: dst }, from: [] }
  const iif = engine.space.interfaces[point.iif - 2]
  const fact = iif === undefined ? undefined : forwardingOf(router.forwards[point.family === 0 ? 'ip4' : 'ip6'], iif)
  if (fact !== undefined && isKnown(fact) && !fact.known)
    return {
      code: 'does-not-forward',
      params: { router: router.name, interface: engine.index.interface.get(iif ?? '')?.name ?? '' },
      from: fact.from,
    }
  return {
    code: 'reverse-path',
    params: { interface: engine.index.interface.get(iif ?? '')?.name ?? router.name, to: dst },
    from: [],
  }
}
