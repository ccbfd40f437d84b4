import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'

const CREATE = [
  `create table organisation (
    id text primary key,
    name text not null,
    created_at timestamptz not null
  )`,
  `create table account (
    id text primary key,
    email text not null unique check (email = lower(email)),
    name text not null,
    language text not null,
    password text,
    disabled boolean not null default false,
    created_at timestamptz not null
  )`,
  `create table membership (
    organisation_id text not null references organisation,
    account_id text not null references account,
    role text not null,
    primary key (organisation_id, account_id, role)
  )`,
  `create index membership_account on membership (account_id)`,
  `create table session (
    token_hash text primary key,
    account_id text not null references account,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index session_account on session (account_id)`,
  `create table api_token (
    id text primary key,
    organisation_id text not null references organisation,
    token_hash text not null unique,
    account_id text not null references account,
    name text not null,
    roles jsonb not null,
    read_only boolean not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
  )`,
  `create table link (
    token_hash text primary key,
    purpose text not null,
    organisation_id text references organisation,
    email text,
    roles jsonb not null,
    expires_at timestamptz not null,
    used_at timestamptz
  )`,
  `create table record (
    organisation_id text not null references organisation,
    kind text not null,
    id text not null,
    version integer not null check (version > 0),
    body jsonb not null,
    digest text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    updated_by text not null,
    primary key (organisation_id, kind, id)
  )`,
  `create table change (
    organisation_id text not null references organisation,
    index bigint not null check (index >= 0),
    at timestamptz not null,
    by text not null,
    action text not null,
    kind text not null,
    id text not null,
    why text not null,
    salt text not null,
    content jsonb,
    leaf text not null,
    hash text not null,
    primary key (organisation_id, index)
  )`,
  `create index change_record on change (organisation_id, kind, id, index)`,
  `create table ledger_head (
    organisation_id text primary key references organisation,
    size bigint not null check (size >= 0),
    peaks jsonb not null
  )`,
  `create table ledger_checkpoint (
    organisation_id text not null references organisation,
    size bigint not null,
    note text not null,
    at timestamptz not null,
    primary key (organisation_id, size)
  )`,
  `create table blob (
    organisation_id text not null references organisation,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes bigint not null,
    created_at timestamptz not null,
    primary key (organisation_id, sha256)
  )`,
]

const ORGANISATION = `organisation_id = current_setting('akashi.organisation', true)`

/** Who sees a row, behind the scope that every query has anyway. A forgotten condition then finds nothing, rather than another organisation's rows. */
const POLICIES: Readonly<Record<string, string>> = {
  organisation: `id = current_setting('akashi.organisation', true) or current_setting('akashi.system', true) = 'on'`,
  // An account sees its own memberships, which is how it comes to an organisation; a token likewise finds only itself.
  membership: `${ORGANISATION} or account_id = current_setting('akashi.account', true)`,
  api_token: `${ORGANISATION} or token_hash = current_setting('akashi.token', true)`,
  record: ORGANISATION,
  change: ORGANISATION,
  ledger_head: ORGANISATION,
  ledger_checkpoint: ORGANISATION,
  blob: ORGANISATION,
}

/** Only ever added to: what happened cannot be unmade, not even by the tables' owner. */
const APPEND_ONLY = ['change', 'ledger_checkpoint']

const REFUSE = `create function refuse_unmaking() returns trigger language plpgsql as $$
  begin raise exception '% is only ever added to', tg_table_name; end $$`

/** The first tables, and row-level security on all that belongs to an organisation. `force` binds the tables' owner as well. */
export const foundation: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const policies = Object.entries(POLICIES).flatMap(([table, condition]) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `create policy scoped on ${table} using (${condition}) with check (${condition})`,
    ])
    const triggers = APPEND_ONLY.map(
      (table) => `create trigger append_only before update or delete on ${table} execute function refuse_unmaking()`,
    )
    for (const statement of [...CREATE, ...policies, REFUSE, ...triggers]) await sql.raw(statement).execute(db)
  },
}
