import type { Chapter } from '../../catalogue/schema.ts'
import { HELP } from '../catalogue/help.ts'
import {
  type CommonOptions,
  deliver,
  printJson,
  say,
  type Session,
  sessionOf,
  sayProblems,
  withCommon,
} from '../catalogue/session.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'

interface Options extends CommonOptions {
  readonly format?: string
  readonly out?: string
}

const FORMATS = ['text', 'html', 'pdf', 'docx', 'oscal'] as const
type Format = (typeof FORMATS)[number]
const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text)

/** `akashi guide`: the audit guide as a document, or one procedure on the terminal. */
export const guideCommand: CliCommand = {
  register(program, io, exit) {
    withCommon(program.command('guide [procedure]').description(HELP.guide[io.lang]), io.lang)
      .option('--format <format>', HELP.guideFormat[io.lang], 'text')
      .option('--out <file>', HELP.out[io.lang])
      .action(async (procedure: string | undefined, options: Options) => exit(await run(procedure, options, io)))
  },
}

async function run(procedure: string | undefined, options: Options, io: Io): Promise<number> {
  const session = sessionOf(options, io)
  if (session === null) return EXIT.usage
  const { format = 'text' } = options
  if (!isFormat(format)) return say(session, 'wrongOption', { option: '--format', values: FORMATS.join(', ') })
  const { catalogueFolder, openCatalogue } = await import('../catalogue/folder.ts')
  const { catalogue, problems } = await openCatalogue(catalogueFolder(options.catalogue))
  sayProblems(session, problems)
  const wanted = procedure === undefined ? catalogue.chapters : only(catalogue.chapters, procedure)
  if (wanted.length === 0) return say(session, 'unknownProcedure', { procedure: procedure ?? '' })
  if (session.json) return json(session, wanted)
  const { guideBook } = await import('../../report/guide/book.ts')
  const chosen = { ...catalogue, chapters: wanted }
  const book = guideBook(chosen, session.lang)
  switch (format) {
    case 'text':
      return deliver(session, options.out, (await import('../catalogue/guide-text.ts')).guideText(book))
    case 'html':
      return deliver(session, options.out, (await import('../../report/guide/html.ts')).guideHtml(book))
    case 'pdf':
      return deliver(session, options.out, await (await import('../../report/guide/pdf.ts')).guidePdf(book))
    case 'docx':
      return deliver(session, options.out, await (await import('../../report/guide/docx.ts')).guideDocx(book))
    case 'oscal':
      return deliver(
        session,
        options.out,
        `${JSON.stringify((await import('../../catalogue/oscal/plan.ts')).writePlan(wanted), null, 2)}\n`,
      )
  }
}

function json(session: Session, value: unknown): number {
  printJson(session, value)
  return EXIT.proved
}

/** The chapter, with that procedure alone; or the whole chapter where its id was given. */
function only(chapters: readonly Chapter[], id: string): readonly Chapter[] {
  const chapter = chapters.find((each) => each.id === id)
  if (chapter !== undefined) return [chapter]
  return chapters.flatMap((each) => {
    const procedures = each.procedures.filter((procedure) => procedure.id === id)
    const sections = each.sections.filter((section) => section.id === id)
    if (procedures.length > 0) return [{ ...each, sections: each.sections.slice(-1), procedures }]
    return sections.length > 0 ? [{ ...each, sections, procedures: [] }] : []
  })
}
