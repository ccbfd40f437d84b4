import type { Lang, Text } from '../../base/text.ts'
import { type Catalogue, findItem } from '../../catalogue/catalogue.ts'
import type { Cell as ModelCell, Chapter, Environment, GuideItem, Procedure } from '../../catalogue/schema.ts'
import { type Cell, cell } from '../standards/table.ts'
import { COMPONENT_LAYERS, GUIDE_WORDS as W, JUDGEABLE, SOURCES, TECHNIQUES } from './words.ts'

/** A document as a flat list of blocks, which each format sets in its own way. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly id: string; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly quiet: boolean }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly widths: readonly number[]
      readonly rows: readonly (readonly Cell[])[]
    }
  | { readonly kind: 'model'; readonly environment: Environment }

export interface Book {
  readonly title: string
  readonly subtitle: string
  readonly contents: string
  readonly lang: Lang
  readonly blocks: readonly Block[]
}

/** The audit guide as a document: chapters C.1 to C.9, the model drawn in C.4, every procedure in the form of C.8.3.3, and the list of what a machine judges. */
export function guideBook(catalogue: Catalogue, lang: Lang): Book {
  const chapters = catalogue.chapters.flatMap((chapter) => chapterBlocks(catalogue, chapter, lang))
  return {
    title: W.title[lang],
    subtitle: W.subtitle[lang],
    contents: W.contents[lang],
    lang,
    blocks: [...chapters, ...listBlocks(catalogue, lang)],
  }
}

const heading = (level: 1 | 2 | 3, id: string, text: string): Block => ({ kind: 'heading', level, id, text })
const paragraph = (text: string, quiet = false): Block => ({ kind: 'paragraph', text, quiet })

/** Where the drawing and the table of the model belong. */
const MODEL_SECTION = 'C.4.1'
const COMPONENT_SECTION = 'C.4.5'

function chapterBlocks(
  catalogue: Catalogue,
  { id, title, sections, procedures }: Chapter,
  lang: Lang,
): readonly Block[] {
  const last = sections.at(-1)?.id
  return [
    heading(1, id, `${id} ${title[lang]}`),
    ...sections.flatMap((section) => [
      heading(2, section.id, `${section.id} ${section.title[lang]}`),
      paragraph((section.origin === 'ours' ? W.ours : W.fromSource)[lang], true),
      ...section.body.map((text) => paragraph(text[lang])),
      ...(section.id === MODEL_SECTION ? [{ kind: 'model' as const, environment: catalogue.environment }] : []),
      ...(section.id === COMPONENT_SECTION ? [componentTable(catalogue.environment, lang)] : []),
      ...(section.id === last ? procedures.flatMap((procedure) => procedureBlocks(catalogue, procedure, lang)) : []),
    ]),
  ]
}

function procedureBlocks(catalogue: Catalogue, procedure: Procedure, lang: Lang): readonly Block[] {
  const { id, title, origin, technicalInformation, explanation, implementationStandards } = procedure
  const bullets = implementationStandards.map(({ n, text, alternativeTo = [] }) => {
    const instead = alternativeTo.length === 0 ? '' : W.alternative[lang].replace('{n}', alternativeTo.join(', '))
    return `(${n}) ${text[lang]}${instead}`
  })
  const rows: readonly (readonly [Text, string])[] = [
    [W.controls, controlsText(catalogue, procedure, lang)],
    [
      W.cells,
      procedure.cells.map((each) => cellName(catalogue.environment, each)[lang]).join(lang === 'ja' ? '、' : ', '),
    ],
    [W.technical, technicalInformation[lang]],
    [W.standards, bullets.join('\n')],
    [W.explanation, explanation[lang]],
  ]
  return [
    heading(3, id, `${id} ${title[lang]}`),
    paragraph((origin === 'ours' ? W.ours : W.fromSourceProcedure)[lang], true),
    { kind: 'table', head: [], widths: [20, 80], rows: rows.map(([word, text]) => [strong(word[lang]), cell(text)]) },
    ...procedure.guides.flatMap((guide) => guideBlocks(guide, lang)),
  ]
}

