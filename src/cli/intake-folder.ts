import { constants } from 'node:fs'
import { lstat, open, readdir, realpath, type FileHandle } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { intakeDesk, type Intake, type IntakeDesk } from '../evidence/intake.ts'
import { LIMITS, type Limits } from '../evidence/intake/limits.ts'
import { trouble } from '../evidence/intake/trouble.ts'

/** Folders of tools, which hold no evidence and may hold very much else. */
const SKIPPED: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * The evidence set in a folder, or in a .zip, .tar, .tar.gz or .tgz file: the rim of the intake, which alone touches the disk and the clock.
 * Files are read in the order of their names, so that the same folder gives the same bytes. Rejects only when `path` itself cannot be opened.
 */
export async function intakeFolder(path: string, limits: Limits = LIMITS): Promise<Intake> {
  const deadline = Date.now() + limits.milliseconds
  const desk = intakeDesk(limits, () => Date.now() > deadline)
  const root = await realpath(path)
  const stat = await lstat(root)
  if (stat.isDirectory()) await walk(root, root, desk, limits)
  else {
    const name = root.slice(root.lastIndexOf(sep) + 1)
    const bytes = await readBounded(root, name, desk, { ...limits, fileBytes: limits.totalBytes })
    if (bytes !== null) desk.addSet({ path: name, bytes })
  }
  return desk.finish()
}

async function walk(root: string, folder: string, desk: IntakeDesk, limits: Limits): Promise<void> {
  const here = insidePath(root, folder)
  if (here.split('/').length > limits.depth)
    return desk.note(trouble('intake-path', here, { path: here, reason: 'too-deep' }))
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    desk.note(trouble('intake-unreadable', here, { reason: codeOf(error) }))
    return []
  })
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (desk.full()) return
    const full = join(folder, entry.name)
    const path = insidePath(root, full)
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) await walk(root, full, desk, limits)
    } else if (entry.isFile()) await addFile(full, path, desk, limits)
    else if (entry.isSymbolicLink()) await addLinked(root, full, path, desk, limits)
    else
      desk.note(
        trouble('intake-device', path, { type: entry.isFIFO() ? 'fifo' : entry.isSocket() ? 'socket' : 'device' }),
      )
  }
}

/** A link to an ordinary file inside the folder is that file; any other link is not followed. */
async function addLinked(root: string, full: string, path: string, desk: IntakeDesk, limits: Limits): Promise<void> {
  const target = await realpath(full).catch(() => null)
  const inside = target !== null && target.startsWith(root + sep) && (await lstat(target)).isFile()
  if (inside) await addFile(target, path, desk, limits)
  else desk.note(trouble('intake-symlink', path))
}

async function addFile(full: string, path: string, desk: IntakeDesk, limits: Limits): Promise<void> {
  const bytes = await readBounded(full, path, desk, limits)
  if (bytes !== null) desk.add({ path, bytes })
}

/** The bytes of an ordinary file within the limit. It is opened without following links and without waiting, because it may have been exchanged. */
async function readBounded(full: string, path: string, desk: IntakeDesk, limits: Limits): Promise<Uint8Array | null> {
  let file: FileHandle | undefined
  try {
    file = await open(full, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const stat = await file.stat()
    if (!stat.isFile()) desk.note(trouble('intake-device', path, { type: 'device' }))
    else if (stat.size > limits.fileBytes) desk.note(trouble('intake-file-large', path, { limit: limits.fileBytes }))
    else return await readAll(file, stat.size)
  } catch (error) {
    desk.note(trouble('intake-unreadable', path, { reason: codeOf(error) }))
  } finally {
    await file?.close()
  }
  return null
}

/** Up to `size` bytes: a file that grows meanwhile is read as it was measured. */
async function readAll(file: FileHandle, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

const insidePath = (root: string, full: string): string => relative(root, full).split(sep).join('/')

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
