import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { embeddedStore } from '../../test/databases.ts'
import { SCOPED_TABLE_NAMES, SHARED_TABLES } from './backup/contents.ts'
import { change } from './change.ts'
import { checkpoint } from './ledger.ts'
import type { Store } from './open.ts'
import { createOrganisation } from './organisations.ts'

const at = '2026-11-21T01:02:03.000Z'
const system = { by: 'system', at }

let store: Store
beforeAll(async () => {
  store = await embeddedStore()
  await store.inScope('a', async (scope) => {
    await createOrganisation(scope, system, 'a')
    await change(scope, system, [{ action: 'create', kind: 'service', id: 's', body: {}, why: '' }])
    await checkpoint(scope, store.signer, at)
  })
}, 60_000)
afterAll(async () => store?.close())

/** The tables that the migrations made, but for those in which they count themselves. */
async function tables(): Promise<readonly { name: string; secured: boolean; forced: boolean; policies: number }[]> {
  const { rows } = await sql<{ name: string; secured: boolean; forced: boolean; policies: number }>`
    select relname as name, relrowsecurity as secured, relforcerowsecurity as forced,
      (select count(*)::int from pg_policies where tablename = relname) as policies
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'public' and relkind = 'r' and relname not like 'kysely%' order by relname`.execute(
    store.database.db,
  )
  return rows
}

async function policies(): Promise<readonly { name: string; condition: string; check: string }[]> {
  const { rows } = await sql<{ name: string; condition: string; check: string }>`
    select tablename as name, qual as condition, with_check as check from pg_policies order by tablename`.execute(
    store.database.db,
  )
  return rows
}

/** What belongs to the installation and is looked up before anybody is known: by an address, a subject, or the hash of a secret. */
const OPEN = ['account', 'external_identity', 'link', 'oidc_attempt', 'session']

describe('[D-1] row-level security', () => {
  it('stands before every table but those that are asked before it is known who asks', async () => {
    const all = await tables()
    expect(all.length).toBeGreaterThan(15)
    expect(all.filter(({ secured }) => !secured).map(({ name }) => name)).toEqual(OPEN.toSorted())
    const loose = all.filter(({ name, forced, policies }) => !OPEN.includes(name) && !(forced && policies === 1))
    expect(loose).toEqual([])
  })

  it('knows an organisation’s rows by its name, for reading as for writing', async () => {
    const found = new Map((await policies()).map((one) => [one.name, one]))
    for (const name of SCOPED_TABLE_NAMES) {
      const column = name === 'organisation' ? 'id' : 'organisation_id'
      const own = `${column} = current_setting('akashi.organisation'::text, true)`
      const policy = found.get(name)
      expect([name, policy?.condition.includes(own)]).toEqual([name, true])
      expect([name, policy?.check]).toEqual([name, policy?.condition])
    }
  })

  it('shows nothing at all to who names neither organisation nor account', async () => {
    const secured = (await tables()).filter(({ secured: is }) => is)
    for (const { name } of secured) {
      const { rows } = await store.asCaller({ account: 'nobody' }, (trx) =>
        sql<{ count: number }>`select count(*)::int as count from ${sql.table(name)}`.execute(trx),
      )
      expect([name, rows[0]?.count]).toEqual([name, 0])
    }
  })
})

describe('[D-9] a backup', () => {
  it('holds every table but those that would bring back a way in that has ended', async () => {
    const held: readonly string[] = [...SHARED_TABLES, ...SCOPED_TABLE_NAMES]
    const left = (await tables()).map(({ name }) => name).filter((name) => !held.includes(name))
    expect(left).toEqual(['challenge', 'link', 'oidc_attempt', 'session'])
  })
})

describe('[D-2] what happened', () => {
  it.each([
    `update change set why = 'x'`,
    'delete from change',
    `update ledger_checkpoint set note = 'x'`,
    'delete from ledger_checkpoint',
  ])('cannot be unmade: %s', async (statement) => {
    const asOrganisation = store.inScope('a', ({ trx }) => sql.raw(statement).execute(trx))
    await expect(asOrganisation).rejects.toThrow(/only ever added to|permission denied/)
    // Nor by whom the tables belong to.
    await expect(sql.raw(statement).execute(store.database.db)).rejects.toThrow('only ever added to')
  })
})
