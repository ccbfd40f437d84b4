import type { CliCommand } from './command.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { catalogueCommand } from './commands/catalogue.ts'
import { collectCommand } from './commands/collect.ts'
import { ledgerCommand } from './commands/ledger.ts'
import { reachCommand } from './commands/reach.ts'
import { revisionCommand } from './commands/revision.ts'

/** Every command of `akashi`, in the order of its help. */
export const COMMANDS: readonly CliCommand[] = [
  reachCommand,
  collectCommand,
  ledgerCommand,
  backupCommand,
  restoreCommand,
  catalogueCommand,
  revisionCommand,
]
