import type { CliCommand } from '../command.ts'
import { EXIT, type Io } from '../io.ts'

/** `akashi collect SOURCE`: the read-only script that gathers what the readers know, on standard output. */
export const collectCommand: CliCommand = {
  register(program, io, exit) {
    program
      .command('collect')
      .description('print the read-only script that gathers the evidence of a source')
      .argument('<source>', 'linux or aws')
      .addHelpText(
        'after',
        '\nExample: akashi collect linux > collect-linux.sh; review it; sudo sh collect-linux.sh -a',
      )
      .action(async (source: string) => exit(await collect(source, io)))
  },
}

async function collect(source: string, io: Io): Promise<number> {
  const { READERS } = await import('../../evidence/readers.ts')
  const reader = READERS.find((one) => one.source === source)
  if (reader === undefined) {
    const known = READERS.map((one) => one.source).join(', ')
    io.err(
      io.lang === 'ja'
        ? `証拠の種類「${source}」は扱えません。指定できるもの：${known}\n`
        : `There is no source called "${source}". Known sources: ${known}\n`,
    )
    return EXIT.usage
  }
  io.out(reader.collectScript())
  return EXIT.proved
}
