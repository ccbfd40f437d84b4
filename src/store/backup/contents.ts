import type { Tables } from '../tables.ts'

/** Tables of the whole installation. Sessions, links and attempts to sign in are left out: a restore must not bring back a way in that has ended. */
export const SHARED_TABLES = [
  'account',
  'external_identity',
  'totp',
  'recovery_code',
  'passkey',
  'account_event',
] as const satisfies readonly (keyof Tables)[]

/** Tables of an organisation, in the order in which their rows can be inserted, and the columns that give their order. */
export const SCOPED_TABLES = {
  organisation: ['id'],
  membership: ['account_id', 'role'],
  api_token: ['id'],
  record: ['kind', 'id'],
  change: ['index'],
  ledger_head: ['organisation_id'],
  ledger_checkpoint: ['size'],
  blob: ['sha256'],
  webhook: ['id'],
  webhook_delivery: ['id'],
  deadline_notice: ['code', 'kind', 'id', 'field', 'due'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>

export type ScopedTable = keyof typeof SCOPED_TABLES
export const SCOPED_TABLE_NAMES = Object.keys(SCOPED_TABLES) as readonly ScopedTable[]

/** The last member of a backup: how many rows of each table there are, and the SHA-256 of every other member. */
export interface Manifest {
  readonly format: 'akashi-backup'
  readonly version: 1
  readonly at: string
  readonly rows: Readonly<Record<string, number>>
  readonly members: Readonly<Record<string, string>>
}

export const MANIFEST = 'manifest.json'
