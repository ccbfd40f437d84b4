import type { AuditResult } from '../../audit/result.ts'
import type { Lang } from '../../base/text.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { writeWhole } from '../write-whole.ts'
import { langOption, withLang } from '../lang.ts'

interface Options {
  readonly format: string
  readonly out?: string
  readonly lang?: string
  readonly by?: string
}

/** What a report bears besides the result: the directory for its commands, and who made it when, where that was given. */
interface Making {
  readonly directory: string
  readonly madeBy?: string
  readonly madeAt?: string
}

type Render = (result: AuditResult, lang: Lang, io: Io, making: Making) => Promise<string | Uint8Array>

/** The formats, each with the name of its file in an output directory. */
const FORMATS: Readonly<Record<string, { readonly file: string; readonly binary: boolean; readonly render: Render }>> =
  {
    text: {
      file: 'akashi-report.txt',
      binary: false,
      render: async (result, lang, io) =>
        (await import('../../report/text/report.ts')).textReport(result, { lang, colour: io.isTerminal, width: 100 }),
    },
    json: {
      file: 'akashi-report.json',
      binary: false,
      render: async (result) => (await import('../../report/json/report.ts')).jsonReport(result),
    },
    html: {
      file: 'akashi-report.html',
      binary: false,
      render: async (result, lang, _io, making) =>
        (await import('../../report/html/report.ts')).htmlReport(result, { lang, ...making }),
    },
    pdf: {
      file: 'akashi-report.pdf',
      binary: true,
      render: async (result, lang) => (await import('../../report/pdf/report.ts')).pdfReport(result, lang),
    },
    xlsx: {
      file: 'akashi-report.xlsx',
      binary: true,
      render: async (result, lang) => (await import('../../report/xlsx/report.ts')).xlsxReport(result, lang),
    },
    oscal: {
      file: 'akashi-report.oscal.json',
      binary: false,
      render: async (result) => (await import('../../report/oscal/report.ts')).oscalReport(result),
    },
  }

/** `akashi audit DIR`: every procedure that the evidence allows, as a report. */
export const auditCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('audit')
      .description('prove or refute, from the evidence, that tenants and management are separated')
      .argument('<dir>', 'the engagement directory or archive')
      .option('--format <format>', Object.keys(FORMATS).join(', '), 'text')
      .option('--out <file>', 'a file, or a directory that exists, to write the report to')
      .addOption(langOption())
      .option('--by <name>', 'who makes the report: it then bears the name and the time (html)')
      .addHelpText(
        'after',
        '\nExit status: 0 all proved, 1 at least one finding, 2 something undetermined, 3 unusable input.',
      )
      .action(async (dir: string, options: Options) => exit(await run(dir, options, withLang(io, options.lang))))
  },
}

async function run(dir: string, options: Options, io: Io): Promise<number> {
  const format = Object.hasOwn(FORMATS, options.format) ? FORMATS[options.format] : undefined
  if (format === undefined) {
    io.err(`--format: ${options.format}? ${Object.keys(FORMATS).join(', ')}\n`)
    return EXIT.usage
  }
  const { examineFolder } = await import('../examine-folder.ts')
  const examination = await examineFolder(dir, io)
  if (examination === null) return EXIT.usage
  const { audit, statusOf } = await import('../../audit/audit.ts')
  const result = audit(examination)
  const report = await format.render(
    result,
    io.lang,
    options.out === undefined ? io : { ...io, isTerminal: false },
    makingOf(dir, options.by),
  )
  const written = await deliver(report, format, options.out, io)
  return written ? statusOf(result) : EXIT.usage
}

/** Without a name the report bears no time either, so that the same evidence gives the same bytes (V-10). */
const makingOf = (directory: string, by: string | undefined): Making =>
  by === undefined ? { directory } : { directory, madeBy: by, madeAt: new Date().toISOString() }

async function deliver(
  report: string | Uint8Array,
  format: { readonly file: string; readonly binary: boolean },
  out: string | undefined,
  io: Io,
): Promise<boolean> {
  if (out === undefined) {
    if (format.binary) {
      io.err(io.lang === 'ja' ? 'この形式には --out が必要です。\n' : 'This format needs --out.\n')
      return false
    }
    io.out(typeof report === 'string' ? report : new TextDecoder().decode(report))
    return true
  }
  const path = await writeWhole(out, format.file, report, io)
  if (path !== null) io.err(`${io.lang === 'ja' ? '書き出しました' : 'written'}: ${path}\n`)
  return path !== null
}
