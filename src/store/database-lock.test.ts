import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasPostgres, postgresServer, temporaryFolder } from '../../test/databases.ts'
import type { Server } from '../../test/databases.ts'
import { DatabaseInUse, lockDatabase } from './database-lock.ts'
import { openStore } from './open.ts'

const test = hasPostgres ? it : it.skip
let server: Server
beforeAll(async () => {
  if (hasPostgres) server = await postgresServer()
}, 60_000)
afterAll(async () => server?.stop())

const never = (): void => {
  throw new Error('lost')
}

/** Ends the connections that hold the lock, as a restart of PostgreSQL or a broken network does. */
async function cut(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'akashi %'`,
  )
  await client.end()
}

describe('[D-10] a database on a server', () => {
  test('is one server’s: a second one is refused and told who has it, until the first has ended', async () => {
    const databaseUrl = server.database('plain')
    const alone = { onLost: never }
    const folders = await Promise.all([temporaryFolder(), temporaryFolder()])
    const first = await openStore({ folder: folders[0], databaseUrl, alone })
    const second = openStore({ folder: folders[1], databaseUrl, alone })
    await expect(second).rejects.toThrow(DatabaseInUse)
    await expect(second).rejects.toThrow(`:${process.pid}`)
    // Who only reads, as a backup does, is let in.
    await (await openStore({ folder: folders[1], databaseUrl })).close()
    await first.close()
    await (await openStore({ folder: folders[1], databaseUrl, alone })).close()
    for (const folder of folders) await rm(folder, { recursive: true })
  }, 30_000)

  test('is another one’s in the same PostgreSQL', async () => {
    const [one, other] = [server.database('plain'), server.database('plain')]
    const releases = [await lockDatabase(one, never), await lockDatabase(other, never)]
    for (const release of releases) await release()
  })

  test('is free again when its server was killed', async () => {
    const url = server.database('plain')
    const script = join(await temporaryFolder(), 'holder.mts')
    await writeFile(
      script,
      `import { lockDatabase } from '${join(import.meta.dirname, 'database-lock.ts')}'
await lockDatabase(process.argv[2] ?? '', () => undefined)
process.stdout.write('held')
setInterval(() => undefined, 1000)`,
    )
    const child = spawn(process.execPath, ['--import', 'tsx', script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await expect(lockDatabase(url, never)).rejects.toThrow(`:${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const release = await lockDatabase(url, never)
    await release()
  }, 30_000)

  test('is taken again when the connection was lost', async () => {
    const url = server.database('plain')
    const release = await lockDatabase(url, never)
    await cut(url)
    await expect.poll(() => heldIn(url), { timeout: 10_000 }).toBe(1)
    await expect(lockDatabase(url, never)).rejects.toThrow(DatabaseInUse)
    await release()
    expect(await heldIn(url)).toBe(0)
  }, 30_000)

  test('is given up when another server was quicker, and says so once', async () => {
    const url = server.database('plain')
    let lost = 0
    const release = await lockDatabase(url, () => void (lost += 1))
    const other = new pg.Client({ connectionString: url })
    await other.connect()
    // Waits in PostgreSQL's own queue, and so is the next.
    const taken = other.query(`select pg_advisory_lock(${await keyIn(url)})`)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await cut(url)
    await taken
    await expect.poll(() => lost, { timeout: 10_000 }).toBe(1)
    await other.end()
    await release()
    expect(lost).toBe(1)
  }, 30_000)
})

async function ask(url: string, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows[0]
}

const MINE = `from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database())`

const heldIn = async (url: string): Promise<number> => Number((await ask(url, `select count(*) as n ${MINE}`))['n'])
const keyIn = async (url: string): Promise<string> =>
  String((await ask(url, `select (classid::bigint << 32 | objid::bigint)::text as key ${MINE}`))['key'])
