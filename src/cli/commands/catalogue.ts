import type { Command } from 'commander'
import type { Role } from '../../catalogue/schema.ts'
import type { WithOwn } from '../../catalogue/own.ts'
import type { ImportOptions } from '../catalogue/import.ts'
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
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'

interface Options extends CommonOptions, ImportOptions {
  readonly all?: boolean
  readonly role?: readonly string[]
  readonly format?: string
  readonly out?: string
  readonly ja?: string
  readonly en?: string
  readonly by?: string
}

interface Work extends WithOwn {
  readonly session: Session
  readonly folder: string
  readonly options: Options
}

type Action = (work: Work, ...words: readonly string[]) => Promise<number> | number

/** `akashi catalogue …`: the standards as data. */
export const catalogueCommand: CliCommand = {
  register(program, io, exit) {
    const catalogue = program
      .command('catalogue')
      .description('standards as data: editions, items, mappings, your own texts')
    const add = (
      use: string,
      about: string,
      action: Action,
      more: (command: Command) => Command = (same) => same,
    ): void => {
      const command = more(withCommon(catalogue.command(use).description(about)))
      command.action(async (...words: unknown[]) => {
        const given = words
          .slice(0, -2)
          .flat()
          .map((word) => (typeof word === 'string' ? word : ''))
        exit(await run(action, command.opts<Options>(), given, io))
      })
    }
    add('list', 'the editions', list)
    add('show <edition> [item]', 'an edition, or one item with our questions, your text and its mappings', show)
    add('items <edition>', 'the items of an edition', items, (command) =>
      command
        .option('--all', 'with clauses, objectives, errata and retired numbers')
        .option('--role <role...>', 'only items that speak to customer or provider'),
    )
    add('resolve <edition>', 'base, cloud and role as one list', resolve, (command) =>
      command.option('--role <role...>', 'customer, provider; both where not given'),
    )
    add('map <from> <to> [item]', 'the mapping between two editions', map)
    add('diff <from> <to>', 'two editions side by side', diff, (command) =>
      command.option('--format <format>', 'text, json, xlsx, pdf or docx').option('--out <file>', 'write to a file'),
    )
    add('search <words...>', 'items whose number, title or our own texts hold the words', search, (command) =>
      command.option('--edition <edition>', 'only in this edition'),
    )
    add(
      'carry <from> <to> <answers>',
      'carry answers (a JSON array of {item, answer}) from one edition to another',
      carry,
    )
    add(
      'import <file>',
      'your licensed text (--edition) or an official list (--as): csv, tsv, xlsx or OSCAL',
      importAction,
      importOptions,
    )
    add('export <edition>', 'an edition as OSCAL, JSON or CSV', exportAction, (command) =>
      command.option('--format <format>', 'oscal, json or csv', 'oscal').option('--out <file>', 'write to a file'),
    )
    add('correct <edition> <item>', 'correct a title that was not confirmed', correct, (command) =>
      command
        .option('--ja <title>', 'the Japanese title')
        .option('--en <title>', 'the English title')
        .requiredOption('--by <name>', 'who corrects it'),
    )
    add('confirm <edition>', 'record that an unconfirmed edition agrees with your own copy', confirm, (command) =>
      command.requiredOption('--by <name>', 'who checked it'),
    )
  },
}

const importOptions = (command: Command): Command =>
  command
    .option('--edition <edition>', 'lay the text on to this edition')
    .option('--as <id>', 'make an edition of your own with this id')
    .option('--base <edition>', 'the edition that your list goes on from', 'cism')
    .option('--name <name>', 'the name of your edition')
    .option('--source <words>', 'whose copy it is')
    .option('--text-lang <lang>', 'the language of columns that do not say it', 'ja')
    .option('--dry-run', 'check every row and write nothing')

async function run(action: Action, options: Options, words: readonly string[], io: Io): Promise<number> {
  const session = sessionOf(options, io)
  if (session === null) return EXIT.usage
  const { catalogueFolder, openCatalogue } = await import('../catalogue/folder.ts')
  const folder = catalogueFolder(options.catalogue)
  const opened = await openCatalogue(folder)
  sayProblems(session, opened.problems)
  return action({ ...opened, session, folder, options }, ...words)
}

