import type { Identified } from '../../isms/records/kinds.ts'
import type { IntakeEntry } from '../../evidence/intake.ts'
import { readBlob } from '../../store/evidence-blobs.ts'
import { readRecord } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'

/** The files of a piece of evidence with their bytes. */
export async function entriesOf(
  { store }: Pick<Context, 'store'>,
  scope: Scope,
  evidence: Identified<'evidence'>,
): Promise<readonly IntakeEntry[]> {
  const entries: IntakeEntry[] = []
  for (const { path, sha256 } of evidence.files) {
    const bytes = await readBlob(scope, store.blobs, sha256)
    if (bytes === null) throw new Error(`the evidence ${evidence.id} names the blob ${sha256}, which is not kept`)
    entries.push({ path, bytes })
  }
  return entries
}

/** The files of several pieces of evidence, in their order. Refuses when one is not there. */
export async function allEntries(
  context: Pick<Context, 'store'>,
  scope: Scope,
  ids: readonly string[],
): Promise<readonly IntakeEntry[]> {
  const all: IntakeEntry[] = []
  for (const id of ids) {
    const found = await readRecord(scope, 'evidence', id)
    if (found === null) throw new Failure('missing', [{ kind: 'evidence', id }])
    all.push(...(await entriesOf(context, scope, found.body)))
  }
  return all
}
