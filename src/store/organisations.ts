import { log } from './ledger.ts'
import type { Actor } from './ledger.ts'
import { KEY_NAME } from './ledger-key.ts'
import type { Scope } from './scope.ts'

/** Makes the organisation of the scope with an empty ledger, and writes its first entry. Throws when it exists. */
export async function createOrganisation(scope: Scope, actor: Actor, name: string): Promise<void> {
  const { organisation: id, trx } = scope
  await trx.insertInto('organisation').values({ id, name, created_at: actor.at }).execute()
  await trx.insertInto('ledger_head').values({ organisation_id: id, size: 0, peaks: '[]' }).execute()
  await log(scope, actor, [
    { action: 'create', kind: 'organisation', id, before: null, content: { name, key: KEY_NAME }, why: '' },
  ])
}

/** Gives an account a role in the scope's organisation (M-3). Nothing happens when it has it. */
export async function addMember(scope: Scope, actor: Actor, account: string, role: string, why: string): Promise<void> {
  const { organisation, trx } = scope
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('membership')
    .values({ organisation_id: organisation, account_id: account, role })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return
  await log(scope, actor, [
    { action: 'create', kind: 'member', id: `${account}_${role}`, before: null, content: { account, role }, why },
  ])
}

/** Takes a role from an account. Nothing happens when it does not have it. */
export async function removeMember(
  scope: Scope,
  actor: Actor,
  account: string,
  role: string,
  why: string,
): Promise<void> {
  const { organisation, trx } = scope
  const { numDeletedRows } = await trx
    .deleteFrom('membership')
    .where('organisation_id', '=', organisation)
    .where('account_id', '=', account)
    .where('role', '=', role)
    .executeTakeFirstOrThrow()
  if (numDeletedRows === 0n) return
  await log(scope, actor, [
    { action: 'delete', kind: 'member', id: `${account}_${role}`, before: null, content: null, why },
  ])
}

export interface Member {
  readonly account: string
  readonly role: string
}

/** Who has which role in the scope's organisation. */
export async function members({ organisation, trx }: Scope): Promise<readonly Member[]> {
  return trx
    .selectFrom('membership')
    .select(['account_id as account', 'role'])
    .where('organisation_id', '=', organisation)
    .orderBy('account_id')
    .orderBy('role')
    .execute()
}

/** A member with all that he or she may be known by. */
export interface Person {
  readonly account: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
}

/** The people of the scope's organisation with their roles, in the order of their names. */
export async function people({ organisation, trx }: Scope): Promise<readonly Person[]> {
  const rows = await trx
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id', 'account.name', 'account.email', 'membership.role'])
    .where('membership.organisation_id', '=', organisation)
    .orderBy('account.id')
    .orderBy('membership.role')
    .execute()
  const found = new Map<string, Person>()
  for (const { id, name, email, role } of rows)
    found.set(id, { account: id, name, email, roles: [...(found.get(id)?.roles ?? []), role] })
  return [...found.values()].toSorted((a, b) => COLLATOR.compare(a.name, b.name))
}

// No database sorts Japanese as people do.
const COLLATOR = new Intl.Collator('ja', { numeric: true })

/** What organisations are called. Needs a transaction of the installation. */
export async function organisationNames(
  trx: Scope['trx'],
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await trx
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
