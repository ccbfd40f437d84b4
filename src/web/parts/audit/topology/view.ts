import { groupBy } from '../../../../base/group.ts'
import type { Answer } from '../../../../audit/result.ts'
import type { Leg, Topology, TopologyLink, TopologyNode } from '../../../../audit/topology/picture.ts'

/** A picture of more nodes than this shows what lies around the path, and the rest folded by party. */
export const READABLE = 60

/** Whose a node is, for grouping: a party's id, `SEVERAL`, or nobody's (''). */
export const SEVERAL = '*several'

/** What is drawn as one box: a node, or all nodes of a group folded into one. */
export interface Box {
  readonly id: string
  readonly group: string
  readonly node: TopologyNode | null
  /** How many nodes are folded into it; 1 for a node. */
  readonly count: number
  /** Places in the finding's hops that are decided here or on the way here. */
  readonly hops: readonly number[]
  /** Its first place on the path, null beside it. */
  readonly stop: number | null
  readonly isForbidden: boolean
}

/** What joins two boxes; on the path it leads from the first to the second. */
export interface Line {
  readonly id: string
  readonly ends: readonly [string, string]
  readonly link: TopologyLink | null
  /** How many links of the topology it stands for. */
  readonly count: number
  readonly stands: Answer
  readonly isPath: boolean
  readonly isForbidden: boolean
}

export interface View {
  readonly boxes: readonly Box[]
  readonly lines: readonly Line[]
  /** Groups that can be folded or unfolded, with how many nodes are (or would be) folded away. */
  readonly groups: readonly { readonly group: string; readonly count: number; readonly isFolded: boolean }[]
}

/** Of which parties the ends are, where there is no path to draw around. */
export interface Focus {
  readonly from: string
  readonly to: string
}

export const groupOf = ({ parties }: TopologyNode): string => (parties.length > 1 ? SEVERAL : (parties[0] ?? ''))

/** What of the topology is drawn: all of it while it can be read; else the path with its neighbourhood, and the rest folded by party unless it was unfolded. */
export function viewOf(topology: Topology, way: readonly Leg[], focus: Focus, unfolded: ReadonlySet<string>): View {
  const isSmall = topology.nodes.length <= READABLE
  const near = isSmall ? new Set<string>() : withFew(topology, neighbourhood(topology, way, focus))
  const far = new Map<string, number>()
  const boxOf = new Map<string, string>()
  const boxes = topology.nodes.flatMap((node): Box[] => {
    const group = groupOf(node)
    const isNear = isSmall || near.has(node.id)
    if (!isNear) far.set(group, (far.get(group) ?? 0) + 1)
    const isShown = isNear || unfolded.has(group)
    boxOf.set(node.id, isShown ? node.id : foldedId(group))
    return isShown ? [nodeBox(node, group, way)] : []
  })
  const groups = [...far].map(([group, count]) => ({ group, count, isFolded: !unfolded.has(group) }))
  const folds = groups
    .filter(({ isFolded }) => isFolded)
    .map(({ group, count }): Box => ({
      id: foldedId(group),
      group,
      node: null,
      count,
      hops: [],
      stop: null,
      isForbidden: false,
    }))
  return { boxes: [...boxes, ...folds], lines: linesOf(topology, way, boxOf), groups }
}

const foldedId = (group: string): string => `fold ${group}`

function nodeBox(node: TopologyNode, group: string, way: readonly Leg[]): Box {
  const legs = way.filter((leg) => leg.node === node.id)
  const stop = way.findIndex((leg) => leg.node === node.id)
  return {
    id: node.id,
    group,
    node,
    count: 1,
    hops: legs.flatMap(({ hops }) => hops),
    stop: stop < 0 ? null : stop,
    isForbidden: legs.some(({ forbidden }) => forbidden === 'node'),
  }
}

/** A group of which only so many are left is not worth folding. */
const FEW = 2

function withFew({ nodes }: Topology, near: ReadonlySet<string>): ReadonlySet<string> {
  const far = groupBy(
    nodes.filter(({ id }) => !near.has(id)),
    groupOf,
  )
  return new Set([...near, ...[...far.values()].flatMap((own) => (own.length > FEW ? [] : own.map(({ id }) => id)))])
}

/** The path with what is joined to it; without a path the first machines of both parties with what is joined to them. */
function neighbourhood({ nodes, links }: Topology, way: readonly Leg[], { from, to }: Focus): Set<string> {
  const ofParty = (party: string): string[] =>
    nodes
      .filter(({ parties }) => parties.includes(party))
      .slice(0, 5)
      .map(({ id }) => id)
  const core = way.length > 0 ? way.map(({ node }) => node) : [...ofParty(from), ...ofParty(to)]
  const near = new Set(core)
  const inner = new Set(core)
  for (const { ends } of links)
    for (const [here, there] of [ends, ends.toReversed()] as readonly (readonly [string, string])[])
      if (inner.has(here) && near.size < READABLE / 2) near.add(there)
  return near
}

function linesOf({ links }: Topology, way: readonly Leg[], boxOf: ReadonlyMap<string, string>): Line[] {
  const passes = new Map(way.map((leg, i) => [leg.by, { leg, before: way[i - 1]?.node }]))
  const lines = new Map<string, Line>()
  for (const link of links) {
    const [a, b] = link.ends.map((end) => boxOf.get(end))
    if (a === undefined || b === undefined || a === b) continue
    const pass = passes.get(link.id)
    const isWhole = link.ends[0] === a && link.ends[1] === b
    const key = isWhole ? link.id : `${a} ${b}`
    const known = lines.get(key)
    lines.set(key, {
      id: key,
      ends: pass !== undefined && pass.before === b ? [b, a] : [a, b],
      link: isWhole ? link : null,
      count: (known?.count ?? 0) + 1,
      stands: known === undefined || known.stands === link.stands ? link.stands : 'yes',
      isPath: pass !== undefined,
      isForbidden: pass?.leg.forbidden === 'link',
    })
  }
  return [...lines.values(), ...leaps(way)]
}

/** Stops that no link of the picture joins: two stacks of one machine. */
const leaps = (way: readonly Leg[]): Line[] =>
  way.flatMap(({ node, by, forbidden }, i): Line[] => {
    const before = way[i - 1]?.node
    if (before === undefined || by !== null) return []
    return [
      {
        id: `leap ${i}`,
        ends: [before, node],
        link: null,
        count: 1,
        stands: 'yes',
        isPath: true,
        isForbidden: forbidden === 'link',
      },
    ]
  })

/** How far each box lies from where the path begins (or from the boxes of the first party): the order from left to right. */
export function ranks({ boxes, lines }: View, { from }: Focus): ReadonlyMap<string, number> {
  const next = new Map<string, string[]>()
  for (const { ends } of lines)
    for (const [a, b] of [ends, ends.toReversed()] as readonly (readonly [string, string])[])
      next.set(a, [...(next.get(a) ?? []), b])
  const rank = new Map(boxes.flatMap(({ id, stop }) => (stop === null ? [] : [[id, stop] as const])))
  for (const { id, group, stop } of boxes) if (from !== '' && group === from && stop === null) rank.set(id, 0)
  const queue = [...rank].toSorted(([, a], [, b]) => a - b).map(([id]) => id)
  for (const at of queue)
    for (const there of next.get(at) ?? [])
      if (!rank.has(there)) {
        rank.set(there, (rank.get(at) ?? 0) + 1)
        queue.push(there)
      }
  return rank
}
