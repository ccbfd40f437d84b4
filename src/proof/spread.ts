import { NONE, type Set } from './bdd.ts'
import type { At, Graph } from './graph.ts'
import type { Node } from './nodes.ts'

/** Packets that were new at a node at one moment, and the arrival (its number) that they came out of; null for a seed. */
export interface Arrival {
  readonly node: Node
  readonly set: Set
  readonly from: number | null
}

/**
 * All that the seeds can become: for each node every packet that gets there. The least fixed point, by a worklist of what is new.
 * `arrivals` keeps the order in which it was found, so that a path can be followed back.
 */
export class Spread {
  readonly graph: Graph
  readonly arrivals: Arrival[] = []
  private readonly totals = new Map<Node, Set>()
  private readonly at = new Map<Node, number[]>()

  constructor(graph: Graph, seeds: readonly At[]) {
    this.graph = graph
    const pending: number[] = []
    for (const { node, set } of seeds) this.add(node, set, null, pending)
    for (let i = 0; i < pending.length; i++) this.expand(pending[i] as number, pending)
  }

  /** Every packet that gets to the node. */
  total(node: Node | null): Set {
    return node === null ? NONE : (this.totals.get(node) ?? NONE)
  }

  /** The nodes that some packet gets to. */
  reached(): Iterable<Node> {
    return this.totals.keys()
  }

  /** The arrivals at a node, in the order in which they were found. */
  arrivalsAt(node: Node): readonly number[] {
    return this.at.get(node) ?? []
  }

  private expand(number: number, pending: number[]): void {
    const { node, set } = this.arrivals[number] as Arrival
    for (const next of this.graph.successors(node, set)) this.add(next.node, next.set, number, pending)
  }

  private add(node: Node, set: Set, from: number | null, pending: number[]): void {
    const { bdd } = this.graph.engine.space
    const before = this.total(node)
    const fresh = bdd.without(set, before)
    if (fresh === NONE) return
    this.totals.set(node, bdd.or(before, fresh))
    const number = this.arrivals.push({ node, set: fresh, from }) - 1
    const list = this.at.get(node)
    if (list === undefined) this.at.set(node, [number])
    else list.push(number)
    pending.push(number)
  }
}
