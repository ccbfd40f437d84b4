import type { Route } from '../route.ts'
import { approvalRoutes } from './approvals.ts'
import { auditRoutes } from './audit-runs.ts'
import { documentRoutes } from './documents.ts'
import { evidenceRoutes } from './evidence.ts'
import { identityRoutes } from './identity.ts'
import { importRoutes } from './imports.ts'
import { ledgerRoutes } from './ledger.ts'
import { memberRoutes } from './members.ts'
import { overviewRoutes } from './overview.ts'
import { recordRoutes } from './records.ts'
import { transitionRoutes } from './transition.ts'

/** Every operation of the API. What is not here does not exist: the description, the permission matrix and the server are made from this list. */
export const ROUTES: readonly Route[] = [
  ...identityRoutes,
  ...memberRoutes,
  ...overviewRoutes,
  ...transitionRoutes,
  ...documentRoutes,
  ...approvalRoutes,
  ...importRoutes,
  ...evidenceRoutes,
  ...auditRoutes,
  ...recordRoutes,
  ...ledgerRoutes,
]
