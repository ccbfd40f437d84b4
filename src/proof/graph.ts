import type { Listener } from './chains.ts'
import type { Engine } from './engine.ts'
import { arrive, bridged, leave, type Onward } from './frames.ts'
import type { Node, NodePlace, Nodes } from './nodes.ts'
import type { Set } from './bdd.ts'
import { emitted, routed } from './routers.ts'
import type { Tracking } from './tracking.ts'

/** Packets at a node. */
export interface At {
  readonly node: Node
  readonly set: Set
}

/** The forwarding graph of one reading: where packets at a node go on to. */
export class Graph {
  readonly engine: Engine
  readonly nodes: Nodes
  private readonly tracking: Tracking | null

  constructor(engine: Engine, nodes: Nodes, tracking: Tracking | null = null) {
    this.engine = engine
    this.nodes = nodes
    this.tracking = tracking
  }

  successors(node: Node, set: Set, listen: Listener | null = null): At[] {
    return this.numbered(this.onward(this.placeOf(node), set, listen))
  }

  /** Those of the packets that come to one node in one step, as they are there. */
  successorsAt(node: Node, set: Set, next: Node, listen: Listener | null = null): Set {
    const to = this.placeOf(next)
    const only = 'interface' in to ? to.interface : null
    const sent = this.numbered(this.onward(this.placeOf(node), set, listen, only))
    return this.engine.space.bdd.any(sent.flatMap((n) => (n.node === next ? [n.set] : [])))
  }

  private placeOf(node: Node): NodePlace {
    const place = this.nodes.places[node]
    if (place === undefined) throw new Error(`node ${node} of ${this.nodes.places.length}`)
    return place
  }

  private numbered(onward: readonly Onward[]): At[] {
    return onward.flatMap(({ to, set: sent }) => {
      const number = this.number(to)
      return number === null || sent === 0 ? [] : [{ node: number, set: sent }]
    })
  }

  number(place: NodePlace): Node | null {
    if ('interface' in place)
      return place.kind === 'in' ? this.nodes.in(place.interface) : this.nodes.out(place.interface)
    return 'bridge' in place ? this.nodes.bridge(place.bridge) : this.nodes.router(place.router, place.kind)
  }

  /** `only`: the interface by which a bridge's frames are asked for; null for all. */
  private onward(place: NodePlace, set: Set, listen: Listener | null, only: string | null = null): Onward[] {
    const { engine } = this
    const { index } = engine
    const watch = { listen, tracking: this.tracking }
    if ('interface' in place) {
      const at = index.interface.get(place.interface)
      if (at === undefined) return []
      return place.kind === 'in' ? arrive(engine, at, set, watch) : leave(engine, at, set, watch)
    }
    if ('bridge' in place) {
      const bridge = index.bridge.get(place.bridge)
      return bridge === undefined ? [] : bridged(engine, bridge, set, watch, only)
    }
    const router = index.router.get(place.router)
    if (router === undefined || place.kind === 'local') return []
    return (place.kind === 'own' ? emitted : routed)(engine, router, set, listen, this.tracking)
  }
}
