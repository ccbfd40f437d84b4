import type { Bridge, Router } from '../cloud/network.ts'
import { NONE, type Set } from './bdd.ts'
import { DEVICE } from './condition.ts'
import type { CloudIndex } from './index.ts'
import { holds } from './reading.ts'
import { takenBy, throughEntries } from './routers.ts'
import type { Spread } from './spread.ts'

/** What a router's tracker has seen of one first packet: as it came, and as it left; by way of the router, or of its bridges where bridge netfilter looks on. */
export class Memory {
  private readonly index: CloudIndex
  private readonly first: Spread

  constructor(index: CloudIndex, first: Spread) {
    this.index = index
    this.first = first
  }

  came(router: Router): Set {
    const { bdd } = this.first.graph.engine.space
    return bdd.or(
      this.taken(router),
      this.bridged(router, (b) => this.fromWires(b)),
    )
  }

  left(router: Router): Set {
    const { bdd } = this.first.graph.engine.space
    const own = this.index.interfacesOfRouter.get(router.id) ?? []
    const gone = own.map((i) => this.first.total(this.nodes.out(i.id)))
    const wires = (b: Bridge): Set =>
      bdd.any(b.ports.filter((p) => !p.self).map((p) => this.first.total(this.nodes.out(p.interface))))
    return bdd.any([this.first.total(this.nodes.router(router.id, 'local')), ...gone, this.bridged(router, wires)])
  }

  /** Whether a rule kept the packet from the tracker: surely in the may reading, perhaps in the must reading. */
  untracked(router: Router): boolean {
    const { engine } = this.first.graph
    const passed = throughEntries(engine, router, ['prerouting'], this.came(router), DEVICE)
    const kept = engine.space.bdd.and(passed, engine.space.state('untracked'))
    return kept !== NONE && (engine.reading === 'must' || kept === passed)
  }

  private get nodes(): Spread['graph']['nodes'] {
    return this.first.graph.nodes
  }

  private taken(router: Router): Set {
    const { engine } = this.first.graph
    return takenBy(engine, router, this.first.total(this.nodes.router(router.id, 'router')))
  }

  /** Packets inside the bridge that its self port did not bring: those were seen before. */
  private fromWires(bridge: Bridge): Set {
    const { space } = this.first.graph.engine
    const selves = bridge.ports.filter((p) => p.self).map((p) => p.interface)
    return space.bdd.without(this.first.total(this.nodes.bridge(bridge.id)), space.interfaceSet('iif', selves))
  }

  private bridged(router: Router, at: (bridge: Bridge) => Set): Set {
    const { space, reading } = this.first.graph.engine
    const mine = this.index.cloud.bridges.filter((b) => b.router === router.id)
    const parts = mine.flatMap((b) =>
      (['ip4', 'ip6'] as const)
        .filter((family) => holds(b.netfilter[family], reading))
        .map((family) => space.bdd.and(at(b), space.family(family))),
    )
    return space.bdd.any(parts)
  }
}
