import type { Route } from '../route.ts'
import { approvalRoutes } from './approvals.ts'
import { auditRoutes } from './audit-runs.ts'
import { bulkAnswerRoutes } from './bulk-answers.ts'
import { commentRoutes } from './comments.ts'
import { coverageRoutes } from './coverage.ts'
import { documentRoutes } from './documents.ts'
import { evidenceRoutes } from './evidence.ts'
import { factorRoutes } from './factors.ts'
import { importRoutes } from './imports.ts'
import { invitationRoutes } from './invitations.ts'
import { ledgerRoutes } from './ledger.ts'
import { meRoutes } from './me.ts'
import { memberRoutes } from './members.ts'
import { mySessionRoutes } from './my-sessions.ts'
import { oidcRoutes } from './oidc.ts'
import { overviewRoutes } from './overview.ts'
import { passkeyRoutes } from './passkeys.ts'
import { recordRoutes } from './records.ts'
import { sheetRoutes } from './sheets.ts'
import { resetRoutes } from './resets.ts'
import { sessionRoutes } from './session.ts'
import { startRoutes } from './start.ts'
import { tokenRoutes } from './tokens.ts'
import { totpRoutes } from './totp.ts'
import { transitionRoutes } from './transition.ts'
import { webhookRoutes } from './webhooks.ts'

/** Every operation of the API. What is not here does not exist: the description, the permission matrix and the server are made from this list. */
export const ROUTES: readonly Route[] = [
  ...startRoutes,
  ...sessionRoutes,
  ...meRoutes,
  ...oidcRoutes,
  ...factorRoutes,
  ...totpRoutes,
  ...passkeyRoutes,
  ...mySessionRoutes,
  ...resetRoutes,
  ...memberRoutes,
  ...webhookRoutes,
  ...invitationRoutes,
  ...tokenRoutes,
  ...overviewRoutes,
  ...coverageRoutes,
  ...transitionRoutes,
  ...bulkAnswerRoutes,
  ...documentRoutes,
  ...approvalRoutes,
  ...commentRoutes,
  ...importRoutes,
  ...sheetRoutes,
  ...evidenceRoutes,
  ...auditRoutes,
  ...recordRoutes,
  ...ledgerRoutes,
]
