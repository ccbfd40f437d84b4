import { canonicalJson } from '../base/canonical.ts'

/**
 * A ledger's export is lines of JSON: the header, its checkpoints from the oldest to the newest, then every leaf, exactly as it was hashed.
 * Checkpoints come first so that a verifier needs one pass and little memory.
 */
export interface Header {
  readonly format: 'akashi-ledger'
  readonly version: 1
  readonly origin: string
  /** The verifier key: `name+id+base64`. */
  readonly key: string
  readonly checkpoints: number
  readonly entries: number
}

/** The lines of an export, without line ends. `leaves` may be a stream. */
export function* exportLines(
  {
    origin,
    key,
    checkpoints,
  }: { readonly origin: string; readonly key: string; readonly checkpoints: readonly string[] },
  leaves: readonly string[],
): Generator<string> {
  const header = {
    format: 'akashi-ledger',
    version: 1,
    origin,
    key,
    checkpoints: checkpoints.length,
    entries: leaves.length,
  }
  yield canonicalJson(header)
  for (const checkpoint of checkpoints) yield canonicalJson({ checkpoint })
  yield* leaves
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** The header that the line holds, or null. */
export function parseHeader(line: string): Header | null {
  const value = parseObject(line)
  const { format, version, origin, key, checkpoints, entries } = value ?? {}
  if (format !== 'akashi-ledger' || version !== 1) return null
  if (typeof origin !== 'string' || typeof key !== 'string') return null
  return isCount(checkpoints) && isCount(entries) ? { format, version, origin, key, checkpoints, entries } : null
}

/** The signed checkpoint that the line holds, or null. */
export function parseCheckpointLine(line: string): string | null {
  const text = parseObject(line)?.['checkpoint']
  return typeof text === 'string' ? text : null
}

/** The `index` member of a leaf, or null when the leaf is no entry. */
export function indexOfLeaf(leaf: string): number | null {
  const index = parseObject(leaf)?.['index']
  return isCount(index) ? index : null
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
