import { fromProps } from '../../base/oscal/flat.ts'
import { OSCAL_NS } from '../../base/oscal/names.ts'
import { unmarkup } from '../../base/oscal/prop-value.ts'
import type { Catalogue } from '../catalogue.ts'
import { checkEdition } from '../check-edition.ts'
import { enter, enterJson, type Entered } from '../door.ts'
import type { LicensedTexts } from '../import/texts.ts'
import type { CatalogueProblem } from '../messages.ts'
import { type Edition, editionSchema, type Questions, questionsSchema } from '../schema.ts'
import { catalogShape, type CatalogShape, type ControlShape, type PartShape } from './catalog-shape.ts'
import { itemOfControlId } from './control-id.ts'
import { readForeign } from './read-foreign.ts'

export interface ReadCatalogOptions {
  readonly file: string
  /** The id of the edition that is made of another's catalog; our own catalogs bring theirs. */
  readonly id: string
  readonly source: string
  readonly known: Pick<Catalogue, 'editions'>
}

export interface ReadCatalog {
  readonly edition: Edition
  readonly questions: Questions | null
  /** What another's catalog says in words; our own has none. */
  readonly texts: LicensedTexts
}

/** An OSCAL catalog: one that we wrote, without loss, or another's, as an edition with texts. Null with the reasons where it cannot be used. */
export function readCatalog(text: string, options: ReadCatalogOptions): Entered<ReadCatalog> {
  const { value, problems } = enterJson(catalogShape, text, options.file)
  if (value === null) return { value: null, problems }
  const { catalog } = value
  const ours = (catalog.metadata.props ?? []).some(({ ns, name }) => ns === OSCAL_NS && name === 'format')
  const read = ours ? readOwn(catalog, options) : readForeign(catalog, options)
  if (read.value === null) return read
  const { edition } = read.value
  const among = { editions: new Map([...options.known.editions, [edition.id, edition]]) }
  const all = [...read.problems, ...checkEdition(among, edition)]
  return { value: all.some(({ severity }) => severity === 'error') ? null : read.value, problems: all }
}

interface Node {
  readonly control: ControlShape
  readonly item: string | null
  readonly own: Record<string, unknown>
}

function readOwn(catalog: CatalogShape, { file }: ReadCatalogOptions): Entered<ReadCatalog> {
  const about = record(fromProps(catalog.metadata.props ?? []))
  const id = typeof about['id'] === 'string' ? about['id'] : ''
  const nodes = nodesOf(catalog).map((control): Node => ({
    control,
    item: itemOfControlId(id, control.id),
    own: record(fromProps(control.props ?? [])),
  }))
  const items = nodes.toSorted((a, b) => Number(a.own['order']) - Number(b.own['order'])).map(itemOf)
  const edition = enter(editionSchema, { ...about, items }, file)
  const entries = nodes.flatMap(entriesOf).toSorted((a, b) => a.order - b.order)
  const raw = { format: 'akashi-questions/1', edition: id, entries: entries.map(({ entry }) => entry) }
  const questions = entries.length === 0 ? { value: null, problems: [] } : enter(questionsSchema, raw, file)
  const problems: readonly CatalogueProblem[] = [...edition.problems, ...questions.problems]
  if (edition.value === null || problems.length > 0) return { value: null, problems }
  const texts: LicensedTexts = { format: 'akashi-texts/1', edition: id, source: file, texts: [] }
  return { value: { edition: edition.value, questions: questions.value, texts }, problems }
}

/** Groups and controls alike, without recursion. */
export function nodesOf({
  groups = [],
  controls = [],
}: Pick<CatalogShape, 'groups' | 'controls'>): readonly ControlShape[] {
  const open = [...groups, ...controls].toReversed()
  const nodes: ControlShape[] = []
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes.push(node)
    open.push(...[...(node.groups ?? []), ...(node.controls ?? [])].toReversed())
  }
  return nodes
}

function itemOf({ control, item, own }: Node): unknown {
  const { order: _, title, ...rest } = own
  return { id: item ?? '', kind: control.class, ...rest, title: { en: unmarkup(control.title), ...record(title) } }
}

function entriesOf({ control, item }: Node): readonly { readonly order: number; readonly entry: unknown }[] {
  return (control.parts ?? []).flatMap((part) => {
    const own = record(fromProps(part.props ?? []))
    if (own['ours'] !== true) return []
    const sub = (name: string): unknown => textOf(part.parts?.find((each) => each.name === name))
    const questions = (part.parts ?? [])
      .filter(({ name }) => name === 'question')
      .map((question) => ({ id: record(fromProps(question.props ?? []))['id'], text: textOf(question) }))
    const entry = {
      item,
      role: part.class,
      explanation: textOf(part),
      have: sub('have'),
      shows: sub('shows'),
      questions,
    }
    return [{ order: Number(own['order']), entry }]
  })
}

const textOf = (part: PartShape | undefined): unknown =>
  part === undefined ? undefined : { ja: record(fromProps(part.props ?? []))['ja'], en: unmarkup(part.prose ?? '') }

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
