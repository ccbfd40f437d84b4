import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'

const STATEMENTS = [
  // A session that a person can recognise, and end without knowing its secret.
  `alter table session
    add column id text not null default gen_random_uuid()::text,
    add column user_agent text not null default '',
    add column way text not null default 'password'`,
  `alter table session alter column id drop default, alter column user_agent drop default, alter column way drop default`,
  `create unique index session_id on session (id)`,
  // The secret is sealed with a key that lies in the data folder. Null until a first code has shown that the app holds it.
  `create table totp (
    id text primary key,
    account_id text not null unique references account,
    secret text not null,
    created_at timestamptz not null,
    confirmed_at timestamptz,
    last_step bigint not null
  )`,
  `create table recovery_code (
    id text primary key,
    account_id text not null references account,
    hash text not null,
    used_at timestamptz,
    unique (account_id, hash)
  )`,
  `create table passkey (
    id text primary key,
    account_id text not null references account,
    credential_id text not null unique,
    rp_id text not null,
    name text not null,
    public_key text not null,
    counter bigint not null check (counter >= 0),
    transports jsonb not null,
    synced boolean not null,
    created_at timestamptz not null,
    used_at timestamptz
  )`,
  `create index passkey_account on passkey (account_id)`,
  // What was asked and not yet answered: a passkey's challenge, or the second step of a sign-in.
  `create table challenge (
    hash text primary key,
    purpose text not null,
    account_id text references account,
    tries integer not null,
    expires_at timestamptz not null
  )`,
  `create table account_event (
    id text primary key,
    account_id text not null references account,
    at timestamptz not null,
    by text not null,
    action text not null,
    about text not null
  )`,
  `create index account_event_account on account_event (account_id, at)`,
  `create trigger append_only before update or delete on account_event execute function refuse_unmaking()`,
]

const OWN = ['totp', 'recovery_code', 'passkey', 'challenge', 'account_event']
const MINE = `account_id = current_setting('akashi.account', true) or current_setting('akashi.system', true) = 'on'`

/** Second factors, passkeys, and the events of an account. A transaction of one account, or of an organisation, finds nothing of another account. */
export const signInFactors: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const policies = OWN.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `create policy own on ${table} using (${MINE}) with check (${MINE})`,
    ])
    for (const statement of [...STATEMENTS, ...policies]) await sql.raw(statement).execute(db)
  },
}
