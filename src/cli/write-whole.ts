import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Io } from './io.ts'

/**
 * Writes a file whole or not at all (temporary file, fsync, rename); `out` is the file, or a directory that exists, in which it is called `name`.
 * Gives back the path; null, with the reason printed, when it cannot be written.
 */
export async function writeWhole(
  out: string,
  name: string,
  content: string | Uint8Array,
  io: Io,
): Promise<string | null> {
  const isDirectory = await stat(out).then(
    (s) => s.isDirectory(),
    () => false,
  )
  const path = isDirectory ? join(out, name) : out
  const temporary = `${path}.${process.pid}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(temporary, 'w')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return path
  } catch (error) {
    await rm(temporary, { force: true })
    io.err(`${path}: ${error instanceof Error ? error.message : String(error)}\n`)
    return null
  }
}
