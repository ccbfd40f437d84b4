import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/databases.ts'
import { folderBlobs, sha256Of } from './blobs.ts'
import { SyncedNodeFS, syncedStartParams } from './synced-fs.ts'
import { exportHolds } from '../../test/second-verifier.ts'
import { keptTemplate } from './template.ts'

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
    '[D-5] loses no acknowledged change, record, file or audit when it is killed at any point, and its ledger holds',
    async () => {
      await keptTemplate()
      const folder = join(await temporaryFolder(), 'data')
      const acknowledged = new Set<string>()
      let next = writer()
      for (let round = 0; round <= KILLS; round += 1) {
        const now = next
        next = writer()
        const isLast = round === KILLS
        const killAfter = isLast ? null : KILL_WITHIN_MS * Math.random()
        const { found, lines } = await now.run(
          `go ${folder} ${round} ${round % LEDGER_EVERY === 0 || isLast ? 1 : 0}`,
          {
            // Now and then it is killed while it still opens what the one before left behind.
            from: round % OPENING_EVERY === 1 ? 'opening' : 'writing',
            killAfter,
          },
        )
        if (found !== null) {
          const kept = new Set(found.ids)
          expect([round, [...acknowledged].filter((id) => !kept.has(id))]).toEqual([round, []])
          if (found.ledger !== null) expect([round, exportHolds(found.ledger)]).toEqual([round, true])
        }
        for (const id of lines) acknowledged.add(id)
      }
      next.kill()
      expect(acknowledged.size).toBeGreaterThanOrEqual(KILLS)
    },
    60_000 + KILLS * 15_000,
  )
})

const KILL_WITHIN_MS = 400
const LEDGER_EVERY = 10
const OPENING_EVERY = 5
const PROGRAM = join(import.meta.dirname, '..', '..', 'test', 'durability', 'writer.ts')

interface Found {
  readonly ids: readonly string[]
  readonly ledger: string | null
}

/** A process that is loaded while the one before still writes, so that a hundred of them take minutes and not an hour. */
function writer() {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] })
  let text = ''
  let heard = (): void => undefined
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    heard()
  })
  const ended = once(child, 'exit')
  const lines = (count: number): Promise<unknown> =>
    new Promise<void>((resolve, reject) => {
      heard = () => (text.split('\n').length > count ? resolve() : undefined)
      heard()
      void ended.then(([code]) => reject(new Error(`the writer ended by itself (${String(code)})`)))
    })
  /** Begins, waits for what it found, lets it write, and kills it (null: when it has written once) . */
  const run = async (
    order: string,
    { from, killAfter }: { readonly from: 'opening' | 'writing'; readonly killAfter: number | null },
  ) => {
    await lines(READY)
    child.stdin.write(`${order}\n`)
    if (from === 'writing') await lines(killAfter === null ? FOUND + 1 : FOUND)
    if (killAfter !== null) await new Promise((resolve) => setTimeout(resolve, killAfter))
    child.kill('SIGKILL')
    await ended
    // The last line may be cut short, and then was not acknowledged.
    const [, said, ...acknowledged] = text.split('\n').slice(0, -1)
    const found: Found | null = said === undefined ? null : JSON.parse(said)
    return { found, lines: acknowledged }
  }
  return { run, kill: () => child.kill('SIGKILL') }
}

/** How many lines have been said when it is loaded, and when it has told what it found. */
const [READY, FOUND] = [1, 2]

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
