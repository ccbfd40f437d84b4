import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ENGAGEMENT_FILE } from '../../audit/engagement.ts'
import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'
import { langOption, withLang } from '../lang.ts'

/** `akashi init DIR`: a first engagement file from what the evidence holds. */
export const initCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('init')
      .description('write a first akashi.yaml from what is recognised in a folder of evidence')
      .argument('<dir>', 'the folder of evidence')
      .addOption(langOption())
      .action(async (dir: string, options: { lang?: string }) => exit(await init(dir, withLang(io, options.lang))))
  },
}

/** What `init` is there to mend. */
const EXPECTED: ReadonlySet<string> = new Set(['engagement-missing'])

async function init(dir: string, io: Io): Promise<number> {
  const file = join(dir, ENGAGEMENT_FILE)
  if (
    await stat(file).then(
      () => true,
      () => false,
    )
  ) {
    io.err(
      io.lang === 'ja'
        ? `${file} はすでにあります。上書きしません。\n`
        : `${file} exists already and is not overwritten.\n`,
    )
    return EXIT.usage
  }
  if (
    !(await stat(dir).then(
      (s) => s.isDirectory(),
      () => false,
    ))
  ) {
    io.err(io.lang === 'ja' ? `${dir} はフォルダではありません。\n` : `${dir} is not a folder.\n`)
    return EXIT.usage
  }
  const { examineFolder } = await import('../examine-folder.ts')
  const examination = await examineFolder(dir, io, EXPECTED)
  if (examination === null) return EXIT.usage
  const { draftEngagement } = await import('../../audit/draft.ts')
  const { writeWhole } = await import('../write-whole.ts')
  const path = await writeWhole(file, ENGAGEMENT_FILE, draftEngagement(examination.evidence, io.lang), io)
  if (path === null) return EXIT.usage
  io.out(`${path}\n`)
  return EXIT.proved
}
