import { unmarkup } from '../../base/oscal/prop-value.ts'
import type { Entered } from '../door.ts'
import { enter } from '../door.ts'
import type { LicensedText } from '../import/texts.ts'
import { type CatalogueProblem, problemOf } from '../messages.ts'
import { editionSchema } from '../schema.ts'
import type { CatalogShape, ControlShape, PartShape } from './catalog-shape.ts'
import { itemOfControlId } from './control-id.ts'
import type { ReadCatalog, ReadCatalogOptions } from './read-catalog.ts'

interface Placed {
  readonly node: ControlShape
  readonly item: string | null
  readonly parent: string | null
  readonly groups: boolean
}

/**
 * Another's catalog as an edition: groups as clauses, controls as controls, controls within controls as detailed controls; statements and guidance as texts.
 * Ids keep their letters and numbers; their other signs become dots. Parameters stay as `{{ insert … }}` in the text. What is not read is named and counted.
 */
export function readForeign(catalog: CatalogShape, { file, id, source }: ReadCatalogOptions): Entered<ReadCatalog> {
  const placed = placedOf(catalog, id)
  const bad = placed
    .filter(({ item }) => item === null)
    .map(({ node }) => problemOf('oscal-id', { file, id: node.id.slice(0, 80) }))
  const title = { ja: unmarkup(catalog.metadata.title), en: unmarkup(catalog.metadata.title) }
  const edition = enter(
    editionSchema,
    {
      format: 'akashi-edition/1',
      id,
      name: title,
      title,
      publisher: { ja: source, en: source },
      equivalents: [],
      status: 'current',
      content: 'complete',
      replaces: [],
      base: null,
      includes: [],
      suffixes: [],
      source: { ja: source, en: source },
      items: placed.map(itemOf),
    },
    file,
  )
  const problems = [...bad, ...(bad.length > 0 ? [] : edition.problems), ...unread(catalog, placed)]
  if (edition.value === null || bad.length > 0) return { value: null, problems }
  const texts = placed.flatMap(({ node, item }) => (item === null ? [] : textsOf(item, node)))
  return {
    value: { edition: edition.value, questions: null, texts: { format: 'akashi-texts/1', edition: id, source, texts } },
    problems,
  }
}

function placedOf({ groups = [], controls = [] }: CatalogShape, edition: string): readonly Placed[] {
  const seat = (node: ControlShape, parent: string | null, isGroup: boolean): Placed => ({
    node,
    item: itemOfControlId(edition, node.id),
    parent,
    groups: isGroup,
  })
  const open = [
    ...groups.map((node) => seat(node, null, true)),
    ...controls.map((node) => seat(node, null, false)),
  ].toReversed()
  const placed: Placed[] = []
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    placed.push(next)
    const { node, item } = next
    const below = [
      ...(node.groups ?? []).map((each) => seat(each, item, true)),
      ...(node.controls ?? []).map((each) => seat(each, item, false)),
    ]
    open.push(...below.toReversed())
  }
  return placed
}

function itemOf({ node, item, parent, groups }: Placed, _: number, all: readonly Placed[]): unknown {
  const title = unmarkup(node.title)
  const isDetail = !groups && all.some((each) => each.item === parent && !each.groups)
  return {
    id: item ?? '',
    kind: groups ? 'clause' : isDetail ? 'detailedControl' : 'control',
    parent,
    title: { ja: title, en: title },
    titleConfidence: { ja: 'unconfirmed', en: 'single-source' },
    roles: { customer: false, provider: false },
    guidance: 'none',
    cld: false,
    objective: null,
    obligation: groups ? 'none' : isDetail ? 'choice' : 'control',
    supplement: false,
    confidence: 'single-source',
    ...(isWithdrawn(node) ? { retired: true } : {}),
  }
}

const isWithdrawn = ({ props = [] }: ControlShape): boolean =>
  props.some(({ name, value }) => name === 'status' && value.toLowerCase() === 'withdrawn')

const PARTS: Readonly<Record<string, LicensedText['part']>> = {
  statement: 'statement',
  overview: 'statement',
  guidance: 'guidance',
}

/** One text for each part name and role (a part of class `customer` or `provider` speaks to that role); a part's own parts follow it, a line each. */
function textsOf(item: string, { parts = [] }: ControlShape): readonly LicensedText[] {
  const texts = new Map<string, LicensedText & { readonly en: string }>()
  for (const each of parts) {
    const part = Object.hasOwn(PARTS, each.name) ? PARTS[each.name] : undefined
    if (part === undefined) continue
    const role = each.class === 'customer' || each.class === 'provider' ? each.class : 'all'
    const lines = proseOf(each)
    const before = texts.get(`${part} ${role}`)
    const en = [...(before === undefined ? [] : [before.en]), ...lines].join('\n').slice(0, 20_000)
    if (en !== '') texts.set(`${part} ${role}`, { item, part, role, en })
  }
  return [...texts.values()]
}

const proseOf = ({ prose, parts = [] }: PartShape): readonly string[] => [
  ...(prose === undefined || prose === '' ? [] : [unmarkup(prose)]),
  ...parts.flatMap(proseOf),
]

function unread(catalog: CatalogShape, placed: readonly Placed[]): readonly CatalogueProblem[] {
  const sum = (count: (node: ControlShape) => number): number =>
    placed.reduce((total, { node }) => total + count(node), 0)
  const counts: readonly (readonly [string, number])[] = [
    ['params', (catalog.params?.length ?? 0) + sum(({ params = [] }) => params.length)],
    ['links', sum(({ links = [] }) => links.length)],
    ['parts', sum(({ parts = [] }) => parts.filter(({ name }) => !Object.hasOwn(PARTS, name)).length)],
    ['props', sum(({ props = [] }) => props.filter(({ name }) => name !== 'label' && name !== 'status').length)],
    ['back-matter', catalog['back-matter'] === undefined ? 0 : 1],
  ]
  return counts
    .filter(([, count]) => count > 0)
    .map(([feature, count]) => problemOf('oscal-not-read', { feature, count }, 'warning'))
}
