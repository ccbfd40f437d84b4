import type { Migration, MigrationProvider } from 'kysely'
import { foundation } from './0001-foundation.ts'
import { signInFactors } from './0002-sign-in-factors.ts'
import { invitationsAndIdentities } from './0003-invitations-and-identities.ts'
import { webhooks } from './0004-webhooks.ts'

/** Every migration, by its name in order. A migration that was released is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-sign-in-factors': signInFactors,
  '0003-invitations-and-identities': invitationsAndIdentities,
  '0004-webhooks': webhooks,
}

/** The migrations for kysely's Migrator. */
export const migrationProvider: MigrationProvider = { getMigrations: async () => ({ ...MIGRATIONS }) }
