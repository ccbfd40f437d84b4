import { createHash } from 'node:crypto'

/** A fragment id for a thing of the evidence: our own prefix and a digest, so that no name can collide with an id of the page. */
export const anchor = (kind: string, ...names: readonly string[]): string =>
  `${kind}-${createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 16)}`
