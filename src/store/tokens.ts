import type { Transaction } from 'kysely'
import { log } from './ledger.ts'
import type { Actor } from './ledger.ts'
import type { Scope } from './scope.ts'
import type { Tables } from './tables.ts'

/** A token of the API: it acts with these roles in one organisation, or only reads with them. */
export interface ApiToken {
  readonly id: string
  readonly organisation: string
  readonly account: string
  readonly name: string
  readonly roles: readonly string[]
  readonly readOnly: boolean
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  readonly lastUsedAt: string | null
}

export async function createToken(
  scope: Scope,
  actor: Actor,
  tokenHash: string,
  token: Omit<ApiToken, 'organisation' | 'revokedAt' | 'lastUsedAt'>,
): Promise<void> {
  const { id, account, name, roles, readOnly, createdAt, expiresAt } = token
  await scope.trx
    .insertInto('api_token')
    .values({
      id,
      organisation_id: scope.organisation,
      token_hash: tokenHash,
      account_id: account,
      name,
      roles: JSON.stringify(roles),
      read_only: readOnly,
      created_at: createdAt,
      expires_at: expiresAt,
      revoked_at: null,
      last_used_at: null,
    })
    .execute()
  await log(scope, actor, [
    {
      action: 'create',
      kind: 'token',
      id,
      before: null,
      content: { account, name, roles, readOnly, expiresAt },
      why: '',
    },
  ])
}

/** Ends a token; false when there is none that has not ended. */
export async function revokeToken(scope: Scope, actor: Actor, id: string): Promise<boolean> {
  const { numUpdatedRows } = await scope.trx
    .updateTable('api_token')
    .set({ revoked_at: actor.at })
    .where('organisation_id', '=', scope.organisation)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return false
  await log(scope, actor, [{ action: 'delete', kind: 'token', id, before: null, content: null, why: '' }])
  return true
}

export async function listTokens({ organisation, trx }: Scope): Promise<readonly ApiToken[]> {
  const rows = await trx
    .selectFrom('api_token')
    .selectAll()
    .where('organisation_id', '=', organisation)
    .orderBy('created_at')
    .execute()
  return rows.map(tokenOf)
}

/** The token with this hash. Needs a transaction as the token. */
export async function readToken(trx: Transaction<Tables>, tokenHash: string): Promise<ApiToken | null> {
  const row = await trx.selectFrom('api_token').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  return row === undefined ? null : tokenOf(row)
}

/** Writes down that the token was used. Needs a transaction as the token. */
export async function touchToken(trx: Transaction<Tables>, tokenHash: string, at: string): Promise<void> {
  await trx.updateTable('api_token').set({ last_used_at: at }).where('token_hash', '=', tokenHash).execute()
}

interface Row {
  readonly id: string
  readonly organisation_id: string
  readonly account_id: string
  readonly name: string
  readonly roles: readonly string[]
  readonly read_only: boolean
  readonly created_at: string
  readonly expires_at: string
  readonly revoked_at: string | null
  readonly last_used_at: string | null
}

const tokenOf = (row: Row): ApiToken => ({
  id: row.id,
  organisation: row.organisation_id,
  account: row.account_id,
  name: row.name,
  roles: row.roles,
  readOnly: row.read_only,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
  lastUsedAt: row.last_used_at,
})
