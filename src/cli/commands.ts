import type { CliCommand } from './command.ts'
import { ledgerCommand } from './commands/ledger.ts'

/** Every command of `akashi`, in the order of its help. */
export const COMMANDS: readonly CliCommand[] = [ledgerCommand]
