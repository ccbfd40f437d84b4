import { lockLedger } from '../../store/ledger.ts'
import { addMember, people } from '../../store/organisations.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { isRole } from '../permissions.ts'

/** Why a membership was made, in the ledger. */
const WHY = 'invitation'

/** Makes the account a member of the scope's organisation with the roles of its invitation. */
export async function join(
  context: Pick<Context, 'now'>,
  scope: Scope,
  account: string,
  roles: readonly string[],
): Promise<void> {
  const actor = { by: `account:${account}`, at: instant(context) }
  for (const role of roles.filter(isRole)) await addMember(scope, actor, account, role, WHY)
}

/**
 * True when a member of the scope's organisation bears the name: approvals and acceptances are by name, so two members do not bear the same. Nobody else
 * joins until the transaction has ended.
 */
export async function isNameTaken(scope: Scope, name: string): Promise<boolean> {
  await lockLedger(scope)
  return (await people(scope)).some((one) => asRead(one.name) === asRead(name))
}

/** A name as a person reads it: neither width nor case nor what cannot be seen makes another of it. */
const asRead = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
