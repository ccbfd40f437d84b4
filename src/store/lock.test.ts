import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readdir, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/databases.ts'
import { FolderInUse, lockFolder } from './lock.ts'

const HOLD = `import { lockFolder } from '${join(import.meta.dirname, 'lock.ts')}'
await lockFolder(process.argv[2] ?? '')
process.stdout.write('held')
setInterval(() => {}, 1000)`

async function otherProcess(folder: string) {
  const script = join(await temporaryFolder(), 'hold.mts')
  await writeFile(script, HOLD)
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

describe('[D-6] the lock of a data folder', () => {
  it('is held against this process and is free again when released', async () => {
    const folder = await temporaryFolder()
    const release = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
    await release()
    await (
      await lockFolder(folder)
    )()
  })

  it('is held against another process while that lives, and is taken over when it was killed', async () => {
    const folder = await temporaryFolder()
    const child = await otherProcess(folder)
    await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await (
      await lockFolder(folder)
    )()
  }, 20_000)

  it('is given to one of many that find a left-over lock at once', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, began: '1', host: hostname() }))
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('that is left over is taken away by one process at a time, and a guard that was left over itself does not hold for ever', async () => {
    const folder = await temporaryFolder()
    const [path, guard] = [join(folder, 'lock'), join(folder, 'lock.guard')]
    await writeFile(path, JSON.stringify({ pid: 2 ** 22 + 1, began: '1', host: hostname() }))
    await writeFile(guard, '')
    await expect(lockFolder(folder)).rejects.toThrow(FolderInUse)
    const longAgo = new Date(Date.now() - 11_000)
    await utimes(guard, longAgo, longAgo)
    const release = await lockFolder(folder)
    expect(await readFile(path, 'utf8')).toContain(`"pid":${process.pid}`)
    await release()
    expect(await readdir(folder)).toEqual([])
  })

  it('is not taken for a living one when its process number was used again', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'lock')
    await writeFile(path, JSON.stringify({ pid: process.ppid, began: 'long ago', host: hostname() }))
    const release = await lockFolder(folder)
    expect(await readFile(path, 'utf8')).toContain(`"pid":${process.pid}`)
    await release()
  })

  it('of another machine counts until it was silent for a minute', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'lock')
    await writeFile(path, JSON.stringify({ pid: 1, began: '1', host: 'elsewhere' }))
    await expect(lockFolder(folder)).rejects.toThrow('on elsewhere')
    const longAgo = new Date(Date.now() - 61_000)
    await utimes(path, longAgo, longAgo)
    const release = await lockFolder(folder)
    expect(await readFile(path, 'utf8')).toContain(`"pid":${process.pid}`)
    await release()
  })
})
