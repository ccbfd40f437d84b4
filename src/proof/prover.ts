import type { Extra } from './boundaries.ts'
import type { Cloud, Endpoint } from '../cloud/cloud.ts'
import type { EndpointId, UnknownId } from '../cloud/ids.ts'
import { NONE, type Set } from './bdd.ts'
import { createEngine, type Cut, type Engine } from './engine.ts'
import { Graph, type At } from './graph.ts'
import { indexCloud, type CloudIndex } from './index.ts'
import { Nodes } from './nodes.ts'
import { deliveriesTo, emissionsOf, type Owners } from './parties.ts'
import type { Reading } from './reading.ts'
import { Space } from './space.ts'
import { Spread } from './spread.ts'

/** A group of endpoints that are asked about as one source: the bits of `origin` tell the groups apart. */
export type Origin = readonly EndpointId[]

/** What of a packet, beside addresses and interfaces, a routing rule may look at. */
const BY_CONTENT = ['protocol', 'sport', 'dport', 'icmp', 'tcpFlags', 'states', 'mark', 'unknown'] as const

/** One cloud made ready for questions: its coordinates, its graph in both readings, and what each source can become. */
export class Prover {
  readonly index: CloudIndex
  readonly space: Space
  readonly nodes: Nodes
  readonly owners: Owners
  /** No routing decision looks at anything but addresses and interfaces. */
  readonly routesByAddress: boolean
  private relayed: ((machine: string) => Set) | undefined = undefined
  private readonly graphs = new Map<string, Graph>()
  private readonly spreads = new Map<string, Spread>()

  /** `origins`: how many sources will be spread at once; `extra`: what questions will name beside the cloud. */
  constructor(cloud: Cloud, owners: Owners, origins = 1, extra: Extra = {}) {
    this.index = indexCloud(cloud)
    this.space = new Space(cloud, origins, extra)
    this.nodes = new Nodes(cloud)
    this.owners = owners
    this.routesByAddress = cloud.routers.every((r) =>
      r.policy.every(({ match }) => BY_CONTENT.every((m) => match[m] === undefined)),
    )
  }

  /** Keeps machines from relaying these packets: a party's own machines add nothing to what the party can do. Before the first spread. */
  limitRelays(relayed: (machine: string) => Set): void {
    this.relayed = relayed
  }

  graph(reading: Reading, inside: Cut['inside'] = 'relays', hop: number | null = null): Graph {
    const key = `${reading} ${inside} ${hop ?? ''}`
    const known = this.graphs.get(key)
    if (known !== undefined) return known
    const graph = new Graph(this.engine(reading, inside, hop), this.nodes)
    this.graphs.set(key, graph)
    return graph
  }

  /** A new engine of the reading; V-2 (`as-evidence`) takes a machine's missing inside as ordinary. */
  engine(reading: Reading, inside: Cut['inside'], hop: number | null = null): Engine {
    const cut: Cut = {
      machines: this.owners.tenants,
      inside,
      ...(this.relayed === undefined ? {} : { relayed: this.relayed }),
      ...(hop === null ? {} : { hop }),
    }
    return createEngine(this.index, this.space, reading, cut, (unknown) => this.isOrdinary(unknown, inside))
  }

  /** What one endpoint's packets (any header) can become. Kept, so that a second question about it costs little. */
  spreadOf(endpoint: EndpointId, reading: Reading): Spread {
    const key = `${reading} ${endpoint}`
    const known = this.spreads.get(key)
    if (known !== undefined) return known
    const spread = new Spread(this.graph(reading), this.emissions(endpoint, reading, 0))
    this.spreads.set(key, spread)
    return spread
  }

  /** What all the origins' packets can become, told apart by `origin`. */
  spreadOfAll(origins: readonly Origin[], reading: Reading): Spread {
    const seeds = origins.flatMap((origin, rank) =>
      origin.flatMap((endpoint) => this.emissions(endpoint, reading, rank)),
    )
    return new Spread(this.graph(reading), seeds)
  }

  private emissions(id: EndpointId, reading: Reading, origin: number): At[] {
    const endpoint = this.endpoint(id)
    const mark = this.space.value('origin', origin)
    return emissionsOf(this.graph(reading).engine, this.nodes, this.owners, endpoint).map(({ node, set }) => ({
      node,
      set: this.space.bdd.and(set, mark),
    }))
  }

  /** Where in this spread packets are delivered to the endpoint, and which: V-1. */
  delivered(spread: Spread, id: EndpointId): At[] {
    return deliveriesTo(spread.graph.engine, this.nodes, this.owners, this.endpoint(id)).flatMap(({ node, set }) => {
      const arrived = this.space.bdd.and(spread.total(node), set)
      return arrived === NONE ? [] : [{ node, set: arrived }]
    })
  }

  /** All headers that are delivered to the endpoint, whichever way. */
  deliveredSet(spread: Spread, id: EndpointId): Set {
    return this.space.bdd.any(this.delivered(spread, id).map((a) => a.set))
  }

  endpoint(id: EndpointId): Endpoint {
    const endpoint = this.index.endpoint.get(id)
    if (endpoint === undefined) throw new Error(`endpoint ${id} of ${this.index.endpoint.size}`)
    return endpoint
  }

  /** V-2: missing evidence of the inside of a party's own machine is taken as ordinary. */
  private isOrdinary(id: UnknownId, inside: Cut['inside']): boolean {
    const unknown = this.index.unknown.get(id)
    if (inside !== 'as-evidence' || unknown?.device === undefined || !unknown.code.startsWith('no-evidence-'))
      return false
    return this.owners.hosts.has(unknown.device) || this.owners.tenants.has(unknown.device)
  }
}
