import type { Kind } from '../../isms/records/kinds.ts'
import type { Permission } from '../permissions.ts'

/** A kind of record as the API offers it. Kinds that are null in `write` are only written by their own routes. */
export interface Collection {
  readonly path: string
  readonly kind: Kind
  readonly write: Permission | null
}

/** Every kind, its name in paths, and who may write it. */
export const COLLECTIONS = [
  { path: 'profiles', kind: 'profile', write: 'write' },
  { path: 'services', kind: 'service', write: 'write' },
  { path: 'scopes', kind: 'scope', write: 'write' },
  { path: 'assets', kind: 'asset', write: 'write' },
  { path: 'criteria', kind: 'criteria', write: 'write' },
  { path: 'risks', kind: 'risk', write: 'writeRisk' },
  { path: 'risk-exemptions', kind: 'riskExemption', write: 'writeRisk' },
  { path: 'necessary-controls', kind: 'necessaryControl', write: 'writeRisk' },
  { path: 'applicabilities', kind: 'applicability', write: 'writeControl' },
  { path: 'statements', kind: 'soa', write: 'write' },
  { path: 'responsibilities', kind: 'responsibility', write: 'writeControl' },
  { path: 'information', kind: 'information', write: 'writeControl' },
  { path: 'evidence', kind: 'evidence', write: 'addEvidence' },
  { path: 'engagements', kind: 'engagement', write: 'runAudit' },
  { path: 'audit-runs', kind: 'auditRun', write: null },
  { path: 'judgements', kind: 'judgement', write: 'judge' },
  // Written by routes of their own, which say whose they are.
  { path: 'comments', kind: 'comment', write: null },
] as const satisfies readonly Collection[]
