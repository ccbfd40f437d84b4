import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

/** Another process uses the data folder. */
export class FolderInUse extends Error {}

const BEAT_MS = 5_000
/** A lock of another machine (or container) whose process cannot be looked at is left over when it has not been renewed for so long. */
const SILENT_MS = 60_000

interface Holder {
  readonly pid: number
  /** When the process began, in the kernel's own words: a number may be used again, this with it is not. */
  readonly began: string
  readonly host: string
}

const held = new Set<string>()

/**
 * Takes the folder for this process; gives back what releases it. An embedded database has no lock against a second process, which would destroy it.
 * Throws FolderInUse when a living process holds it; a lock that a dead process left is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock')
  const mine = `${path}.${randomUUID()}`
  await writeFile(
    mine,
    JSON.stringify({ pid: process.pid, began: beganOf(process.pid) ?? '', host: hostname() } satisfies Holder),
    { flag: 'wx' },
  )
  try {
    await take(mine, path)
  } finally {
    await unlink(mine)
  }
  held.add(path)
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS)
  beat.unref()
  return async () => {
    clearInterval(beat)
    held.delete(path)
    await unlink(path).catch(ignoreMissing)
  }
}

/** A link is made only where none is, so of two processes one gets it. */
async function take(mine: string, path: string, isLast = false): Promise<void> {
  try {
    await link(mine, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const holder = await holderOf(path)
    if (isLast || held.has(path) || (holder !== null && (await isAlive(holder, path)))) throw inUse(path, holder)
    await takeAway(path, holder)
    await take(mine, path, true)
  }
}

/** How long a process may take to take a left-over lock away; a guard that is older was itself left over. */
const GUARD_MS = 10_000

/** Takes a left-over lock away. One process at a time may, and it looks again first: else two could each take away what the other has just made. */
async function takeAway(path: string, seen: Holder | null): Promise<void> {
  const guard = `${path}.guard`
  const since = await stat(guard).catch(() => null)
  if (since !== null && Date.now() - since.mtimeMs > GUARD_MS) await unlink(guard).catch(ignoreMissing)
  try {
    await writeFile(guard, '', { flag: 'wx' })
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? inUse(path, seen) : error
  }
  try {
    const now = await holderOf(path)
    if (JSON.stringify(now) !== JSON.stringify(seen)) throw inUse(path, now)
    await unlink(path).catch(ignoreMissing)
  } finally {
    await unlink(guard).catch(ignoreMissing)
  }
}

async function holderOf(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch(() => '')
  try {
    const value: unknown = JSON.parse(text)
    return isHolder(value) ? value : null
  } catch {
    return null
  }
}

const isHolder = (value: unknown): value is Holder =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  'began' in value &&
  'host' in value &&
  typeof value.pid === 'number'

async function isAlive({ pid, began, host }: Holder, path: string): Promise<boolean> {
  if (host !== hostname()) return Date.now() - (await stat(path)).mtimeMs < SILENT_MS
  const now = beganOf(pid)
  if (now !== null) return now === began
  return pid !== process.pid && answers(pid)
}

/** When a process began (field 22 of its stat), or null where the system does not tell. */
function beganOf(pid: number): string | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in brackets and may hold spaces.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

const inUse = (path: string, holder: Holder | null): FolderInUse =>
  new FolderInUse(
    `${path} is held by ${holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`}`,
  )

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error
}
