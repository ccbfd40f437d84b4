import type { Transaction } from 'kysely'
import { log } from './ledger.ts'
import type { Actor } from './ledger.ts'
import type { Scope } from './scope.ts'
import { listTokens } from './tokens.ts'
import type { Tables } from './tables.ts'

/** An invitation that waits: a one-time link for one address, with the roles that it gives. */
export interface Invitation {
  readonly id: string
  readonly email: string
  readonly roles: readonly string[]
  readonly createdAt: string
  /** How the ledger names who invited. */
  readonly createdBy: string
  readonly expiresAt: string
}

const PURPOSE = 'invitation'

/** Invites. Only the hash of the link's token is stored; the ledger says who invited whom to what. */
export async function createInvitation(
  scope: Scope,
  actor: Actor,
  tokenHash: string,
  invitation: Pick<Invitation, 'id' | 'email' | 'roles' | 'expiresAt'>,
): Promise<void> {
  const { id, roles, expiresAt } = invitation
  const email = invitation.email.toLowerCase()
  await scope.trx
    .insertInto('link')
    .values({
      token_hash: tokenHash,
      purpose: PURPOSE,
      organisation_id: scope.organisation,
      email,
      roles: JSON.stringify(roles),
      expires_at: expiresAt,
      used_at: null,
      id,
      created_at: actor.at,
      created_by: actor.by,
    })
    .execute()
  const content = { email, roles: [...roles], expiresAt }
  await log(scope, actor, [{ action: 'create', kind: PURPOSE, id, before: null, content, why: '' }])
}

/** The invitations of the organisation that can still be accepted, the newest first. */
export async function openInvitations({ organisation, trx }: Scope, now: string): Promise<readonly Invitation[]> {
  const rows = await trx
    .selectFrom('link')
    .select(['id', 'email', 'roles', 'created_at', 'created_by', 'expires_at'])
    .where('purpose', '=', PURPOSE)
    .where('organisation_id', '=', organisation)
    .where('id', 'is not', null)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id ?? '',
    email: row.email ?? '',
    roles: row.roles,
    createdAt: row.created_at ?? row.expires_at,
    createdBy: row.created_by ?? '',
    expiresAt: row.expires_at,
  }))
}

/** Takes an invitation back; false when there is none that is open. */
export async function revokeInvitation(scope: Scope, actor: Actor, id: string): Promise<boolean> {
  const { numDeletedRows } = await scope.trx
    .deleteFrom('link')
    .where('purpose', '=', PURPOSE)
    .where('organisation_id', '=', scope.organisation)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', actor.at)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) return false
  await log(scope, actor, [{ action: 'delete', kind: PURPOSE, id, before: null, content: null, why: '' }])
  return true
}

/** Takes back every open invitation that the account made, itself or by one of its tokens. */
export async function revokeInvitationsOf(scope: Scope, actor: Actor, account: string): Promise<void> {
  const tokens = (await listTokens(scope)).filter((token) => token.account === account)
  const makers = new Set([`account:${account}`, ...tokens.map(({ id }) => `token:${id}`)])
  for (const { id, createdBy } of await openInvitations(scope, actor.at))
    if (makers.has(createdBy)) await revokeInvitation(scope, actor, id)
}

/** The organisations that wait for the address. Needs a transaction of the installation. */
export async function organisationsInviting(
  trx: Transaction<Tables>,
  email: string,
  now: string,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('link')
    .select('organisation_id')
    .distinct()
    .where('purpose', '=', PURPOSE)
    .where('email', '=', email.toLowerCase())
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute()
  return rows.flatMap(({ organisation_id: id }) => (id === null ? [] : [id])).toSorted()
}

/** Uses up every open invitation of the organisation for the address, and gives back the roles that they gave. Two at once: one gets them. */
export async function useInvitations(
  { organisation, trx }: Scope,
  email: string,
  now: string,
): Promise<readonly string[]> {
  const rows = await trx
    .updateTable('link')
    .set({ used_at: now })
    .where('purpose', '=', PURPOSE)
    .where('organisation_id', '=', organisation)
    .where('email', '=', email.toLowerCase())
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('roles')
    .execute()
  return [...new Set(rows.flatMap(({ roles }) => roles))]
}
