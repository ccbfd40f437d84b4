import { readFile } from 'node:fs/promises'
import { HELP, helpIn } from '../catalogue/help.ts'
import {
  answer,
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
import type { WithOwn } from '../../catalogue/own.ts'
import type { Role } from '../../catalogue/schema.ts'

interface Options extends CommonOptions {
  readonly role?: readonly string[]
  readonly out?: string
  readonly with?: readonly string[]
}

interface Work extends WithOwn {
  readonly session: Session
  readonly options: Options
}

type Action = (work: Work, words: readonly string[]) => Promise<number>

/** `akashi oscal …`: standards and the guide as OSCAL 1.2, and checks of anybody's OSCAL documents. */
export const oscalCommand: CliCommand = {
  register(program, io, exit) {
    const word = (key: keyof typeof HELP): string => HELP[key][io.lang]
    const oscal = helpIn(program.command('oscal').description(word('oscal')), io.lang).helpCommand(
      'help [command]',
      word('help'),
    )
    const add = (use: string, about: keyof typeof HELP, action: Action) => {
      const command = withCommon(oscal.command(use).description(word(about)), io.lang).option(
        '--out <file>',
        word('out'),
      )
      command.action(async (...words: unknown[]) => {
        const given = words
          .slice(0, -2)
          .flat()
          .map((word) => (typeof word === 'string' ? word : ''))
        exit(await run(action, given, command.opts<Options>(), io))
      })
      return command
    }
    add('catalog <edition>', 'oscalCatalog', catalog)
    add('profile <edition>', 'oscalProfile', profile).option('--role <role...>', word('role'))
    add('mapping <from> <to>', 'oscalMapping', mapping)
    add('plan', 'oscalPlan', plan)
    add('check <file>', 'oscalCheck', check).option('--with <file...>', word('oscalWith'))
    add('read <file>', 'oscalRead', read)
  },
}

async function run(action: Action, words: readonly string[], options: Options, io: Io): Promise<number> {
  const session = sessionOf(options, io)
  if (session === null) return EXIT.usage
  const { catalogueFolder, openCatalogue } = await import('../catalogue/folder.ts')
  const opened = await openCatalogue(catalogueFolder(options.catalogue))
  sayProblems(session, opened.problems)
  return action({ ...opened, session, options }, words)
}

const document = ({ session, options }: Work, value: unknown): Promise<number> =>
  deliver(session, options.out, `${JSON.stringify(value, null, 2)}\n`)

const catalog: Action = async (work, [id = '']) => {
  const edition = work.catalogue.editions.get(id)
  if (edition === undefined) return say(work.session, 'unknownEdition', { edition: id })
  const { writeCatalog } = await import('../../catalogue/oscal/write-catalog.ts')
  return document(work, writeCatalog(edition, work.catalogue.questions.get(id)))
}

const ROLES: readonly Role[] = ['customer', 'provider']

const profile: Action = async (work, [edition = '']) => {
  const { role = ROLES } = work.options
  const roles = ROLES.filter((each) => role.includes(each))
  if (roles.length !== new Set(role).size)
    return say(work.session, 'wrongOption', { option: '--role', values: ROLES.join(', ') })
  const { writeProfile } = await import('../../catalogue/oscal/profile.ts')
  const written = writeProfile(work.catalogue, { edition, roles })
  return written === null ? say(work.session, 'unknownEdition', { edition }) : document(work, written)
}

const mapping: Action = async (work, [from = '', to = '']) => {
  const { findMapping } = await import('../../catalogue/mapping.ts')
  const { writeMapping } = await import('../../catalogue/oscal/mapping.ts')
  const found = findMapping(work.catalogue, from, to)
  return found === null ? say(work.session, 'noMapping', { from, to }) : document(work, writeMapping(found))
}

const plan: Action = async (work) => {
  const { writePlan } = await import('../../catalogue/oscal/plan.ts')
  return document(work, writePlan(work.catalogue.chapters))
}

const MAX_BYTES = 64 << 20

/** The document in the file, or the reason why there is none. */
async function open(path: string): Promise<{ readonly value: unknown } | { readonly detail: string }> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.length > MAX_BYTES) return { detail: `${text.length} > ${MAX_BYTES}` }
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    return { detail: error instanceof Error ? error.message : String(error) }
  }
}

const check: Action = async ({ session, options }, [file = '']) => {
  const { danglingReferences, uncheckedReferences } = await import('../../base/oscal/references.ts')
  const paths = [file, ...(options.with ?? [])]
  const opened = await Promise.all(paths.map(open))
  const failed = opened.findIndex((each) => 'detail' in each)
  const first = opened[failed]
  if (first !== undefined && 'detail' in first)
    return say(session, 'wrongFile', { path: paths[failed] ?? '', detail: first.detail })
  const [own, ...others] = opened.map((each) => ('value' in each ? each.value : null))
  const stranger = [own, ...others].findIndex((each) => !isOscal(each))
  if (stranger !== -1) return say(session, 'notOscal', { path: paths[stranger] ?? '' })
  const dangling = danglingReferences(own, others)
  const unchecked = uncheckedReferences(own, others)
  if (session.json) printJson(session, dangling)
  else if (dangling.length === 0 && unchecked === 0) answer(session, 'noDangling', {})
  else for (const { pointer, kind, reference } of dangling) answer(session, 'dangling', { pointer, kind, reference })
  if (unchecked > 0) say(session, 'unchecked', { count: unchecked })
  return dangling.length > 0 ? EXIT.finding : unchecked > 0 ? EXIT.undetermined : EXIT.proved
}

/** The models of OSCAL 1.2: a document is an object with one of these members. */
const MODELS: ReadonlySet<string> = new Set([
  'catalog',
  'profile',
  'mapping-collection',
  'component-definition',
  'system-security-plan',
  'assessment-plan',
  'assessment-results',
  'plan-of-action-and-milestones',
])

const isOscal = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  Object.entries(document).some(
    ([name, model]) => MODELS.has(name) && typeof model === 'object' && model !== null && !Array.isArray(model),
  )

const read: Action = async ({ session, catalogue }, [file = '']) => {
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    error instanceof Error ? error : new Error(String(error)),
  )
  if (text instanceof Error) return say(session, 'wrongFile', { path: file, detail: text.message })
  if (text.length > MAX_BYTES) return say(session, 'wrongFile', { path: file, detail: `${text.length} > ${MAX_BYTES}` })
  const { readCatalog } = await import('../../catalogue/oscal/read-catalog.ts')
  const { readProfile } = await import('../../catalogue/oscal/profile.ts')
  const isProfile = /^\s*\{\s*"profile"/.test(text)
  const result = isProfile
    ? readProfile(text, file)
    : readCatalog(text, { file, id: 'imported', source: file, known: catalogue })
  sayProblems(session, result.problems)
  if (result.value === null) return EXIT.usage
  printJson(session, result.value)
  return EXIT.proved
}
