import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LicensedTexts } from '../../catalogue/import/texts.ts'
import type { Published } from '../../catalogue/revision/publish.ts'
import type { Revision } from '../../catalogue/revision/schema.ts'
import type { Edition } from '../../catalogue/schema.ts'
import {
  type CommonOptions,
  deliver,
  printJson,
  say,
  sayProblems,
  type Session,
  sessionOf,
  withCommon,
} from '../catalogue/session.ts'
import { HELP, helpIn } from '../catalogue/help.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'

interface Options extends CommonOptions {
  readonly base?: string
  readonly kind?: string
  readonly format?: string
  readonly out?: string
  readonly keep?: boolean
}

interface Work {
  readonly session: Session
  readonly options: Options
  readonly folder: string
  readonly revision: Revision
  /** Null where the base edition is unknown. */
  readonly published: Published | null
  readonly errors: number
  /** The base of `--base`, where the catalogue does not have it yet, and its texts. */
  readonly unkept: readonly Edition[]
  readonly baseTexts: readonly LicensedTexts[]
}

type Action = (work: Work) => Promise<number> | number

/** `akashi revision …`: revising a standard of one's own from `revision.yaml`. */
export const revisionCommand: CliCommand = {
  register(program, io, exit) {
    const say = (key: keyof typeof HELP): string => HELP[key][io.lang]
    const revision = helpIn(program.command('revision').description(say('revision')), io.lang).helpCommand(
      'help [command]',
      say('help'),
    )
    const add = (use: string, about: keyof typeof HELP, action: Action) => {
      const command = withCommon(revision.command(use).description(say(about)), io.lang).option(
        '--base <file>',
        say('baseFile'),
      )
      command.action(async (file: string) => exit(await run(action, file, command.opts<Options>(), io)))
      return command
    }
    add('check <file>', 'revisionCheck', check)
    add('table <file>', 'table', table)
      .option('--kind <kind>', say('kind'), 'all')
      .option('--format <format>', say('tableFormat'), 'xlsx')
      .requiredOption('--out <file>', say('tableOut'))
    add('publish <file>', 'publish', publish)
      .requiredOption('--out <folder>', say('publishOut'))
      .option('--keep', say('keep'))
  },
}

async function run(action: Action, file: string, options: Options, io: Io): Promise<number> {
  const session = sessionOf(options, io)
  if (session === null) return EXIT.usage
  const { readRevision } = await import('../../catalogue/revision/read.ts')
  const { checkRevision } = await import('../../catalogue/revision/check.ts')
  const { publishRevision } = await import('../../catalogue/revision/publish.ts')
  const { catalogueFolder, openCatalogue } = await import('../catalogue/folder.ts')
  const text = await readable(file)
  if (text instanceof Error) return say(session, 'wrongFile', { path: file, detail: text.message })
  const read = readRevision(text, file)
  sayProblems(session, read.problems)
  if (read.value === null) return EXIT.usage
  const folder = catalogueFolder(options.catalogue)
  const opened = await openCatalogue(folder)
  const base = await baseOf(options.base)
  const unkept = base.editions.flatMap(([id, edition]) => (opened.catalogue.editions.has(id) ? [] : [edition]))
  sayProblems(session, [...opened.problems, ...base.problems])
  const editions = new Map([...opened.catalogue.editions, ...base.editions])
  const published = publishRevision({ editions }, read.value, [...opened.texts, ...base.texts])
  const problems = checkRevision({ editions }, read.value, published)
  sayProblems(session, problems)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return action({ session, options, folder, revision: read.value, published, errors, unkept, baseTexts: base.texts })
}

const readable = (path: string): Promise<string | Error> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'syscall' in error) return error
    throw error
  })

/** A base edition from a file, with the texts that stand in `….texts.json` beside it. */
async function baseOf(path: string | undefined) {
  const { enterJson } = await import('../../catalogue/door.ts')
  const { editionSchema } = await import('../../catalogue/schema.ts')
  const { licensedTextsSchema } = await import('../../catalogue/import/texts.ts')
  const { problemOf } = await import('../../catalogue/messages.ts')
  if (path === undefined) return { editions: [], texts: [], problems: [] }
  const text = await readable(path)
  if (text instanceof Error)
    return { editions: [], texts: [], problems: [problemOf('not-json', { file: path, detail: text.message })] }
  const edition = enterJson(editionSchema, text, path)
  const beside = path.replace(/\.json$/, '.texts.json')
  const more = beside === path ? new Error('none') : await readable(beside)
  const texts = more instanceof Error ? { value: null, problems: [] } : enterJson(licensedTextsSchema, more, beside)
  return {
    editions: edition.value === null ? [] : [[edition.value.id, edition.value] as const],
    texts: texts.value === null ? [] : [texts.value],
    problems: [...edition.problems, ...texts.problems],
  }
}

