import type { Command } from 'commander'
import type { Io } from './io.ts'

/**
 * One command of `akashi`. `register` adds it (with its options and help) to the program; its action returns the exit status through `exit`.
 * Heavy modules are imported inside the action, so that `akashi --help` stays quick.
 */
export interface CliCommand {
  readonly register: (program: Command, io: Io, exit: (status: number) => void) => void
}
