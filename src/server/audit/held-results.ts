import type { AuditResult, Finding } from '../../audit/result.ts'
import { readBlob } from '../../store/evidence-blobs.ts'
import type { Scope } from '../../store/scope.ts'
import type { Store } from '../../store/open.ts'

interface Held {
  readonly result: AuditResult
  /** Of its JSON. */
  readonly bytes: number
}

/** Results that were read last, by their SHA-256: a page asks for several parts of one. Whoever asks has read the run's record in its own organisation first. */
const RESULTS = new Map<string, Held>()
/** The JSON of what is kept comes to so many bytes at most, except for a single one that is larger by itself. */
const KEPT = 96 * 2 ** 20

/** The JSON of a result, as it was written. */
export async function resultBytes(store: Store, scope: Scope, sha256: string): Promise<Buffer> {
  const bytes = await readBlob(scope, store.blobs, sha256)
  if (bytes === null) throw new Error(`the audit result ${sha256} is not kept`)
  return bytes
}

/** The result, read once as long as it is among the last ones. */
export async function heldResult(store: Store, scope: Scope, sha256: string): Promise<AuditResult> {
  const known = RESULTS.get(sha256)
  if (known !== undefined) return known.result
  const bytes = await resultBytes(store, scope, sha256)
  // Written by our own engine, and named by its hash.
  const result = JSON.parse(bytes.toString('utf8')) as AuditResult
  RESULTS.set(sha256, { result, bytes: bytes.length })
  forgetOldest()
  return result
}

function forgetOldest(): void {
  let total = [...RESULTS.values()].reduce((sum, { bytes }) => sum + bytes, 0)
  for (const [sha256, { bytes }] of RESULTS) {
    if (total <= KEPT || RESULTS.size === 1) return
    RESULTS.delete(sha256)
    total -= bytes
  }
}

/** Beyond so many findings a page asks for the path and the evidence of one when it is opened. */
const MANY = 200
const BRIEFS = new WeakMap<AuditResult, string>()

/** The JSON of a result for a page: of many findings only what lists show, without endpoints, flows, paths, witness and what closes them. */
export function briefResult(result: AuditResult): string {
  const known = BRIEFS.get(result)
  if (known !== undefined) return known
  const findings = result.findings.length > MANY ? result.findings.map(brief) : result.findings
  const text = JSON.stringify({ ...result, findings })
  BRIEFS.set(result, text)
  return text
}

function brief({ way: _, ...finding }: Finding): Finding {
  return { ...finding, sources: [], destinations: [], flows: [], hops: [], witness: null, closes: [] }
}
