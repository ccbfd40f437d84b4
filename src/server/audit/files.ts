import type { Identified } from '../../isms/records/kinds.ts'
import type { IntakeEntry } from '../../evidence/intake.ts'
import { LIMITS } from '../../evidence/intake/limits.ts'
import { readBlob } from '../../store/evidence-blobs.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'

/**
 * The files of a piece of evidence with their bytes. Throws Failure `too-large` before it reads more than is ever taken in: files are small one by one, and
 * there may be many.
 */
export async function entriesOf(
  { store }: Pick<Context, 'store'>,
  scope: Scope,
  evidence: Identified<'evidence'>,
): Promise<readonly IntakeEntry[]> {
  if (bytesOf(evidence) > LIMITS.totalBytes) throw new Failure('too-large')
  const entries: IntakeEntry[] = []
  for (const { path, sha256 } of evidence.files) {
    const bytes = await readBlob(scope, store.blobs, sha256)
    if (bytes === null) throw new Error(`the evidence ${evidence.id} names the blob ${sha256}, which is not kept`)
    entries.push({ path, bytes })
  }
  return entries
}

/** How many bytes the files have together. */
export const bytesOf = ({ files }: Pick<Identified<'evidence'>, 'files'>): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0)