const browse = () => import('../catalogue/browse.ts')

async function list({ catalogue, session }: Work): Promise<number> {
  const { listOf, listText } = await browse()
  if (session.json) printJson(session, listOf(catalogue))
  else session.io.out(listText(catalogue, session.lang))
  return EXIT.proved
}

/** The edition, or a sentence that there is none. */
function editionOf(work: Work, id: string) {
  const { catalogue, session } = work
  const edition = catalogue.editions.get(id)
  if (edition === undefined) say(session, 'unknownEdition', { edition: id })
  noteUnconfirmed(work, id)
  return edition ?? null
}

/** An unconfirmed edition is called so wherever it shows. */
function noteUnconfirmed({ catalogue, session }: Work, ...ids: readonly string[]): void {
  for (const id of ids)
    if (catalogue.editions.get(id)?.status === 'unconfirmed') say(session, 'unconfirmedEdition', { edition: id })
}

async function show(work: Work, id = '', item?: string): Promise<number> {
  const { session } = work
  const edition = editionOf(work, id)
  if (edition === null) return EXIT.usage
  const { editionText, itemSheet, itemText } = await import('../catalogue/show.ts')
  if (item === undefined || item === '') {
    if (session.json) printJson(session, { ...edition, items: edition.items.length })
    else session.io.out(editionText(edition, session.lang))
    return EXIT.proved
  }
  const sheet = itemSheet(work.catalogue, work.texts, id, item)
  if (sheet === null) return say(session, 'unknownItem', { edition: id, item })
  if (session.json) printJson(session, sheet)
  else session.io.out(itemText(sheet, session.lang))
  return EXIT.proved
}

const ROLES: readonly Role[] = ['customer', 'provider']

/** The roles asked for (both where none is), or null where one is no role. */
function rolesOf({ session, options: { role = ROLES } }: Work): readonly Role[] | null {
  const roles = ROLES.filter((each) => role.includes(each))
  if (roles.length === new Set(role).size) return roles
  say(session, 'wrongOption', { option: '--role', values: ROLES.join(', ') })
  return null
}

async function items(work: Work, id = ''): Promise<number> {
  const { session, options } = work
  const edition = editionOf(work, id)
  const roles = rolesOf(work)
  if (edition === null || roles === null) return EXIT.usage
  const { itemsJson, itemsOf, itemsText } = await browse()
  const only = options.role === undefined || roles.length !== 1 ? undefined : roles[0]
  const listed = itemsOf(edition, options.all === true, only)
  if (session.json) printJson(session, itemsJson(listed))
  else session.io.out(itemsText(listed, session.lang))
  return EXIT.proved
}

async function resolve(work: Work, id = ''): Promise<number> {
  const { session, catalogue } = work
  const roles = rolesOf(work)
  if (editionOf(work, id) === null || roles === null) return EXIT.usage
  const { resolveProfile } = await import('../../catalogue/resolve.ts')
  const { resolveText } = await browse()
  if (session.json) printJson(session, resolveProfile(catalogue, { edition: id, roles }))
  else session.io.out(resolveText(catalogue, id, roles, session.lang))
  return EXIT.proved
}

async function map(work: Work, from = '', to = '', item?: string): Promise<number> {
  const { session, catalogue } = work
  const { mapRows, mapText } = await browse()
  const rows = mapRows(catalogue, from, to, item === '' ? undefined : item)
  if (rows === null) return say(session, 'noMapping', { from, to })
  noteUnconfirmed(work, from, to)
  if (session.json) printJson(session, rows)
  else session.io.out(mapText(rows, session.lang))
  return EXIT.proved
}

async function diff(work: Work, from = '', to = ''): Promise<number> {
  const { session, catalogue, options } = work
  const { diffEditions } = await import('../../catalogue/diff.ts')
  const rows = diffEditions(catalogue, from, to)
  if (rows === null) return say(session, 'noMapping', { from, to })
  noteUnconfirmed(work, from, to)
  const format = session.json ? 'json' : (options.format ?? 'text')
  if (format === 'json') return deliver(session, options.out, `${JSON.stringify(rows, null, 2)}\n`)
  if (format === 'text')
    return deliver(session, options.out, (await browse()).diffText(catalogue, from, to, session.lang))
  const { editionsTable, isTableFormat, renderTables } = await import('../catalogue/tables.ts')
  if (!isTableFormat(format))
    return say(session, 'wrongOption', { option: '--format', values: 'text, json, xlsx, pdf, docx' })
  return deliver(
    session,
    options.out,
    await renderTables([editionsTable(catalogue, from, to, session.lang)], format, session.lang),
  )
}

