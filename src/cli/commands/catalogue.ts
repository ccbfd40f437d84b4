import type { Command } from 'commander'
import { HELP, helpIn } from '../catalogue/help.ts'
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
    const say = (key: keyof typeof HELP): string => HELP[key][io.lang]
    const catalogue = helpIn(program.command('catalogue').description(say('catalogue')), io.lang).helpCommand(
      'help [command]',
      say('help'),
    )
    const add = (
      use: string,
      about: keyof typeof HELP,
      action: Action,
      more: (command: Command) => Command = (same) => same,
    ): void => {
      const command = more(withCommon(catalogue.command(use).description(say(about)), io.lang))
      command.action(async (...words: unknown[]) => {
        const given = words
          .slice(0, -2)
          .flat()
          .map((word) => (typeof word === 'string' ? word : ''))
        exit(await run(action, command.opts<Options>(), given, io))
      })
    }
    add('list', 'list', reads('list'))
    add('show <edition> [item]', 'show', reads('show'))
    add('items <edition>', 'items', reads('items'), (command) =>
      command.option('--all', say('all')).option('--role <role...>', say('onlyRole')),
    )
    add('resolve <edition>', 'resolve', reads('resolve'), (command) => command.option('--role <role...>', say('role')))
    add('map <from> <to> [item]', 'map', reads('map'))
    add('diff <from> <to>', 'diff', reads('diff'), (command) =>
      command.option('--format <format>', say('diffFormat')).option('--out <file>', say('out')),
    )
    add('search <words...>', 'search', reads('search'), (command) =>
      command.option('--edition <edition>', say('inEdition')),
    )
    add('carry <from> <to> <answers>', 'carry', reads('carry'))
    add('import <file>', 'import', writes('importAction'), (command) => importOptions(command, say))
    add('export <edition>', 'export', writes('exportAction'), (command) =>
      command.option('--format <format>', say('exportFormat'), 'oscal').option('--out <file>', say('out')),
    )
    add('correct <edition> <item>', 'correct', writes('correct'), (command) =>
      command
        .option('--ja <title>', say('titleJa'))
        .option('--en <title>', say('titleEn'))
        .requiredOption('--by <name>', say('corrector')),
    )
    add('confirm <edition>', 'confirm', writes('confirm'), (command) =>
      command.requiredOption('--by <name>', say('checker')),
    )
  },
}

const importOptions = (command: Command, say: (key: keyof typeof HELP) => string): Command =>
  command
    .option('--edition <edition>', say('layOn'))
    .option('--as <id>', say('as'))
    .option('--base <edition>', say('base'), 'cism')
    .option('--name <name>', say('name'))
    .option('--source <words>', say('source'))
    .option('--text-lang <lang>', say('textLang'), 'ja')
    .option('--dry-run', say('dryRun'))

async function run(action: Action, options: Options, words: readonly string[], io: Io): Promise<number> {
  const session = sessionOf(options, io)
  if (session === null) return EXIT.usage
  const { catalogueFolder, openCatalogue } = await import('../catalogue/folder.ts')
  const folder = catalogueFolder(options.catalogue)
  const opened = await openCatalogue(folder)
  sayProblems(session, opened.problems)
  return action({ ...opened, session, folder, options }, ...words)
}
