import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newPrivateKey, signerOf } from '../ledger/keys.ts'
import type { Signer } from '../ledger/keys.ts'

/** The name of the key in notes. */
export const KEY_NAME = 'akashi-ledger'
export const KEY_FILE = 'ledger-key.pem'

/** The ledger's key of this installation, made at the first start; only its owner may read it. */
export async function ledgerKey(folder: string): Promise<Signer> {
  const path = join(folder, KEY_FILE)
  const found = await readFile(path, 'utf8').catch(() => null)
  if (found !== null) return signerOf(KEY_NAME, found)
  const pem = newPrivateKey()
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(pem)
    await file.sync()
  } finally {
    await file.close()
  }
  return signerOf(KEY_NAME, pem)
}
