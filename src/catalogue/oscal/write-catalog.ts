import { toProps } from '../../base/oscal/flat.ts'
import { OSCAL_NS, type Prop, uuidOf } from '../../base/oscal/names.ts'
import { markup } from '../../base/oscal/prop-value.ts'
import type { Edition, Item, Questions } from '../schema.ts'
import { controlId } from './control-id.ts'
import { metadata } from './document.ts'

interface Part {
  readonly id?: string
  readonly name: string
  readonly ns?: string
  readonly class?: string
  readonly title?: string
  readonly props?: readonly Prop[]
  readonly prose?: string
  readonly parts?: readonly Part[]
}

interface Control {
  readonly id: string
  readonly class: string
  readonly title: string
  readonly props: readonly Prop[]
  readonly parts?: readonly Part[]
  readonly controls?: readonly Control[]
}

interface Group extends Omit<Control, 'controls'> {
  readonly groups?: readonly Group[]
  readonly controls?: readonly Control[]
}

const GROUPING: ReadonlySet<Item['kind']> = new Set(['clause', 'theme', 'objective'])

/** An edition and our own texts about it as an OSCAL catalog. `readCatalog` gives both back without loss. */
export function writeCatalog(edition: Edition, questions: Questions | undefined) {
  const { items, title, ...about } = edition
  const children = childrenOf(items)
  const order = new Map(items.map(({ id }, index) => [id, index]))
  const build = (item: Item): Control & Group => node({ edition: edition.id, children, questions, order }, item, build)
  const top = children.get(null) ?? []
  const groups = top.filter(({ kind }) => GROUPING.has(kind)).map(build)
  const controls = top.filter(({ kind }) => !GROUPING.has(kind)).map(build)
  return {
    catalog: {
      uuid: uuidOf('catalog', JSON.stringify(edition), JSON.stringify(questions ?? null)),
      metadata: metadata(edition.title, edition.id, toProps({ ...about, title })),
      ...(groups.length === 0 ? {} : { groups }),
      ...(controls.length === 0 ? {} : { controls }),
    },
  }
}

/** By parent; items whose parent stands in another edition, or above which a control would have to hold a group, are at the top. */
function childrenOf(items: readonly Item[]): ReadonlyMap<string | null, readonly Item[]> {
  const own = new Map(items.map((item) => [item.id, item]))
  const children = new Map<string | null, Item[]>()
  for (const item of items) {
    const parent = own.get(item.parent ?? '')
    const fits = parent !== undefined && (GROUPING.has(parent.kind) || !GROUPING.has(item.kind))
    const key = fits ? parent.id : null
    children.set(key, [...(children.get(key) ?? []), item])
  }
  return children
}

interface Making {
  readonly edition: string
  readonly children: ReadonlyMap<string | null, readonly Item[]>
  readonly questions: Questions | undefined
  readonly order: ReadonlyMap<string, number>
}

function node(
  { edition, children, questions, order }: Making,
  item: Item,
  build: (item: Item) => Control & Group,
): Control & Group {
  const { id, kind, title, ...rest } = item
  const below = children.get(id) ?? []
  const groups = below.filter((each) => GROUPING.has(each.kind)).map(build)
  const controls = below.filter((each) => !GROUPING.has(each.kind)).map(build)
  const parts = (questions?.entries ?? []).flatMap((entry, index) =>
    entry.item === id ? [partOf(edition, entry, index)] : [],
  )
  const oneLine = !/[\n\r]/.test(title.en)
  const own = { ...rest, order: order.get(id) ?? 0, title: oneLine ? { ja: title.ja } : title }
  return {
    id: controlId(edition, id),
    class: kind,
    title: markup(title.en.replaceAll(/[\n\r]+/g, ' ')),
    props: [{ name: 'label', value: id }, ...toProps(own)],
    ...(parts.length === 0 ? {} : { parts }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(controls.length === 0 ? {} : { controls }),
  }
}

/** Our texts for one role: the English as prose, the Japanese as props beside it. */
function partOf(edition: string, entry: Questions['entries'][number], order: number): Part {
  const id = controlId(edition, entry.item)
  const sub = (
    name: string,
    text: { readonly ja: string; readonly en: string },
    more: Readonly<Record<string, string>> = {},
  ): Part => ({
    name,
    ns: OSCAL_NS,
    props: toProps({ ja: text.ja, ...more }),
    prose: markup(text.en),
  })
  return {
    id: `${id}_${entry.role}`,
    name: 'guidance',
    class: entry.role,
    props: toProps({ ja: entry.explanation.ja, order, ours: true }),
    prose: markup(entry.explanation.en),
    parts: [
      sub('have', entry.have),
      sub('shows', entry.shows),
      ...entry.questions.map((question) => sub('question', question.text, { id: question.id })),
    ],
  }
}
