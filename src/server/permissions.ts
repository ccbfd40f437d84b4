/** The roles of M-3. One person may hold several. */
export const ROLES = [
  'owner',
  'manager',
  'riskOwner',
  'controlOwner',
  'internalAuditor',
  'externalAuditor',
  'viewer',
] as const
export type Role = (typeof ROLES)[number]

const ALL = ROLES
const WRITERS = ['owner', 'manager'] as const

/** Who may do what: one row for each permission. Everything else is refused. */
export const PERMISSIONS = {
  read: ALL,
  write: WRITERS,
  writeRisk: [...WRITERS, 'riskOwner'],
  acceptRisk: ['riskOwner'],
  writeControl: [...WRITERS, 'controlOwner'],
  approve: ['owner'],
  addEvidence: [...WRITERS, 'controlOwner', 'internalAuditor'],
  runAudit: [...WRITERS, 'internalAuditor'],
  judge: ['internalAuditor'],
  comment: ALL.filter((role) => role !== 'viewer'),
  readLedger: [...WRITERS, 'internalAuditor', 'externalAuditor'],
  administer: ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof PERMISSIONS

export const isRole = (text: string): text is Role => ROLES.some((role) => role === text)

/** True when whoever holds the roles may do all that the role may. */
export const covers = (held: readonly string[], role: Role): boolean =>
  Object.values(PERMISSIONS).every(
    (holders: readonly string[]) => !holders.includes(role) || holders.some((holder) => held.includes(holder)),
  )

/** True when one of the roles has the permission. */
export const may = (roles: readonly string[], permission: Permission): boolean =>
  PERMISSIONS[permission].some((role) => roles.includes(role))
