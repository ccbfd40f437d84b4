import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import { layOut } from './engine.ts'
import { ranks } from './view.ts'
import type { Focus, View } from './view.ts'

export interface Size {
  readonly width: number
  readonly height: number
}
export interface Frame extends Size {
  readonly x: number
  readonly y: number
}
export interface Point {
  readonly x: number
  readonly y: number
}

/** Where everything of a view stands; lengths in CSS pixels. */
export interface Placed extends Size {
  readonly boxes: ReadonlyMap<string, Frame>
  readonly groups: ReadonlyMap<string, Frame>
  readonly lines: ReadonlyMap<string, readonly Point[]>
  readonly labels: ReadonlyMap<string, Frame>
}

/** How large the boxes, the names of groups and the words on lines are. */
export interface Sizes {
  readonly box: ReadonlyMap<string, Size>
  readonly group: ReadonlyMap<string, Size>
  readonly label: ReadonlyMap<string, Size>
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.spacing.nodeNode': '18',
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
} as const

/** Places the view in a thread of its own, the path from left to right (or from top to bottom on a narrow page). Throws when it cannot. */
export async function placed(view: View, sizes: Sizes, focus: Focus, direction: 'RIGHT' | 'DOWN'): Promise<Placed> {
  const graph = await layOut({
    id: 'root',
    layoutOptions: { ...OPTIONS, 'elk.direction': direction },
    children: nodesOf(view, sizes),
    edges: edgesOf(view, sizes, focus),
  })
  const all = (graph.children ?? []).flatMap((one) => [one, ...(one.children ?? [])])
  const frames = new Map(all.map((one) => [one.id, frameOf(one)]))
  const edges = graph.edges ?? []
  return {
    width: graph.width ?? 0,
    height: graph.height ?? 0,
    boxes: new Map([...frames].filter(([id]) => !id.startsWith(GROUP))),
    groups: new Map(
      [...frames].filter(([id]) => id.startsWith(GROUP)).map(([id, frame]) => [id.slice(GROUP.length), frame]),
    ),
    lines: new Map(edges.map((edge) => [edge.id, pointsOf(edge)])),
    labels: new Map(edges.flatMap(({ id, labels }) => (labels ?? []).map((label) => [id, frameOf(label)] as const))),
  }
}

const GROUP = 'group '

function nodesOf({ boxes }: View, { box, group }: Sizes): ElkNode[] {
  const leaf = ({ id }: { readonly id: string }): ElkNode => ({ id, ...(box.get(id) ?? { width: 90, height: 40 }) })
  const named = [...new Set(boxes.map((one) => one.group))].filter((name) => name !== '')
  return [
    ...boxes.filter((one) => one.group === '').map(leaf),
    ...named.map((name): ElkNode => ({
      id: `${GROUP}${name}`,
      children: boxes.filter((one) => one.group === name).map(leaf),
      layoutOptions: {
        'elk.padding': '[top=28,left=12,bottom=12,right=12]',
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${group.get(name)?.width ?? 80}, 0)`,
      },
    })),
  ]
}

/** Lines lead away from where the path begins, so that the drawing does. */
function edgesOf(view: View, { label }: Sizes, focus: Focus): ElkExtendedEdge[] {
  const rank = ranks(view, focus)
  return view.lines.map(({ id, ends: [a, b], isPath }): ElkExtendedEdge => {
    const isForward = isPath || (rank.get(a) ?? 0) <= (rank.get(b) ?? 0)
    const size = label.get(id)
    return {
      id,
      sources: [isForward ? a : b],
      targets: [isForward ? b : a],
      ...(size === undefined ? {} : { labels: [{ text: id, ...size }] }),
      layoutOptions: isPath
        ? { 'elk.layered.priority.straightness': '10', 'elk.layered.priority.direction': '10' }
        : {},
    }
  })
}

const frameOf = ({ x = 0, y = 0, width = 0, height = 0 }: Partial<Frame>): Frame => ({ x, y, width, height })

/** The line from its beginning to its end. */
const pointsOf = ({ sections }: ElkExtendedEdge): readonly Point[] =>
  (sections ?? []).flatMap(({ startPoint, bendPoints, endPoint }) => [startPoint, ...(bendPoints ?? []), endPoint])
