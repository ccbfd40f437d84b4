import { NONE, type Set } from './bdd.ts'
import type { At, Graph } from './graph.ts'
import type { Node } from './nodes.ts'

/** Packets that were new at a node at one moment, and the batch that they came out of; null for a seed. */
export interface Arrival {
  readonly node: Node
  readonly set: Set
  readonly from: Batch | null
}

/** Arrivals at one node (their numbers) that went on together. */
export interface Batch {
  readonly node: Node
  readonly set: Set
  readonly members: readonly number[]
}

/**
 * All that the seeds can become: for each node every packet that gets there. The least fixed point, by a worklist of nodes with what is new there:
 * what came by many interfaces while a node waited goes on at once. `arrivals` keeps the order in which it was found, so that a path can be followed back.
 */
export class Spread {
  readonly graph: Graph
  readonly arrivals: Arrival[] = []
  private readonly totals = new Map<Node, Set>()
  private readonly at = new Map<Node, number[]>()
  private readonly pending = new Map<Node, number[]>()
  private readonly queue: Node[] = []

  constructor(graph: Graph, seeds: readonly At[]) {
    this.graph = graph
    for (const { node, set } of seeds) this.add(node, set, null)
    for (const node of this.waiting()) this.expand(node)
  }

  /** The nodes with something new, in the order in which they began to wait. */
  private *waiting(): Generator<Node> {
    for (let i = 0; i < this.queue.length; i++) yield this.queue[i] as Node
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

  private expand(node: Node): void {
    const members = this.pending.get(node) ?? []
    this.pending.delete(node)
    const { bdd } = this.graph.engine.space
    const set = bdd.any(members.map((number) => (this.arrivals[number] as Arrival).set))
    const batch = { node, set, members }
    for (const next of this.graph.successors(node, set)) this.add(next.node, next.set, batch)
  }

  private add(node: Node, set: Set, from: Batch | null): void {
    const { bdd } = this.graph.engine.space
    const before = this.total(node)
    const fresh = bdd.without(set, before)
    if (fresh === NONE) return
    this.totals.set(node, bdd.or(before, fresh))
    const number = this.arrivals.push({ node, set: fresh, from }) - 1
    const list = this.at.get(node)
    if (list === undefined) this.at.set(node, [number])
    else list.push(number)
    const waits = this.pending.get(node)
    if (waits !== undefined) return void waits.push(number)
    this.pending.set(node, [number])
    this.queue.push(node)
  }
}
