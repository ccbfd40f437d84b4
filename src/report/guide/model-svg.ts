import type { Lang } from '../../base/text.ts'
import type { Environment } from '../../catalogue/schema.ts'
import { escape } from '../html/markup.ts'
import { GUIDE_WORDS as W } from './words.ts'

/** Sizes in user units. The drawing is scaled to the width that it is given. */
const SIZE = { width: 800, side: 150, head: 34, layer: 118, label: 92, gap: 10, tenant: 30 } as const
const FONT = '"Noto Sans JP", "Hiragino Sans", "Yu Gothic", sans-serif'

/** The environment model drawn as SVG: three layers by three kinds, service management beside them, tenants across the virtual resources. */
export function modelSvg(environment: Environment, lang: Lang): string {
  const { layers, kinds } = environment
  const left = SIZE.side + SIZE.gap
  const width = (SIZE.width - left - SIZE.label) / kinds.length
  const top = SIZE.head + SIZE.tenant
  const height = top + layers.length * (SIZE.layer + SIZE.gap)
  const column = (index: number): number => left + SIZE.label + index * width
  const parts = [
    ...kinds.map(({ title }, index) => words(column(index) + width / 2, 22, [title[lang]], true)),
    ...layers.flatMap((layer, row) => {
      const y = top + row * (SIZE.layer + SIZE.gap)
      const label = words(left + SIZE.label / 2 - 4, y + SIZE.layer / 2, broken(layer.title[lang]), true)
      return [
        label,
        ...kinds.map((kind, index) =>
          box(column(index), y, width - SIZE.gap, SIZE.layer, examples(environment, `${layer.id}/${kind.id}`, lang)),
        ),
      ]
    }),
    box(
      0,
      top,
      SIZE.side,
      height - top - SIZE.gap,
      [W.serviceManagement[lang], '', ...examples(environment, 'serviceManagement', lang)],
      true,
    ),
    ...tenants(column(0), top - SIZE.tenant + 4, kinds.length * width - SIZE.gap, lang),
  ]
  const title = escape(W.model[lang])
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${height}" role="img" aria-label="${title}" font-family='${FONT}' font-size="13"><title>${title}</title>${parts.join('')}</svg>`
}

const examples = ({ cells }: Environment, id: string, lang: Lang): readonly string[] =>
  cells.find(({ cell }) => cell === id)?.examples.map((text) => text[lang]) ?? []

/** Tenants as outlines across every kind of virtual resource, one behind the other: a tenant is no kind and no layer. */
function tenants(x: number, y: number, width: number, lang: Lang): readonly string[] {
  const names = ['A', 'B'].map((name) => `${W.tenant[lang]} ${name}`)
  const share = width / names.length
  return names.map((name, index) => {
    const shift = index * 5
    const outline = `<rect x="${x - 4 + shift}" y="${y + shift}" width="${width + 4}" height="${SIZE.tenant + SIZE.layer - 4}" fill="none" stroke="#555" stroke-dasharray="6 4" rx="6"/>`
    return outline + words(x + index * share + share / 2, y + 16, [name])
  })
}

function box(x: number, y: number, width: number, height: number, lines: readonly string[], headed = false): string {
  const middle = y + height / 2
  return `<rect x="${x}" y="${y + 2}" width="${width}" height="${height - 4}" rx="4" fill="${headed ? '#eef1f4' : '#f7f8fa'}" stroke="#333"/>${words(x + width / 2, middle, lines)}`
}

/** Centred lines about a point. */
function words(x: number, y: number, lines: readonly string[], isBold = false): string {
  const first = y - ((lines.length - 1) * 19) / 2 + 5
  const spans = lines.map((line, index) => `<tspan x="${x}" y="${first + index * 19}">${escape(line)}</tspan>`).join('')
  return `<text text-anchor="middle" fill="#111"${isBold ? ' font-weight="700"' : ''}>${spans}</text>`
}

/** A label of a layer in two lines at most: at a space, or after 仮想 and the like where the Japanese is long. */
const broken = (text: string): readonly string[] =>
  text.includes(' ') ? [text.slice(0, text.lastIndexOf(' ')), text.slice(text.lastIndexOf(' ') + 1)] : [text]
