import type { AuditResult } from '../../audit/result.ts'
import type { BodyOf } from '../../isms/records/kinds.ts'
import type { BlobStore } from '../../store/blobs.ts'
import { readBlob } from '../../store/evidence-blobs.ts'
import { readKind } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import { announce, isHeard } from './announce.ts'
import type { Telling } from './announce.ts'
import { IDS_MAX } from './events.ts'
import { verdictsChanged } from './verdicts-changed.ts'

type Run = BodyOf<'auditRun'>

const pageOf = (run: string): string => `/audit/${run}`

/** Tells that a run ended without a result. */
export const announceFailure = (telling: Telling, run: string, { engagement, failure }: Run): Promise<void> =>
  announce(telling, 'audit.failed', { run, engagement, code: failure?.code ?? '', page: pageOf(run) })

/** A run that has ended with a result, and the answers that it raised again. */
export interface Ended {
  readonly run: string
  readonly body: Run
  readonly result: AuditResult
  readonly raised: readonly string[]
}

/** Tells that a run has a result, what it changed since the last one under the same engagement, and which answers it raised again. */
export async function announceResult(telling: Telling, blobs: BlobStore, ended: Ended): Promise<void> {
  const { run, body, raised } = ended
  const { engagement, summary } = body
  await announce(telling, 'audit.finished', { run, engagement, summary: summary ?? {}, page: pageOf(run) })
  await announceVerdicts(telling, blobs, ended)
  if (raised.length === 0) return
  const data = { run, count: raised.length, answers: raised.slice(0, IDS_MAX), page: '/statement' }
  await announce(telling, 'answers.raised', data)
}

/** The result of an earlier run is read only where somebody would be told. */
async function announceVerdicts(telling: Telling, blobs: BlobStore, { run, body, result }: Ended): Promise<void> {
  const { scope } = telling
  if (!(await isHeard(scope, ['verdicts.changed']))) return
  const previous = await previousRun(scope, run, body.engagement)
  if (previous === null) return
  // A result that cannot be read any more must not undo the one that was just made, and is not called the same either.
  const bytes = await readBlob(scope, blobs, previous.result).catch(() => null)
  const counts = bytes === null ? NOT_COMPARED : verdictsChanged(resultIn(bytes), result)
  if (counts === null) return
  await announce(telling, 'verdicts.changed', { run, previous: previous.id, ...counts, page: pageOf(run) })
}

const NOT_COMPARED = { opened: null, closed: null, undetermined: null } as const

// Written by our own engine, and named by its hash.
const resultIn = (bytes: Buffer): AuditResult => JSON.parse(bytes.toString('utf8')) as AuditResult

/** The run under the same engagement that ended last before this one with a result; null when this is the first. */
async function previousRun(
  scope: Scope,
  run: string,
  engagement: string,
): Promise<{ readonly id: string; readonly result: string } | null> {
  const ended = (await readKind(scope, 'auditRun'))
    .flatMap(({ body: { id, result, endedAt, ...body } }) =>
      id !== run && body.engagement === engagement && result !== null ? [{ id, result, endedAt: endedAt ?? '' }] : [],
    )
    .toSorted((a, b) => (a.endedAt < b.endedAt ? 1 : -1))
  return ended[0] ?? null
}
