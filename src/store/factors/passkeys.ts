import type { Selectable, Transaction } from 'kysely'
import type { PasskeyTable, Tables } from '../tables.ts'

type Trx = Transaction<Tables>

/** A passkey of an account (WebAuthn). */
export interface Passkey {
  readonly id: string
  readonly account: string
  /** As the authenticator names it, base64url. */
  readonly credential: string
  /** The host name that it was made for, and works at. */
  readonly rpId: string
  readonly name: string
  /** COSE key, base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly synced: boolean
  readonly createdAt: string
  readonly usedAt: string | null
}

/** Adds a passkey; false when the credential is known already, whosever it is. */
export async function addPasskey(trx: Trx, key: Passkey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('passkey')
    .values({
      id: key.id,
      account_id: key.account,
      credential_id: key.credential,
      rp_id: key.rpId,
      name: key.name,
      public_key: key.publicKey,
      counter: key.counter,
      transports: JSON.stringify(key.transports),
      synced: key.synced,
      created_at: key.createdAt,
      used_at: key.usedAt,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The passkeys of the account, the oldest first. */
export async function passkeysOf(trx: Trx, account: string): Promise<readonly Passkey[]> {
  const rows = await trx
    .selectFrom('passkey')
    .selectAll()
    .where('account_id', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(passkeyOf)
}

/** The passkey of the credential, or null. Needs a transaction of the installation. */
export async function passkeyByCredential(trx: Trx, credential: string): Promise<Passkey | null> {
  const row = await trx.selectFrom('passkey').selectAll().where('credential_id', '=', credential).executeTakeFirst()
  return row === undefined ? null : passkeyOf(row)
}

/**
 * Writes down a use with the authenticator's counter. False when the counter does not go on from the one before, unless both are 0, as with authenticators
 * that do not count (WebAuthn 7.2). Two uses of one answer at once: one gets it.
 */
export async function usePasskey(trx: Trx, id: string, counter: number, at: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('passkey')
    .set({ counter, used_at: at })
    .where('id', '=', id)
    .where('counter', counter === 0 ? '=' : '<', counter)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Takes a passkey of the account away and gives back its name; null when it has none such. */
export async function removePasskey(trx: Trx, account: string, id: string): Promise<string | null> {
  const row = await trx
    .deleteFrom('passkey')
    .where('account_id', '=', account)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  return row?.name ?? null
}

/** Takes every passkey of the account away. */
export async function removePasskeys(trx: Trx, account: string): Promise<void> {
  await trx.deleteFrom('passkey').where('account_id', '=', account).execute()
}

const passkeyOf = (row: Selectable<PasskeyTable>): Passkey => ({
  id: row.id,
  account: row.account_id,
  credential: row.credential_id,
  rpId: row.rp_id,
  name: row.name,
  publicKey: row.public_key,
  counter: row.counter,
  transports: row.transports,
  synced: row.synced,
  createdAt: row.created_at,
  usedAt: row.used_at,
})
