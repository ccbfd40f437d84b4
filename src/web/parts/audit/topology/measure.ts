import type { TopologyLink, TopologyNode } from '../../../../audit/topology/picture.ts'
import type { Lang } from '../../../../base/text.ts'
import { inLanguage, fillIn } from '../../../language/text.ts'
import type { Size, Sizes } from './layout.ts'
import { groupName, nodeName } from './names.ts'
import { short, textWidth } from './size.ts'
import { TEXTS } from './texts.ts'
import type { Box, Line, View } from './view.ts'

/** The words in a box: its name, what it is, and that something should not be there. */
export interface BoxWords {
  readonly name: string
  readonly about: string
  readonly steps: string
  readonly mark: string
}

export const NAME_SIZE = 13
export const SMALL_SIZE = 11
const PADDING = 24
const LINE = 17

/** `2–4`, `1・6`: places in the finding's hops, counted from 1. */
export function stepsText(hops: readonly number[]): string {
  const runs: [number, number][] = []
  for (const hop of hops) {
    const last = runs.at(-1)
    if (last !== undefined && last[1] === hop - 1) last[1] = hop
    else runs.push([hop, hop])
  }
  return runs.map(([a, b]) => (a === b ? `${a + 1}` : `${a + 1}–${b + 1}`)).join('・')
}

export function boxWords({ node, group, count, hops, isForbidden }: Box, lang: Lang): BoxWords {
  const t = inLanguage(TEXTS, lang)
  const mark = isForbidden ? t.forbidden : ''
  if (node === null) return { name: short(groupName(group, lang)), about: fillIn(t.folded, { count }), steps: '', mark }
  return { name: short(nodeName(node, lang)), about: aboutNode(node, lang), steps: stepsText(hops), mark }
}

/** A machine's address says more than that it is one; a segment is known by the device that it is on. */
function aboutNode({ kind, addresses, device, name }: TopologyNode, lang: Lang): string {
  const t = inLanguage(TEXTS, lang)
  if (kind === 'machine') return short(addresses[0] ?? t.machine)
  return short(device === name || device === '' ? t[kind] : `${t[kind]}・${device}`)
}

/** The words on a link of the path: the interfaces at its ends, the tag, and the mark where it should not be. */
export function lineWords({ link, ends, isPath, isForbidden }: Line, lang: Lang): readonly string[] {
  if (!isPath) return []
  const t = inLanguage(TEXTS, lang)
  const [a = '', b = ''] = link === null ? [] : fromStart(link, ends[0])
  const names = [a, b].filter((name) => name !== '')
  const tag = link?.tag === undefined ? [] : [`VLAN ${link.tag}`]
  return [
    ...(isForbidden ? [`✕ ${t.forbidden}`] : []),
    ...(names.length === 0 ? [] : [short(names.join(' → '))]),
    ...tag,
  ]
}

const fromStart = (link: TopologyLink, start: string): readonly string[] =>
  link.ends[0] === start ? link.interfaces : link.interfaces.toReversed()

/** How large everything will be drawn. */
export function sizesOf(view: View, lang: Lang): Sizes {
  const named = [...new Set(view.boxes.map(({ group }) => group))]
  return {
    box: new Map(view.boxes.map((box) => [box.id, boxSize(boxWords(box, lang))])),
    group: new Map(
      named.map((group) => [group, { width: textWidth(groupName(group, lang), NAME_SIZE) + PADDING, height: 0 }]),
    ),
    label: new Map(
      view.lines.flatMap((line): [string, Size][] => {
        const words = lineWords(line, lang)
        return words.length === 0 ? [] : [[line.id, labelSize(words)]]
      }),
    ),
  }
}

const boxSize = ({ name, about, mark }: BoxWords): Size => ({
  width: Math.max(
    84,
    textWidth(name, NAME_SIZE) + PADDING,
    textWidth(about, SMALL_SIZE) + PADDING,
    mark === '' ? 0 : textWidth(mark, SMALL_SIZE) + PADDING + 16,
  ),
  height: mark === '' ? 44 : 44 + LINE,
})

const labelSize = (words: readonly string[]): Size => ({
  width: Math.max(...words.map((word) => textWidth(word, SMALL_SIZE))) + 10,
  height: words.length * 15 + 3,
})
