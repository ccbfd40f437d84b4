import type { Migration, MigrationProvider } from 'kysely'
import { foundation } from './0001-foundation.ts'
import { invitationsAndIdentities } from './0003-invitations-and-identities.ts'

/** Every migration, by its name in order. A migration that was released is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0003-invitations-and-identities': invitationsAndIdentities,
}

/** The migrations for kysely's Migrator. */
export const migrationProvider: MigrationProvider = { getMigrations: async () => ({ ...MIGRATIONS }) }
