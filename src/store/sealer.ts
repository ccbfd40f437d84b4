import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The file of the key in the data folder: 32 random bytes as base64url. */
export const SEAL_KEY_FILE = 'seal-key'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Keeps small secrets so that the database alone does not give them away (AES-256-GCM). */
export interface Sealer {
  /** The secret as base64url text; it opens only under the same `about`, so that a row cannot stand in for another. */
  seal(secret: string, about: string): string
  /** The secret again. Throws when it was sealed with another key or about something else, or was changed. */
  unseal(sealed: string, about: string): string
}

/** A sealer with the key of 32 bytes. */
export const sealerOf = (key: Uint8Array): Sealer => ({
  seal(secret, about) {
    const nonce = randomBytes(NONCE_BYTES)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url')
  },
  unseal(sealed, about) {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length < NONCE_BYTES + TAG_BYTES) throw new Error(`${bytes.length} bytes are no sealed secret`)
    const nonce = bytes.subarray(0, NONCE_BYTES)
    const tag = bytes.subarray(bytes.length - TAG_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(about))
      .setAuthTag(tag)
    const text = bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
  },
})

/** The sealer of this installation; its key is made at the first start, and only its owner may read it. */
export async function folderSealer(folder: string): Promise<Sealer> {
  const path = join(folder, SEAL_KEY_FILE)
  const found = await readFile(path, 'utf8').catch(() => null)
  const key = found === null ? await newKey(path) : Buffer.from(found.trim(), 'base64url')
  if (key.length !== KEY_BYTES)
    throw new Error(`${SEAL_KEY_FILE} holds a key of ${key.length} bytes, expected ${KEY_BYTES}`)
  return sealerOf(key)
}

async function newKey(path: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES)
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${key.toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  return key
}
