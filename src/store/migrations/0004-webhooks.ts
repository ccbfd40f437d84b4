import { sql } from 'kysely'
import type { Kysely, Migration } from 'kysely'

const STATEMENTS = [
  `create table webhook (
    organisation_id text not null references organisation,
    id text not null,
    url text not null,
    secret text not null,
    events jsonb not null,
    paused boolean not null,
    created_at timestamptz not null,
    created_by text not null,
    primary key (organisation_id, id)
  )`,
  // The outbox: written with the change that it tells of, so that no stop of the server parts the two.
  `create table webhook_delivery (
    organisation_id text not null,
    id text not null,
    webhook_id text not null,
    event text not null,
    body text not null,
    status text not null check (status in ('waiting', 'delivered', 'failed')),
    attempts integer not null check (attempts >= 0),
    created_at timestamptz not null,
    next_at timestamptz not null,
    tried_at timestamptz,
    outcome text not null,
    primary key (organisation_id, id),
    foreign key (organisation_id, webhook_id) references webhook on delete cascade
  )`,
  `create index webhook_delivery_due on webhook_delivery (organisation_id, next_at) where status = 'waiting'`,
  `create index webhook_delivery_made on webhook_delivery (organisation_id, webhook_id, created_at)`,
  // Deadlines that were told of: each is told of once when it is near and once when it has passed.
  `create table deadline_notice (
    organisation_id text not null references organisation,
    code text not null,
    kind text not null,
    id text not null,
    field text not null,
    due text not null,
    at timestamptz not null,
    primary key (organisation_id, code, kind, id, field, due)
  )`,
]

const TABLES = ['webhook', 'webhook_delivery', 'deadline_notice']
const ORGANISATION = `organisation_id = current_setting('akashi.organisation', true)`

/** Webhooks of an organisation, the outbox of their deliveries, and the deadlines that were told of. */
export const webhooks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    const policies = TABLES.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
      `create policy scoped on ${table} using (${ORGANISATION}) with check (${ORGANISATION})`,
    ])
    for (const statement of [...STATEMENTS, ...policies]) await sql.raw(statement).execute(db)
  },
}
