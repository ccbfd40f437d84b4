import { groupBy } from '../../base/group.ts'
import type { CloudIndex } from '../../proof/index.ts'
import type { Ownership } from '../ownership.ts'
import { linksOf } from './lines.ts'
import type { Leg, Topology, TopologyLink, TopologyNode } from './picture.ts'
import { placesOf, type Places } from './places.ts'
import { legsOf, type WayStep } from './way.ts'

/** Nodes and links that a result holds, besides those on the paths of its findings. */
const NODES = 500
const LINKS = 2000

/** The environment ready to be drawn: finds the stops of a path on it, and then gives the picture, bounded. */
export interface Drawing {
  readonly legs: (steps: readonly WayStep[]) => readonly Leg[]
  readonly picture: (ways: readonly (readonly Leg[])[]) => Topology
}

/** Draws the environment model as machines, segments and gateways with what joins them. Nothing is guessed: what the evidence leaves open is drawn as unknown. */
export function drawingOf(index: CloudIndex, ownership: Ownership): Drawing {
  const places = placesOf(index, ownership)
  const { links, beyond } = linksOf(index, places)
  const byPair = groupBy(links, ({ ends }) => ends.toSorted().join(' '))
  return {
    legs: (steps) => legsOf(index, places, (a, b) => byPair.get([a, b].toSorted().join(' ')) ?? [], steps),
    picture: (ways) => bounded(drawn(places, links), links, beyond, ways.flat()),
  }
}

/** A switch has a stack that nothing leads to: its segments stand for it. */
function drawn({ nodes }: Places, links: readonly TopologyLink[]): readonly TopologyNode[] {
  const joined = new Set(links.flatMap(({ ends }) => ends))
  const switches = new Set(nodes.filter(({ kind }) => kind === 'segment').map(({ device }) => device))
  return nodes.filter(
    ({ id, kind, device, parties }) =>
      kind === 'segment' || joined.has(id) || parties.length > 0 || !switches.has(device),
  )
}

function bounded(
  nodes: readonly TopologyNode[],
  links: readonly TopologyLink[],
  beyond: number,
  legs: readonly Leg[],
): Topology {
  const passed = new Set(legs.flatMap(({ node, by }) => [node, by]))
  const kept = first(nodes, passed, NODES)
  const ids = new Set(kept.map(({ id }) => id))
  const between = links.filter(({ ends }) => ends.every((end) => ids.has(end)))
  const drawn = first(between, passed, LINKS)
  return {
    nodes: kept,
    links: drawn,
    left: { nodes: nodes.length - kept.length, links: links.length - drawn.length + beyond },
  }
}

/** The first of them in their order, and all that paths pass. */
function first<T extends { readonly id: string }>(
  all: readonly T[],
  passed: ReadonlySet<string | null>,
  most: number,
): readonly T[] {
  let room = most - all.filter(({ id }) => passed.has(id)).length
  return all.filter(({ id }) => passed.has(id) || room-- > 0)
}
