import type { Kind } from './kinds.ts'

/** The kinds that are approved as versions (S-4, K-2, T-4). */
export const VERSIONED = ['scope', 'criteria', 'soa'] as const satisfies readonly Kind[]

const VERSIONED_KINDS: ReadonlySet<string> = new Set(VERSIONED)

export const isVersioned = (kind: Kind): kind is (typeof VERSIONED)[number] => VERSIONED_KINDS.has(kind)

/** True when the record was approved: nothing that was approved is edited, it gets a new version (M-1). */
export const isFrozen = (kind: Kind, body: unknown): boolean =>
  isVersioned(kind) && typeof body === 'object' && body !== null && 'approval' in body && body.approval !== null
