import { Migrator, sql } from 'kysely'
import type { Kysely } from 'kysely'
import { migrationProvider } from './migrations/all.ts'
import type { Tables } from './tables.ts'

/** The role that stands under row-level security, made where the connection's own stands above it. */
const ROLE = 'akashi_app'

/** Migrates, and gives back the role that transactions must take, or null when the connection's own is bound by the policies. */
export async function prepare(db: Kysely<Tables>): Promise<string | null> {
  const { error } = await new Migrator({ db, provider: migrationProvider }).migrateToLatest()
  if (error !== undefined) throw error
  const { rows } = await sql<{
    passes: boolean
  }>`select (rolsuper or rolbypassrls) as passes from pg_roles where rolname = current_user`.execute(db)
  if (rows[0]?.passes !== true) return null
  await sql
    .raw(
      `do $$ begin create role ${ROLE} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    )
    .execute(db)
  await sql.raw(`grant usage on schema public to ${ROLE}`).execute(db)
  await sql.raw(`grant select, insert, update, delete on all tables in schema public to ${ROLE}`).execute(db)
  return ROLE
}
