import type { Transaction } from 'kysely'
import type { Tables } from '../tables.ts'

type Trx = Transaction<Tables>

/** The authenticator app of an account. */
export interface Totp {
  /** Sealed for the account. */
  readonly secret: string
  readonly confirmedAt: string | null
  readonly lastStep: number
}

export async function readTotp(trx: Trx, account: string): Promise<Totp | null> {
  const row = await trx.selectFrom('totp').selectAll().where('account_id', '=', account).executeTakeFirst()
  return row === undefined ? null : { secret: row.secret, confirmedAt: row.confirmed_at, lastStep: row.last_step }
}

/** Puts a secret that waits for its first code in the place of another that waits. False when one was confirmed already. */
export async function beginTotp(
  trx: Trx,
  { id, account, secret, at }: { id: string; account: string; secret: string; at: string },
): Promise<boolean> {
  await trx.deleteFrom('totp').where('account_id', '=', account).where('confirmed_at', 'is', null).execute()
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('totp')
    .values({ id, account_id: account, secret, created_at: at, confirmed_at: null, last_step: -1 })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Confirms what waits, with the time step of its first code. False when nothing waits. */
export async function confirmTotp(trx: Trx, account: string, step: number, at: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('totp')
    .set({ confirmed_at: at, last_step: step })
    .where('account_id', '=', account)
    .where('confirmed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Uses the step up; false when it, or a later one, was used before. Two at once: one gets it. */
export async function useStep(trx: Trx, account: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('totp')
    .set({ last_step: step })
    .where('account_id', '=', account)
    .where('confirmed_at', 'is not', null)
    .where('last_step', '<', step)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Takes the app and the recovery codes away; false when there was no app. */
export async function removeTotp(trx: Trx, account: string): Promise<boolean> {
  await trx.deleteFrom('recovery_code').where('account_id', '=', account).execute()
  const { numDeletedRows } = await trx.deleteFrom('totp').where('account_id', '=', account).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
