import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/open.ts'

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'akashi-test-'))

/** An embedded store of its own for one test file. */
export async function embeddedStore(): Promise<Store & { readonly folder: string }> {
  const folder = await temporaryFolder()
  return disposable(await openStore({ folder }), folder)
}

const disposable = (store: Store, folder: string): Store & { readonly folder: string } => ({
  ...store,
  folder,
  close: async () => {
    await store.close()
    await rm(folder, { recursive: true })
  },
})

/** A PostgreSQL server of its own, where one is installed; null elsewhere. */
export interface Server {
  /** A store on a new database; `owner` is bound by row-level security itself, the superuser is not. */
  store(owner: 'superuser' | 'plain'): Promise<Store & { readonly folder: string }>
  /** The URL of a new database. */
  database(owner: 'superuser' | 'plain'): string
  stop(): Promise<void>
}

const run = (program: string, args: readonly string[], options: object): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options })

/** PostgreSQL refuses to run as root; then it runs as its own user. */
function user(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string): number => Number(run('id', [flag, 'postgres'], {}).trim())
  return { uid: id('-u'), gid: id('-g') }
}

export const hasPostgres = spawnSync('initdb', ['--version']).status === 0

export async function postgresServer(): Promise<Server> {
  const folder = await temporaryFolder()
  const as = user()
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid ?? as.uid)
  const data = join(folder, 'data')
  run('initdb', ['-D', data, '-U', 'postgres', '--no-sync', '-A', 'trust', '-E', 'UTF8', '--locale=C'], as)
  const server = spawn('postgres', ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-F'], {
    ...as,
    stdio: 'ignore',
  })
  const psql = (sql: string): string => run('psql', ['-h', folder, '-U', 'postgres', '-d', 'postgres', '-tAc', sql], {})
  await until(
    () => spawnSync('psql', ['-h', folder, '-U', 'postgres', '-d', 'postgres', '-c', 'select 1']).status === 0,
  )
  psql('create role plain login')
  const database = (owner: 'superuser' | 'plain'): string => {
    const name = `t${randomUUID().replaceAll('-', '')}`
    const login = owner === 'plain' ? 'plain' : 'postgres'
    psql(`create database ${name} owner ${login}`)
    return `postgresql://${login}@/${name}?host=${folder}`
  }
  return {
    database,
    async store(owner) {
      const files = await temporaryFolder()
      return disposable(await openStore({ folder: files, databaseUrl: database(owner) }), files)
    },
    async stop() {
      server.kill('SIGINT')
      await new Promise((resolve) => server.once('exit', resolve))
      await rm(folder, { recursive: true })
    },
  }
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 100) throw new Error('the database did not start within 20 s')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
