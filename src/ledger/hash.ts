import { createHash } from 'node:crypto'

/** A SHA-256 value: 32 bytes. */
export type Hash = Uint8Array

export const HASH_BYTES = 32

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const EMPTY_ROOT: Hash = sha256()

/** The hash of a leaf's bytes. The prefix 0x00 keeps a leaf from ever being taken for a node (RFC 6962, 2.1). */
export const leafHash = (leaf: Uint8Array): Hash => sha256(LEAF, leaf)

/** The hash of two subtrees, prefix 0x01 (RFC 6962, 2.1). */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(NODE, left, right)

/** Equal bytes. Hashes in a ledger are public, so the comparison need not take constant time. */
export const sameHash = (a: Hash, b: Hash): boolean => a.length === b.length && a.every((byte, i) => byte === b[i])

/** Lower-case hexadecimal text of a hash. */
export const hex = (hash: Hash): string => Buffer.from(hash).toString('hex')
