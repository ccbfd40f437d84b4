import type { Selectable, Transaction } from 'kysely'
import type { AccountTable, Tables } from './tables.ts'

export type Account = Selectable<AccountTable>
type Trx = Transaction<Tables>

/** Adds an account. Throws when the address is taken. */
export async function createAccount(trx: Trx, account: Omit<Account, 'disabled'>): Promise<void> {
  await trx
    .insertInto('account')
    .values({ ...account, email: account.email.toLowerCase(), disabled: false })
    .execute()
}

export const accountByEmail = (trx: Trx, email: string): Promise<Account | undefined> =>
  trx.selectFrom('account').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst()

export const accountById = (trx: Trx, id: string): Promise<Account | undefined> =>
  trx.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()

export async function countAccounts(trx: Trx): Promise<number> {
  const { count } = await trx
    .selectFrom('account')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Sets the password's hash and ends every session of the account, and every sign-in that is half done. */
export async function setPassword(trx: Trx, id: string, password: string): Promise<void> {
  await trx.updateTable('account').set({ password }).where('id', '=', id).execute()
  await trx.deleteFrom('session').where('account_id', '=', id).execute()
  await trx.deleteFrom('challenge').where('account_id', '=', id).execute()
}

/** The roles of the account, by organisation. Needs a transaction as the account. */
export async function membershipsOf(trx: Trx, account: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await trx
    .selectFrom('membership')
    .select(['organisation_id', 'role'])
    .where('account_id', '=', account)
    .orderBy('role')
    .execute()
  const roles = new Map<string, string[]>()
  for (const { organisation_id: id, role } of rows) roles.set(id, [...(roles.get(id) ?? []), role])
  return roles
}

/** What accounts are called, by their id. */
export async function accountNames(trx: Trx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('account')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
