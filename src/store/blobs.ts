import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncPath } from './synced-fs.ts'

/** Bytes by their SHA-256 (hex). What was put is never changed; the same bytes are kept once. */
export interface BlobStore {
  /** Keeps the bytes durably and gives back their SHA-256. */
  put(bytes: Uint8Array): Promise<string>
  has(sha256: string): Promise<boolean>
  /** The bytes, or null when there are none. Throws when they are no longer what their name says. */
  get(sha256: string): Promise<Buffer | null>
}

/** A place of blobs elsewhere did not do what it was asked. The message holds its own code (`AccessDenied`), never a secret. */
export class BlobsUnavailable extends Error {}

const NAME = /^[0-9a-f]{64}$/

/** True for a SHA-256 in hex, lower case. */
export const isBlobName = (text: string): boolean => NAME.test(text)

/** A blob store in a folder, two letters deep. */
export function folderBlobs(folder: string): BlobStore {
  const pathOf = (sha256: string): string => {
    if (!isBlobName(sha256)) throw new Error(`${JSON.stringify(sha256)} is no SHA-256`)
    return join(folder, sha256.slice(0, 2), sha256)
  }
  return {
    async put(bytes) {
      const sha256 = await hashed(bytes)
      const path = pathOf(sha256)
      if (!(await exists(path))) await write(path, bytes)
      return sha256
    },
    has: (sha256) => exists(pathOf(sha256)),
    async get(sha256) {
      const bytes = await readFile(pathOf(sha256)).catch(nullWhenMissing)
      if (bytes !== null && (await hashed(bytes)) !== sha256)
        throw new Error(`the blob ${sha256} has been changed on disk`)
      return bytes
    },
  }
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** So many bytes are hashed at a time. */
const PIECE = 4 * 2 ** 20

/** The SHA-256 of bytes that may be many: others are answered in between. */
export async function hashed(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += PIECE) {
    hash.update(bytes.subarray(at, at + PIECE))
    if (at + PIECE < bytes.length) await new Promise(setImmediate)
  }
  return hash.digest('hex')
}

/** Writes beside and renames, so that a name only ever stands for whole content; then makes the name itself durable. */
async function write(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  if ((await mkdir(folder, { recursive: true })) !== undefined) syncPath(dirname(folder))
  const temporary = `${path}.${randomUUID()}`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } catch (error) {
    await unlink(temporary)
    throw error
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  syncPath(folder)
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(nullWhenMissing)) !== null

function nullWhenMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
