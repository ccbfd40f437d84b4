import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'

const STATEMENTS = [
  // An invitation that is still open is listed and can be taken back: it needs a name that is not its secret.
  `alter table link add column id text, add column created_at timestamptz, add column created_by text`,
  `create unique index link_id on link (id)`,
  `create index link_organisation on link (organisation_id)`,
  `alter table api_token add column last_used_at timestamptz`,
  // Who somebody is at a provider of identities: never the address, which a provider may give to another person.
  `create table external_identity (
    id text primary key,
    issuer text not null,
    subject text not null,
    account_id text not null references account,
    email text not null,
    created_at timestamptz not null,
    unique (issuer, subject),
    unique (account_id, issuer)
  )`,
  // A sign-in that left for the provider and has not come back. Each can come back once.
  `create table oidc_attempt (
    state_hash text primary key,
    browser_hash text not null,
    nonce text not null,
    verifier text not null,
    account_id text references account,
    language text not null,
    expires_at timestamptz not null
  )`,
]

/** Invitations that can be listed and taken back, the last use of a token, and sign-in by OpenID Connect. */
export const invitationsAndIdentities: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
  },
}
