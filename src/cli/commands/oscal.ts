import { readFile } from 'node:fs/promises'
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
    const oscal = program
      .command('oscal')
      .description('standards and the audit guide as OSCAL 1.2; checks of OSCAL documents')
    const add = (use: string, about: string, action: Action) => {
      const command = withCommon(oscal.command(use).description(about)).option('--out <file>', 'write to a file')
      command.action(async (...words: unknown[]) => {
        const given = words
          .slice(0, -2)
          .flat()
          .map((word) => (typeof word === 'string' ? word : ''))
        exit(await run(action, given, command.opts<Options>(), io))
      })
      return command
    }
    add('catalog <edition>', 'an edition as a catalog', catalog)
    add('profile <edition>', 'an edition in a role as a profile', profile).option(
      '--role <role...>',
      'customer, provider; both where not given',
    )
    add('mapping <from> <to>', 'the mapping of two editions as a mapping-collection', mapping)
    add('plan', 'the audit guide as an assessment-plan', plan)
    add(
      'check <file>',
      'references that lead nowhere, which the JSON schema lets through; exit 1 where there are some',
      check,
    ).option('--with <file...>', 'documents that it builds on: catalogs, system security plan, plan')
    add('read <file>', 'what we read of a catalog or profile, and what not', read)
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
  const { danglingReferences } = await import('../../base/oscal/references.ts')
  const paths = [file, ...(options.with ?? [])]
  const opened = await Promise.all(paths.map(open))
  const failed = opened.findIndex((each) => 'detail' in each)
  const first = opened[failed]
  if (first !== undefined && 'detail' in first)
    return say(session, 'wrongFile', { path: paths[failed] ?? '', detail: first.detail })
  const [own, ...others] = opened.map((each) => ('value' in each ? each.value : null))
  const dangling = danglingReferences(own, others)
  if (session.json) printJson(session, dangling)
  else if (dangling.length === 0) answer(session, 'noDangling', {})
  else for (const { pointer, kind, reference } of dangling) answer(session, 'dangling', { pointer, kind, reference })
  return dangling.length === 0 ? EXIT.proved : EXIT.finding
}

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
