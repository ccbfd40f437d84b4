import { NONE, type Set } from './bdd.ts'
import type { Ruling } from './chains.ts'
import type { Node } from './nodes.ts'
import type { Arrival, Batch, Spread } from './spread.ts'
import { FIELDS, type Field, type Point } from './space.ts'

/** One packet at one node of its path, with the rulings that let it go on from there. */
export interface Footstep {
  readonly node: Node
  readonly point: Point
  readonly rulings: readonly Ruling[]
}

/** Fields that a transfer may change, so that a packet's earlier form must be looked for. */
const MAY_CHANGE: readonly Field[] = ['oif', 'iif', 'via', 'vlan', 'state', 'mark', 'dport', 'sport', 'dst', 'src']

/** What most transfers change, and what most leave as it is: tried together first. */
const PLACING: readonly Field[] = ['oif', 'iif', 'via', 'vlan']
const HEADERS: readonly Field[] = FIELDS.filter((field) => !PLACING.includes(field))

/** The path by which one of the packets of `set` got to `node`: from its seed to the node. Null when none of them did. */
export function trace(spread: Spread, node: Node, set: Set, prefer: readonly Set[] = []): Footstep[] | null {
  const { space } = spread.graph.engine
  const found = spread.arrivalsAt(node).find((n) => space.bdd.and(arrivalOf(spread, n).set, set) !== NONE)
  if (found === undefined) return null
  const here = space.bdd.and(arrivalOf(spread, found).set, set)
  return back(spread, found, space.pick(preferred(spread, here, prefer)) as Point)
}

/** The part of the set that keeps as many of the preferences as it can, in their order. */
function preferred(spread: Spread, set: Set, preferences: readonly Set[]): Set {
  const { bdd } = spread.graph.engine.space
  return preferences.reduce((rest, wish) => (bdd.and(rest, wish) === NONE ? rest : bdd.and(rest, wish)), set)
}

const arrivalOf = (spread: Spread, number: number): Arrival => spread.arrivals[number] as Arrival

function back(spread: Spread, last: number, point: Point): Footstep[] {
  const path: Footstep[] = [{ node: arrivalOf(spread, last).node, point, rulings: [] }]
  let number = last
  let at = point
  for (;;) {
    const { node, from } = arrivalOf(spread, number)
    if (from === null) return path.reverse()
    const before = preimage(spread, from, node, at)
    path.push({ node: from.node, point: before, rulings: rulingsOf(spread, from.node, before, node) })
    number = memberWith(spread, from, before)
    at = before
  }
}

/** The arrival of the batch with which this packet came. */
function memberWith(spread: Spread, { members }: Batch, point: Point): number {
  const { space } = spread.graph.engine
  const packet = space.point(point)
  const found = members.find((number) => space.bdd.and(arrivalOf(spread, number).set, packet) !== NONE)
  if (found === undefined) throw new Error(`a packet of none of ${members.length} arrivals`)
  return found
}

/** A packet of the earlier batch that becomes `point` at `node`: by halving what it may have been, bit by bit. */
function preimage(spread: Spread, arrival: Batch, node: Node, point: Point): Point {
  const { space } = spread.graph.engine
  const target = space.point(point)
  const leads = (set: Set): boolean =>
    set !== NONE && space.bdd.and(spread.graph.successorsAt(arrival.node, set, node), target) !== NONE
  const unchanged = HEADERS.reduce((set, field) => space.bdd.and(set, space.value(field, point[field])), arrival.set)
  const kept = leads(unchanged)
  let candidates = kept ? unchanged : arrival.set
  for (const field of kept ? PLACING : FIELDS) candidates = narrowed(spread, candidates, field, point, leads)
  return space.pick(candidates) as Point
}

/** An untagged frame reads better than one that bears the tag that its port would have given it. */
function plainer(spread: Spread, set: Set, same: Set, field: Field, leads: (set: Set) => boolean): Set {
  if (field !== 'vlan') return same
  const { space } = spread.graph.engine
  const untagged = space.bdd.and(set, space.value('vlan', 0))
  return leads(untagged) ? untagged : same
}

/** Unchanged if it can be; otherwise some value that still leads there. */
function narrowed(spread: Spread, set: Set, field: Field, point: Point, leads: (set: Set) => boolean): Set {
  const { space } = spread.graph.engine
  const same = space.bdd.and(set, space.value(field, point[field]))
  if (!MAY_CHANGE.includes(field) || leads(same)) return plainer(spread, set, same, field, leads)
  const among = (ranks: readonly number[]): Set =>
    space.bdd.and(
      set,
      space.ranks(
        field,
        ranks.map((rank) => ({ first: rank, last: rank })),
      ),
    )
  let ranks = space.ranksIn(set, field)
  while (ranks.length > 1) {
    const half = ranks.slice(0, ranks.length >> 1)
    ranks = leads(among(half)) ? half : ranks.slice(ranks.length >> 1)
  }
  return among(ranks)
}

/** The rulings on one packet at a node, in order: on its way to `next`, or on every way. */
export function rulingsOf(spread: Spread, node: Node, point: Point, next: Node | null = null): Ruling[] {
  const { graph } = spread
  const rulings: Ruling[] = []
  const packet = graph.engine.space.point(point)
  const listen = (ruling: Ruling): void => void rulings.push(ruling)
  if (next === null) graph.successors(node, packet, listen)
  else graph.successorsAt(node, packet, next, listen)
  return rulings
}
