import type { CliCommand } from './command.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { catalogueCommand } from './commands/catalogue.ts'
import { collectCommand } from './commands/collect.ts'
import { guideCommand } from './commands/guide.ts'
import { ledgerCommand } from './commands/ledger.ts'
import { auditCommand } from './commands/audit.ts'
import { coverageCommand } from './commands/coverage.ts'
import { initCommand } from './commands/init.ts'
import { checkCommand } from './commands/check.ts'
import { oscalCommand } from './commands/oscal.ts'
import { reachCommand } from './commands/reach.ts'
import { resetLinkCommand } from './commands/reset-link.ts'
import { revisionCommand } from './commands/revision.ts'
import { demoCommand, serveCommand } from './commands/serve.ts'

/** Every command of `akashi`, in the order of its help. */
export const COMMANDS: readonly CliCommand[] = [
  initCommand,
  auditCommand,
  reachCommand,
  coverageCommand,
  checkCommand,
  collectCommand,
  serveCommand,
  demoCommand,
  resetLinkCommand,
  ledgerCommand,
  backupCommand,
  restoreCommand,
  catalogueCommand,
  revisionCommand,
  guideCommand,
  oscalCommand,
]