const strong = (text: string): Cell => [[{ text, strong: true }]]

const controlsText = (catalogue: Catalogue, { controls }: Procedure, lang: Lang): string =>
  controls
    .map(({ edition, item }) => {
      const found = findItem(catalogue, edition, item)
      return `${found?.edition.name[lang] ?? edition}  ${item} ${found?.item.title[lang] ?? ''}`
    })
    .join('\n')

/** The name of a cell: layer and kind, or service management. */
export function cellName({ layers, kinds }: Environment, id: ModelCell): Text {
  const [layer, kind] = id.split('/')
  const of = (lang: Lang): string => {
    const first = layers.find((each) => each.id === layer)?.title[lang]
    const second = kinds.find((each) => each.id === kind)?.title[lang]
    if (first === undefined || second === undefined) return W.serviceManagement[lang]
    return lang === 'ja' ? `${first}（${second}）` : `${first} (${second.toLowerCase()})`
  }
  return { ja: of('ja'), en: of('en') }
}

function guideBlocks(
  { n, confirm, expectedEvidence, techniques, finding, machine, evidence }: GuideItem,
  lang: Lang,
): readonly Block[] {
  const { judgeable, check, claims = [], note } = machine
  const named = [check ?? '', claims.join(', ')].filter((text) => text !== '').join(': ')
  const machineText = [JUDGEABLE[judgeable][lang] + (named === '' ? '' : ` (${named})`), note?.[lang] ?? ''].filter(
    (text) => text !== '',
  )
  const rows: readonly (readonly [string, string])[] = [
    [`${n} ${W.guide[lang]}`, confirm[lang]],
    [W.expected[lang], expectedEvidence[lang]],
    [W.techniques[lang], techniques.map((technique) => TECHNIQUES[technique][lang]).join(lang === 'ja' ? '、' : ', ')],
    [W.finding[lang], finding[lang]],
    [W.machine[lang], machineText.join('\n')],
  ]
  return [
    { kind: 'table', head: [], widths: [20, 80], rows: rows.map(([word, text]) => [strong(word), cell(text)]) },
    {
      kind: 'table',
      head: [W.source[lang], W.command[lang], W.what[lang]],
      widths: [16, 40, 44],
      rows: evidence.map(({ source, command, what }) => [
        cell(sourceName(source, lang)),
        cell(command),
        cell(what[lang]),
      ]),
    },
  ]
}

const sourceName = (source: string, lang: Lang): string => SOURCES.get(source)?.[lang] ?? source

const componentTable = (environment: Environment, lang: Lang): Block => ({
  kind: 'table',
  head: [W.componentLayer[lang], W.component[lang], W.cells[lang]],
  widths: [20, 36, 44],
  rows: environment.components.map(({ layer, title, cells }) => [
    cell(COMPONENT_LAYERS[layer][lang]),
    cell(title[lang]),
    cell(
      cells.length === 0
        ? W.outside[lang]
        : cells.map((each) => cellName(environment, each)[lang]).join(lang === 'ja' ? '、' : ', '),
    ),
  ]),
})

/** What the checks still to build can be read off. */
function listBlocks({ chapters }: Catalogue, lang: Lang): readonly Block[] {
  const rows = chapters
    .flatMap(({ procedures }) => procedures)
    .flatMap(({ id, title, guides }) =>
      guides.map(({ n, machine }) => [
        cell(`${id}/${n}`),
        cell(title[lang]),
        cell(JUDGEABLE[machine.judgeable][lang]),
        cell(machine.check ?? ''),
        cell(machine.evidenceSorts.join(', ')),
      ]),
    )
  const head = [W.number, W.guide, W.machine, W.check, W.evidenceSorts].map((word) => word[lang])
  return [heading(1, 'list', W.list[lang]), { kind: 'table', head, widths: [14, 32, 16, 16, 22], rows }]
}
