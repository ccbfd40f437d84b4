import type { Command } from 'commander'
import { sayProblems, sessionOf, withCommon } from '../catalogue/session.ts'
import type { Action, Options } from '../catalogue/work.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'

type Actions<Module> = { [Name in keyof Module]: Module[Name] extends Action ? Name : never }[keyof Module]

/** Actions are loaded when they are wanted, so that the help stays quick. */
const reads =
  (name: Actions<typeof import('../catalogue/reading.ts')>): Action =>
  async (...given) =>
    (await import('../catalogue/reading.ts'))[name](...given)
const writes =
  (name: Actions<typeof import('../catalogue/writing.ts')>): Action =>
  async (...given) =>
    (await import('../catalogue/writing.ts'))[name](...given)

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
    add('list', 'the editions', reads('list'))
    add(
      'show <edition> [item]',
      'an edition, or one item with our questions, your text and its mappings',
      reads('show'),
    )
    add('items <edition>', 'the items of an edition', reads('items'), (command) =>
      command
        .option('--all', 'with clauses, objectives, errata and retired numbers')
        .option('--role <role...>', 'only items that speak to customer or provider'),
    )
    add('resolve <edition>', 'base, cloud and role as one list', reads('resolve'), (command) =>
      command.option('--role <role...>', 'customer, provider; both where not given'),
    )
    add('map <from> <to> [item]', 'the mapping between two editions', reads('map'))
    add('diff <from> <to>', 'two editions side by side', reads('diff'), (command) =>
      command.option('--format <format>', 'text, json, xlsx, pdf or docx').option('--out <file>', 'write to a file'),
    )
    add('search <words...>', 'items whose number, title or our own texts hold the words', reads('search'), (command) =>
      command.option('--edition <edition>', 'only in this edition'),
    )
    add(
      'carry <from> <to> <answers>',
      'carry answers (a JSON array of {item, answer}) from one edition to another',
      reads('carry'),
    )
    add(
      'import <file>',
      'your licensed text (--edition) or an official list (--as): csv, tsv, xlsx or OSCAL',
      writes('importAction'),
      importOptions,
    )
    add('export <edition>', 'an edition as OSCAL, JSON or CSV', writes('exportAction'), (command) =>
      command.option('--format <format>', 'oscal, json or csv', 'oscal').option('--out <file>', 'write to a file'),
    )
    add('correct <edition> <item>', 'correct a title that was not confirmed', writes('correct'), (command) =>
      command
        .option('--ja <title>', 'the Japanese title')
        .option('--en <title>', 'the English title')
        .requiredOption('--by <name>', 'who corrects it'),
    )
    add(
      'confirm <edition>',
      'record that an unconfirmed edition agrees with your own copy',
      writes('confirm'),
      (command) => command.requiredOption('--by <name>', 'who checked it'),
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
