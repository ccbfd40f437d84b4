import type { BlobStore } from './blobs.ts'
import type { Scope } from './scope.ts'

/** Keeps bytes for the scope's organisation; gives back their SHA-256. The bytes are durable before the row says so. */
export async function keepBlob(scope: Scope, blobs: BlobStore, bytes: Uint8Array, at: string): Promise<string> {
  const sha256 = await blobs.put(bytes)
  await holdBlob(scope, sha256, bytes.length, at)
  return sha256
}

/** Says that the scope's organisation holds bytes that were put before: large ones are put before the transaction begins, since it makes others wait. */
export async function holdBlob({ organisation, trx }: Scope, sha256: string, bytes: number, at: string): Promise<void> {
  await trx
    .insertInto('blob')
    .values({ organisation_id: organisation, sha256, bytes, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The bytes, where the scope's organisation holds them: to know another's hash is not enough. */
export async function readBlob({ organisation, trx }: Scope, blobs: BlobStore, sha256: string): Promise<Buffer | null> {
  const row = await trx
    .selectFrom('blob')
    .select('sha256')
    .where('organisation_id', '=', organisation)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row === undefined ? null : blobs.get(sha256)
}
