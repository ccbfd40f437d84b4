import type { CloudIndex } from '../../proof/index.ts'
import type { Answer } from '../result.ts'
import { attachmentsOf, portAttachments, worse, type Attachment } from './attachments.ts'
import type { TopologyLink } from './picture.ts'
import type { Places } from './places.ts'

/** More are counted, not made. */
const MOST = 50_000

/** The links of the picture: wires and tunnels of the model, and what joins a machine's own stack to its bridges. `beyond` counts those that were not made. */
export function linksOf(
  index: CloudIndex,
  places: Places,
): { readonly links: readonly TopologyLink[]; readonly beyond: number } {
  let beyond = 0
  const made = new Map<string, TopologyLink>()
  const join = (a: Attachment, b: Attachment, kind: TopologyLink['kind'], stands: Answer): void => {
    const tag = meeting(a.tag, b.tag)
    if (tag === undefined || a.node === b.node) return
    const key = JSON.stringify([a.node, b.node, a.name, b.name, tag])
    if (made.has(key)) return
    if (made.size >= MOST) return void beyond++
    made.set(key, {
      id: `l${made.size + 1}`,
      ends: [a.node, b.node],
      interfaces: [a.name, b.name],
      kind,
      ...(typeof tag === 'number' ? { tag } : {}),
      stands: worse(worse(a.stands, b.stands), stands),
    })
  }
  for (const bridge of index.cloud.bridges)
    for (const port of bridge.ports.filter((one) => one.self)) {
      const own = index.interface.get(port.interface)
      if (own === undefined) continue
      const stack = attachmentsOf(index, places, own.id)
      for (const [a, b] of pairs(stack, portAttachments(places, bridge.id, port, own))) join(a, b, 'inside', 'yes')
    }
  for (const link of index.cloud.links) {
    const stands = link.unknown === undefined ? 'yes' : 'unknown'
    const ends = link.ends.map((end) => attachmentsOf(index, places, end))
    const [first = [], second = []] = ends
    const met = ends.length === 2 ? pairs(first, second) : spokes(places, ends.flat())
    for (const [a, b] of met) join(a, b, link.kind, stands)
  }
  return { links: [...made.values()], beyond }
}

/** Every attachment of one end with every one of the other; an interface of the very tag goes before a machine that may put on any. */
function pairs(first: readonly Attachment[], second: readonly Attachment[]): [Attachment, Attachment][] {
  const isSaid = (all: readonly Attachment[], a: Attachment, other: Attachment): boolean =>
    a.tag === 'any' && other.tag !== 'any' && all.some((one) => one.node === a.node && one.tag === other.tag)
  return first.flatMap((a) =>
    second.filter((b) => !isSaid(first, a, b) && !isSaid(second, b, a)).map((b): [Attachment, Attachment] => [a, b]),
  )
}

/** The tag of frames that both ends take: undefined when there are none such. */
const meeting = (a: Attachment['tag'], b: Attachment['tag']): Attachment['tag'] | undefined =>
  a === b ? a : a === 'any' ? b : b === 'any' ? a : undefined

/** A wire with many ends is a segment of its own, one for each tag that frames bear on it. */
function spokes(places: Places, ends: readonly Attachment[]): [Attachment, Attachment][] {
  const tags = new Set(ends.map(({ tag }) => (tag === 'any' ? null : tag)))
  return [...tags].flatMap((tag) => {
    const node = places.add({
      kind: 'segment',
      name: '',
      device: '',
      ...(tag === null ? {} : { vlan: tag }),
      parties: [],
      addresses: [],
    })
    return ends
      .filter((end) => end.tag === tag || end.tag === 'any')
      .map((end): [Attachment, Attachment] => [end, { node, tag: 'any', name: '', stands: 'yes' }])
  })
}