async function search(work: Work, ...words: readonly string[]): Promise<number> {
  const { session, catalogue, options } = work
  const { searchItems } = await import('../../catalogue/search.ts')
  const query = words.join(' ')
  if (session.json) printJson(session, searchItems(catalogue, query, options.edition))
  else session.io.out((await browse()).searchText(catalogue, query, options.edition, session.lang))
  return EXIT.proved
}

async function carry(work: Work, from = '', to = '', file = ''): Promise<number> {
  const { session, catalogue } = work
  const { readAnswers } = await import('../catalogue/answers.ts')
  const { carryAnswers } = await import('../../catalogue/carry.ts')
  const { findMapping } = await import('../../catalogue/mapping.ts')
  const mapping = findMapping(catalogue, from, to)
  if (mapping === null) return say(session, 'noMapping', { from, to })
  noteUnconfirmed(work, from, to)
  const { value, problems } = await readAnswers(file)
  sayProblems(session, problems)
  if (value === null) return EXIT.usage
  const carried = carryAnswers(mapping, value)
  if (session.json) printJson(session, carried)
  else session.io.out((await browse()).carryText(carried, session.lang))
  return EXIT.proved
}

async function importAction(work: Work, file = ''): Promise<number> {
  const { importFile } = await import('../catalogue/import.ts')
  const { shippedCatalogue } = await import('../../catalogue/shipped.ts')
  const { session, options } = work
  if (options.as !== undefined && shippedCatalogue().editions.has(options.as))
    return say(session, 'alreadyShipped', { id: options.as })
  return readable(session, file, () => importFile(session, work, work.folder, file, options))
}

/** A file that cannot be opened is the user's to mend; anything else is a bug. */
async function readable(session: Session, path: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    return say(session, 'wrongFile', { path, detail: error.message })
  }
}

async function exportAction(work: Work, id = ''): Promise<number> {
  const { session, catalogue, options } = work
  const edition = editionOf(work, id)
  if (edition === null) return EXIT.usage
  const { exportEdition, isExportFormat } = await import('../catalogue/export.ts')
  const { format = 'oscal' } = options
  if (!isExportFormat(format)) return say(session, 'wrongOption', { option: '--format', values: 'oscal, json, csv' })
  return deliver(session, options.out, exportEdition(catalogue, work.texts, edition, format, session.lang))
}

async function correct(work: Work, edition = '', item = ''): Promise<number> {
  const { session, catalogue, options, folder } = work
  const { shippedCatalogue } = await import('../../catalogue/shipped.ts')
  const { keepCorrection } = await import('../catalogue/folder.ts')
  const found = (shippedCatalogue().editions.get(edition) ?? catalogue.editions.get(edition))?.items.find(
    ({ id }) => id === item,
  )
  if (found === undefined) return say(session, 'unknownItem', { edition, item })
  let path = ''
  for (const lang of ['ja', 'en'] as const) {
    const title = options[lang]
    if (title === undefined || title === '') continue
    const at = new Date().toISOString()
    path = await keepCorrection(folder, {
      edition,
      item,
      lang,
      title,
      instead: found.title[lang],
      by: options.by ?? '',
      at,
    })
  }
  if (path === '') return say(session, 'wrongOption', { option: 'correct', values: '--ja, --en' })
  say(session, 'corrected', { edition, item, path })
  return EXIT.proved
}

async function confirm(work: Work, edition = ''): Promise<number> {
  const { session, catalogue, options, folder } = work
  if (!catalogue.editions.has(edition)) return say(session, 'unknownEdition', { edition })
  const { keepConfirmation } = await import('../catalogue/folder.ts')
  const path = await keepConfirmation(folder, { edition, by: options.by ?? '', at: new Date().toISOString() })
  say(session, 'confirmed', { edition, path })
  return EXIT.proved
}
