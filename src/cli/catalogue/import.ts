import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Lang } from '../../base/text.ts'
import { type Catalogue, findItem } from '../../catalogue/catalogue.ts'
import { MAX_FILE_BYTES } from '../../catalogue/door.ts'
import { importList } from '../../catalogue/import/items.ts'
import { type Import, importTexts, joinTexts, type LicensedTexts } from '../../catalogue/import/texts.ts'
import { type CatalogueProblem, problemOf } from '../../catalogue/messages.ts'
import type { WithOwn } from '../../catalogue/own.ts'
import { editionIdSchema } from '../../catalogue/schema.ts'
import { EXIT } from '../io.ts'
import { readSheet } from '../sheet/read-sheet.ts'
import { keep } from './folder.ts'
import { printJson, say, sayProblems, type Session } from './session.ts'

export interface ImportOptions {
  readonly edition?: string
  readonly as?: string
  readonly base?: string
  readonly name?: string
  readonly source?: string
  readonly textLang?: string
  readonly dryRun?: boolean
}

/** `--base none`: rules of one's own, whose numbers have nothing to do with a standard's. */
const NO_BASE = 'none'

type KeptFile =
  | { readonly kind: 'editions'; readonly name: string; readonly value: unknown }
  | { readonly kind: 'texts'; readonly name: string; readonly value: LicensedTexts }
type Kept = Import<readonly KeptFile[]>

/** `catalogue import FILE`: a licensed text on to an edition (`--edition`), or an official list as an edition of one's own (`--as`). Whole or not at all. */
export async function importFile(
  session: Session,
  opened: WithOwn,
  folder: string,
  file: string,
  options: ImportOptions,
): Promise<number> {
  const chosen = options.as ?? options.edition
  if (chosen === undefined) return say(session, 'wrongOption', { option: 'import', values: '--edition ID | --as ID' })
  if (!editionIdSchema.safeParse(chosen).success) return say(session, 'wrongId', { id: chosen })
  const result = await readImport(opened.catalogue, file, options)
  sayProblems(session, result.problems)
  if (result.value === null) return say(session, 'refused', {})
  if (options.dryRun === true) return report(session, result, [])
  const paths: string[] = []
  for (const file of withEarlier(opened.texts, result.value))
    paths.push(await keep(folder, file.kind, file.name, file.value))
  return report(session, result, paths)
}

function report(session: Session, { rows, value }: Kept, paths: readonly string[]): number {
  if (session.json)
    printJson(session, { rows, written: paths, files: value?.map(({ kind, name }) => `${kind}/${name}`) ?? [] })
  else say(session, paths.length === 0 ? 'dryRun' : 'imported', { rows, path: paths.join(', ') })
  return EXIT.proved
}

async function readImport(catalogue: Catalogue, file: string, options: ImportOptions): Promise<Kept> {
  const lang: Lang = options.textLang === 'en' ? 'en' : 'ja'
  const source = options.source ?? basename(file)
  if (extname(file).toLowerCase() === '.json') return importOscal(catalogue, file, options, source)
  const { sheet, problems } = await readSheet(file)
  if (sheet === null) return { value: null, problems, rows: 0 }
  if (options.as === undefined) {
    const texts = importTexts(catalogue, options.edition ?? '', sheet, { lang, source })
    return {
      ...texts,
      value: texts.value === null ? null : [{ kind: 'texts', name: texts.value.edition, value: texts.value }],
    }
  }
  const name = options.name ?? options.as
  const list = importList(catalogue, sheet, {
    id: options.as,
    name,
    publisher: source,
    base: options.base === NO_BASE ? null : (options.base ?? 'cism'),
    source,
    lang,
  })
  return { ...list, value: list.value === null ? null : filesOf(list.value) }
}

interface List {
  readonly edition: { readonly id: string }
  readonly texts: LicensedTexts
}

const filesOf = ({ edition, texts }: List): readonly KeptFile[] => [
  { kind: 'editions', name: edition.id, value: edition },
  { kind: 'texts', name: edition.id, value: texts },
]

/** What was laid on to the edition before stays, except where the new file says it again: ja and en may come in two files. */
const withEarlier = (before: readonly LicensedTexts[], files: readonly KeptFile[]): readonly KeptFile[] =>
  files.map((file) => (file.kind === 'texts' ? { ...file, value: joinTexts(before, file.value) } : file))

async function importOscal(catalogue: Catalogue, file: string, options: ImportOptions, source: string): Promise<Kept> {
  const { readCatalog } = await import('../../catalogue/oscal/read-catalog.ts')
  const { size } = await stat(file)
  if (size > MAX_FILE_BYTES)
    return { value: null, problems: [problemOf('too-large', { file, size, limit: MAX_FILE_BYTES })], rows: 0 }
  const text = await readFile(file, 'utf8')
  const read = readCatalog(text, { file, id: options.as ?? options.edition ?? '', source, known: catalogue })
  if (read.value === null) return { value: null, problems: read.problems, rows: 0 }
  const { edition, texts } = read.value
  if (options.as !== undefined) {
    const renamed = { edition: { ...edition, id: options.as }, texts: { ...texts, edition: options.as } }
    return { value: filesOf(renamed), problems: read.problems, rows: edition.items.length }
  }
  const laid = layOn(catalogue, options.edition ?? '', texts)
  const problems = [...read.problems, ...laid]
  return {
    value: laid.length > 0 ? null : [{ kind: 'texts', name: texts.edition, value: texts }],
    problems,
    rows: texts.texts.length,
  }
}

/** Another's texts may be laid only on to items that the edition has; and there have to be some. */
function layOn({ editions }: Catalogue, edition: string, { texts }: LicensedTexts): readonly CatalogueProblem[] {
  if (!editions.has(edition)) return [problemOf('edition-missing', { place: 'import', edition })]
  if (texts.length === 0) return [problemOf('nothing-to-import', {})]
  const missing = new Set(
    texts.map(({ item }) => item).filter((item) => findItem({ editions }, edition, item) === null),
  )
  return [...missing].map((item) => problemOf('item-missing', { place: 'import', edition, item }))
}
