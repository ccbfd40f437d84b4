#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { COMMANDS } from './commands.ts'
import { EXIT, processIo } from './io.ts'

/** Runs one command line; the exit status is the contract's (docs/spec/command-line.md). */
export async function main(argv: readonly string[]): Promise<number> {
  const io = processIo()
  const state = { status: EXIT.proved as number }
  const program = new Command('akashi')
    .description('Cloud security audit that shows its proof')
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err })
  for (const command of COMMANDS) command.register(program, io, (status) => void (state.status = status))
  for (const command of program.commands) command.exitOverride().configureOutput({ writeOut: io.out, writeErr: io.err })
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.proved : EXIT.usage
  }
  return state.status
}

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version

process.exitCode = await main(process.argv)
