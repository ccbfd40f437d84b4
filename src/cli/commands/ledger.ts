import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { LedgerReport } from '../../ledger/verify.ts'
import type { CliCommand } from '../command.ts'
import type { Io } from '../io.ts'
import { EXIT } from '../io.ts'
import { LineTooLong, linesOf } from '../lines.ts'

interface Options {
  readonly key?: string
  readonly checkpoint?: readonly string[]
  readonly json?: boolean
}

/** `akashi ledger verify FILE`: verifies an exported ledger, without a network, a database or this installation's keys. */
export const ledgerCommand: CliCommand = {
  register(program, io, exit) {
    const ledger = program.command('ledger').description('work with the tamper-evident ledger')
    ledger
      .command('verify')
      .description('verify an exported ledger, offline')
      .argument('<file>', 'the export')
      .option('--key <key>', 'the verifier key, as published by the organisation')
      .option('--checkpoint <file...>', 'signed checkpoints that were kept elsewhere; the export must agree with them')
      .option('--json', 'print the report as JSON')
      .action(async (file: string, options: Options) => exit(await verify(file, options, io)))
  },
}

async function verify(file: string, options: Options, io: Io): Promise<number> {
  const { problemLine, verdictLines } = await import('./ledger.text.ts')
  const report = await reportOf(file, options).catch((error: unknown) => unusable(error, io))
  if (report === null) return EXIT.usage
  const { problems } = report
  if (options.json === true) io.out(`${JSON.stringify(report)}\n`)
  else {
    for (const problem of problems) io.err(problemLine(problem, io.lang))
    io.out(verdictLines(report, options.key !== undefined, io.lang))
  }
  return problems.length === 0 ? EXIT.proved : problems.some(isUnusable) ? EXIT.usage : EXIT.finding
}

/** A file that cannot be opened is the user's to mend; anything else is a bug. */
function unusable(error: unknown, io: Io): null {
  const isOrdinary = error instanceof LineTooLong || (error instanceof Error && 'syscall' in error)
  if (!isOrdinary) throw error
  io.err(`${error.message}\n`)
  return null
}

const isUnusable = ({ code }: { readonly code: string }): boolean => code === 'ledger-empty' || code === 'ledger-header'

async function reportOf(file: string, { key, checkpoint = [] }: Options): Promise<LedgerReport> {
  const { verifyExport } = await import('../../ledger/verify.ts')
  const checkpoints = await Promise.all(checkpoint.map((path) => readFile(path, 'utf8')))
  const lines = linesOf(createReadStream(file, 'utf8'))
  return verifyExport(lines, { checkpoints, ...(key === undefined ? {} : { key }) })
}