async function check({ session, revision, published, errors }: Work): Promise<number> {
  const { commentCounts } = await import('../../catalogue/revision/check.ts')
  const summary = {
    edition: revision.edition.id,
    base: revision.base,
    policies: revision.policies.length,
    changes: revision.changes.length,
    comments: commentCounts(revision),
    meetings: revision.meetings.length,
    items: published?.edition.items.filter(({ retired }) => retired !== true).length ?? 0,
    errors,
  }
  if (session.json) printJson(session, summary)
  else session.io.out(`${summaryText(session, summary)}\n`)
  return errors === 0 ? EXIT.proved : EXIT.finding
}

interface Summary {
  readonly changes: number
  readonly policies: number
  readonly comments: { readonly reflect: number; readonly doNotReflect: number; readonly open: number }
  readonly errors: number
}

const summaryText = ({ lang }: Session, { changes, policies, comments, errors }: Summary): string =>
  lang === 'ja'
    ? `変更 ${changes} 件、改訂方針 ${policies} 件、意見: 反映すべき ${comments.reflect} 件・反映すべきではない ${comments.doNotReflect} 件・未定 ${comments.open} 件。${errors === 0 ? '発行できます。' : `誤り ${errors} 件があり、発行できません。`}`
    : `${changes} changes, ${policies} policies; comments: ${comments.reflect} to reflect, ${comments.doNotReflect} not, ${comments.open} open. ${errors === 0 ? 'Ready to publish.' : `${errors} errors: not to be published.`}`

const KINDS = ['comparison', 'comments', 'policies', 'all'] as const
type Kind = (typeof KINDS)[number]
const isKind = (text: string): text is Kind => KINDS.some((kind) => kind === text)

async function tablesOf({ session: { lang }, revision }: Work, published: Published, kind: Kind) {
  const { commentTable, comparisonTable, policyTable } = await import('../../report/standards/revision-tables.ts')
  const tables = {
    comparison: comparisonTable(published, revision, lang),
    comments: commentTable(revision, lang),
    policies: policyTable(revision, lang),
  }
  return kind === 'all' ? [tables.comparison, tables.comments, tables.policies] : [tables[kind]]
}

async function table(work: Work): Promise<number> {
  const { session, options, published } = work
  const { isTableFormat, renderTables, TABLE_FORMATS } = await import('../catalogue/tables.ts')
  const { format = 'xlsx', kind = 'all' } = options
  if (!isTableFormat(format))
    return say(session, 'wrongOption', { option: '--format', values: TABLE_FORMATS.join(', ') })
  if (!isKind(kind)) return say(session, 'wrongOption', { option: '--kind', values: KINDS.join(', ') })
  if (published === null) return EXIT.usage
  await deliver(session, options.out, await renderTables(await tablesOf(work, published, kind), format, session.lang))
  return work.errors === 0 ? EXIT.proved : EXIT.finding
}

/** R-5: nothing is published while a check fails. R-6: everything that comes of it. */
async function publish(work: Work): Promise<number> {
  const { session, options, published, folder } = work
  if (published === null) return EXIT.usage
  if (work.errors > 0) {
    say(session, 'notPublished', {})
    return EXIT.finding
  }
  const out = options.out ?? '.'
  await mkdir(out, { recursive: true })
  const { renderTables, TABLE_FORMATS } = await import('../catalogue/tables.ts')
  const { edition, mapping, texts } = published
  const tables = await tablesOf(work, published, 'all')
  const files: (readonly [string, string | Uint8Array])[] = [
    [`${edition.id}.json`, json(edition)],
    [`${edition.id}.texts.json`, json(texts)],
    [`${mapping.id}.json`, json(mapping)],
  ]
  for (const format of TABLE_FORMATS)
    files.push([`${edition.id}.${format}`, await renderTables(tables, format, session.lang)])
  for (const [name, content] of files) await writeFile(join(out, name), content)
  if (options.keep === true) {
    const { keep } = await import('../catalogue/folder.ts')
    // Without its base the mapping would lead from an edition that nobody has.
    for (const one of work.unkept) await keep(folder, 'editions', one.id, one)
    for (const one of work.baseTexts)
      if (work.unkept.some(({ id }) => id === one.edition)) await keep(folder, 'texts', one.edition, one)
    await keep(folder, 'editions', edition.id, edition)
    await keep(folder, 'mappings', mapping.id, mapping)
    await keep(folder, 'texts', edition.id, texts)
  }
  const names = files.map(([name]) => join(out, name))
  if (session.json) printJson(session, { edition: edition.id, mapping: mapping.id, files: names })
  else for (const path of names) say(session, 'written', { path })
  return EXIT.proved
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
