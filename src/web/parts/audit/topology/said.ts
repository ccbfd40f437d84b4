import type { Leg, Topology } from '../../../../audit/topology/picture.ts'
import type { Lang } from '../../../../base/text.ts'
import { fillIn, inLanguage } from '../../../language/text.ts'
import { nodeName } from './names.ts'
import { TEXTS } from './texts.ts'

/** The names of the stops of a path, in order. */
export function stopNames({ nodes }: Topology, way: readonly Leg[], lang: Lang): readonly string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  return way.map(({ node }) => {
    const found = byId.get(node)
    return found === undefined ? '?' : nodeName(found, lang)
  })
}

/** Where the hop is that should not be there, in words; null when none is marked. */
export function forbiddenPlace(topology: Topology, way: readonly Leg[], lang: Lang): string | null {
  const at = way.findIndex(({ forbidden }) => forbidden !== null)
  if (at < 0) return null
  const names = stopNames(topology, way, lang)
  if (way[at]?.forbidden === 'node') return names[at] ?? '?'
  return fillIn(inLanguage(TEXTS, lang).between, { from: names[at - 1] ?? '?', to: names[at] ?? '?' })
}

/** The picture in a sentence, for whoever does not see it. */
export function pathSaid(topology: Topology, way: readonly Leg[], lang: Lang): string {
  const t = inLanguage(TEXTS, lang)
  if (way.length === 0) return fillIn(t.saysNone, { nodes: topology.nodes.length, links: topology.links.length })
  const path = fillIn(t.says, { path: stopNames(topology, way, lang).join(' → ') })
  const place = forbiddenPlace(topology, way, lang)
  return place === null ? path : `${path}. ${fillIn(t.forbiddenAt, { place })}`
}
