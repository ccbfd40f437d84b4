import type { Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

type Trx = Transaction<Tables>

/** Puts new recovery codes in the place of all older ones. Only hashes are stored. */
export async function setRecoveryCodes(
  trx: Trx,
  account: string,
  codes: readonly { readonly id: string; readonly hash: string }[],
): Promise<void> {
  await trx.deleteFrom('recovery_code').where('account_id', '=', account).execute()
  await trx
    .insertInto('recovery_code')
    .values(codes.map(({ id, hash }) => ({ id, account_id: account, hash, used_at: null })))
    .execute()
}

/** Uses a code up; false when there is none such, or it was used before. */
export async function useRecoveryCode(trx: Trx, account: string, hash: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('account_id', '=', account)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** How many codes are left. */
export async function countRecoveryCodes(trx: Trx, account: string): Promise<number> {
  const { count } = await trx
    .selectFrom('recovery_code')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', account)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}
