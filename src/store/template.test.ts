import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/databases.ts'
import { embedded } from './embedded.ts'
import { openStore } from './open.ts'
import { keptTemplate, newDatabase } from './template.ts'

const open = async (folder: string): Promise<Kysely<Record<string, object>>> =>
  new Kysely({ dialect: await embedded(folder) })

const tablesOf = async (db: Kysely<Record<string, object>>): Promise<readonly string[]> => {
  const { rows } = await sql<{
    name: string
  }>`select table_name as name from information_schema.tables where table_schema = 'public' order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

const shapeOf = async (db: Kysely<Record<string, object>>): Promise<readonly object[]> =>
  (
    await sql<object>`select table_name, column_name, data_type, is_nullable from information_schema.columns
      where table_schema = 'public' order by 1, 2`.execute(db)
  ).rows

describe('[D-10] a new embedded database', () => {
  it('is a copy of one that holds no row, no key and no password', async () => {
    const template = await keptTemplate()
    const folder = await temporaryFolder()
    await newDatabase(join(folder, 'database'))
    expect(await readdir(folder)).toEqual(['database'])
    expect((await readdir(template ?? '')).filter((name) => /key|pem|blob|lock/.test(name))).toEqual([])
    const db = await open(join(folder, 'database'))
    const tables = (await tablesOf(db)).filter((name) => !name.startsWith('kysely_'))
    expect(tables.length).toBeGreaterThan(8)
    for (const table of tables) {
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(db)
      expect([table, rows[0]?.count]).toEqual([table, 0])
    }
    const { rows: logins } = await sql`select rolname from pg_authid where rolpassword is not null`.execute(db)
    expect(logins).toEqual([])
    await db.destroy()
  })

  it('is the same without a template, where none can be kept', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'file'), '')
    expect(await keptTemplate(join(folder, 'file', 'cache'))).toBeNull()
    await newDatabase(join(folder, 'made'), join(folder, 'file', 'cache'))
    await newDatabase(join(folder, 'copied'))
    const [made, copied] = [await open(join(folder, 'made')), await open(join(folder, 'copied'))]
    expect(await shapeOf(made)).toEqual(await shapeOf(copied))
    expect((await shapeOf(made)).length).toBeGreaterThan(50)
    await made.destroy()
    await copied.destroy()
    expect((await readdir(folder)).toSorted()).toEqual(['copied', 'file', 'made'])
  })

  it('has a ledger key of its own, as every installation has', async () => {
    const stores = await Promise.all([1, 2].map(async () => openStore({ folder: await temporaryFolder() })))
    const [a, b] = stores.map(({ signer }) => JSON.stringify(signer.publicKey))
    expect(a).not.toBe(b)
    for (const store of stores) await store.close()
  })

  it('stays as it is when it is there already', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'database'), 'mine')
    await newDatabase(join(folder, 'database'))
    expect(await readdir(folder)).toEqual(['database'])
  })
})
