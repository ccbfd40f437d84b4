import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { describe, expect, it } from 'vitest'
import { embeddedStore, temporaryFolder } from '../../test/databases.ts'
import { folderBlobs, sha256Of } from './blobs.ts'
import { openStore } from './open.ts'
import { createOrganisation } from './organisations.ts'
import { readKind } from './records.ts'
import { SyncedNodeFS, syncedStartParams } from './synced-fs.ts'
import { exportHolds } from '../../test/second-verifier.ts'
import { exportLedger } from './ledger.ts'

/** How often the writer is killed; a long run sets more. */
const KILLS = Number(process.env['AKASHI_KILLS'] ?? 2)

describe('an embedded database', () => {
  it('[D-5] asks the disk once or more for every commit', async () => {
    const fs = new SyncedNodeFS(join(await temporaryFolder(), 'database'))
    const database = new PGlite({ fs, startParams: syncedStartParams(PGlite.defaultStartParams) })
    await database.exec('create table t (i int)')
    const before = fs.syncs
    for (let i = 0; i < 50; i += 1) await database.query('insert into t values ($1)', [i])
    expect(fs.syncs - before).toBeGreaterThanOrEqual(50)
    await database.close()
  }, 60_000)

  it(
    '[D-5] loses no acknowledged change when it is killed, and its ledger holds',
    async () => {
      const { folder, ...store } = await embeddedStore()
      await store.inScope('o', (scope) => createOrganisation(scope, { by: 'system', at: '2026-11-21T00:00:00Z' }, 'o'))
      await store.database.db.destroy()
      // The lock is this process's; the writers below take their own.
      const data = join(await temporaryFolder(), 'copy')
      await cp(folder, data, { recursive: true, filter: (path) => !path.endsWith('/lock') })
      const acknowledged = new Set<string>()
      for (let round = 0; round < KILLS; round += 1)
        for (const id of await writeUntilKilled(data, round)) acknowledged.add(id)
      expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS)
      const after = await openStore({ folder: data })
      const { found, text } = await after.inScope('o', async (scope) => ({
        found: (await readKind(scope, 'service')).map(({ body }) => body.id),
        text: await exportLedger(scope, after.signer, '2026-11-21T00:00:00Z'),
      }))
      await after.close()
      const kept = new Set(found)
      expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([])
      expect(exportHolds(text)).toBe(true)
    },
    60_000 + KILLS * 15_000,
  )
})

const WRITER = `import { openStore } from '${join(import.meta.dirname, 'open.ts')}'
import { change } from '${join(import.meta.dirname, 'change.ts')}'
const [folder = '', round = ''] = process.argv.slice(2)
const store = await openStore({ folder })
for (let i = 0; ; i += 1) {
  const id = 's' + round + '-' + i
  await store.inScope('o', (scope) => change(scope, { by: 'system', at: '2026-11-21T00:00:00Z' }, [{ action: 'create', kind: 'service', id, body: {}, why: '' }]))
  process.stdout.write(id + '\\n')
}`

/** Starts a writer, kills it at some point, and gives back what it had acknowledged. */
async function writeUntilKilled(folder: string, round: number): Promise<readonly string[]> {
  const script = join(await temporaryFolder(), 'writer.mts')
  await writeFile(script, WRITER)
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => void (text += chunk.toString()))
  await once(child.stdout, 'data')
  await new Promise((resolve) => setTimeout(resolve, 100 + ((round * 137) % 400)))
  child.kill('SIGKILL')
  await once(child, 'exit')
  // The last line may be cut short, and then was not acknowledged.
  return text.split('\n').slice(0, -1)
}

describe('[D-5] [D-7] blobs in a folder', () => {
  it('come back as they were put, under the name of their content', async () => {
    const blobs = folderBlobs(await temporaryFolder())
    const bytes = Buffer.from('display current-configuration')
    const name = await blobs.put(bytes)
    expect([name, await blobs.has(name), await blobs.get(name)]).toEqual([sha256Of(bytes), true, bytes])
    expect(await blobs.put(bytes)).toBe(name)
    expect(await blobs.get('0'.repeat(64))).toBeNull()
  })

  it('are refused when the disk holds something else under the name', async () => {
    const folder = await temporaryFolder()
    const blobs = folderBlobs(folder)
    const name = await blobs.put(Buffer.from('a'))
    await writeFile(join(folder, name.slice(0, 2), name), 'b')
    await expect(blobs.get(name)).rejects.toThrow('changed on disk')
  })

  it('never lie outside the folder, and leave nothing half-written', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'blobs'))
    const blobs = folderBlobs(join(folder, 'blobs'))
    await expect(blobs.get('../../etc/passwd')).rejects.toThrow('is no SHA-256')
    await Promise.all(Array.from({ length: 5 }, () => blobs.put(Buffer.from('same'))))
    const [sub = ''] = await readdir(join(folder, 'blobs'))
    expect(await readdir(join(folder, 'blobs', sub))).toEqual([sha256Of(Buffer.from('same'))])
    expect(await readFile(join(folder, 'blobs', sub, sha256Of(Buffer.from('same'))), 'utf8')).toBe('same')
  })
})
