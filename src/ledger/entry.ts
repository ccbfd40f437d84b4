import { createHash } from 'node:crypto'
import { canonicalJson } from '../base/canonical.ts'
import type { Json } from '../base/canonical.ts'
import { leafHash } from './hash.ts'
import type { Hash } from './hash.ts'

/**
 * One change, as the ledger keeps it (M-1): who, when, which record, before, after and why.
 * Contents stay outside: `before` and `after` are salted SHA-256 digests (null where there was or is nothing), so that an export can be given to anyone,
 * and personal data can still be erased without breaking the ledger.
 */
export interface Entry {
  /** The place in the ledger, from 0. */
  readonly index: number
  /** ISO 8601 in UTC. */
  readonly at: string
  /** `account:<id>`, `token:<id>` or `system`. */
  readonly by: string
  readonly action: string
  readonly kind: string
  readonly id: string
  readonly before: string | null
  readonly after: string | null
  readonly why: string
}

/** The leaf of an entry: one line of canonical JSON. Its UTF-8 bytes are what is hashed, and what an export holds. */
export const leafOf = (entry: Entry): string => canonicalJson({ ...entry })

/** The leaf hash of a leaf's text. */
export const hashOfLeaf = (leaf: string): Hash => leafHash(Buffer.from(leaf, 'utf8'))

/** SHA-256 (hex) over the salt and the content's canonical text. Without the salt a short content could be guessed from its digest. */
export const digestOf = (salt: string, content: Json): string =>
  createHash('sha256')
    .update(`${salt}\n${canonicalJson(content)}`)
    .digest('hex')
