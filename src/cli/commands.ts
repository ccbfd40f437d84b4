import type { CliCommand } from './command.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { ledgerCommand } from './commands/ledger.ts'
import { reachCommand } from './commands/reach.ts'

/** Every command of `akashi`, in the order of its help. */
export const COMMANDS: readonly CliCommand[] = [reachCommand, ledgerCommand, backupCommand, restoreCommand]
