import { createHash } from 'node:crypto'

/** The version of the model that we write. */
export const OSCAL_VERSION = '1.2.1'

/** The namespace of our own props and parts. */
export const OSCAL_NS = 'urn:akashi:oscal:1'

/** Name space of our version 5 UUIDs (RFC 9562), itself random once and fixed for ever. */
const UUID_SPACE = Buffer.from('5d1c7f0e6b3a4d1f9a52c0e4b7d81f63', 'hex')

/** The same names give the same UUID (version 5), so that the same input writes the same bytes. */
export function uuidOf(...names: readonly string[]): string {
  const hash = createHash('sha1').update(UUID_SPACE).update(names.join('\0')).digest().subarray(0, 16)
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export interface Prop {
  readonly name: string
  readonly value: string
  readonly ns?: string | undefined
  readonly class?: string | undefined
}
