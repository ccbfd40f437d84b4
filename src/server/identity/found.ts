import { profileSchema } from '../../isms/records/profile.ts'
import { createAccount } from '../../store/accounts.ts'
import { change } from '../../store/change.ts'
import { addMember, createOrganisation } from '../../store/organisations.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { hashPassword, newId } from './secrets.ts'

export interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: string
}

/** The row of a new account with the password's hash. */
export async function newAccount(context: Context, { name, email, password, language }: NewAccount) {
  return { id: newId(), name, email, language, password: await hashPassword(password), created_at: instant(context) }
}

/** Adds an account with a password and gives back its id. Throws when the address is taken. */
export async function addAccount(context: Context, wish: NewAccount): Promise<string> {
  const account = await newAccount(context, wish)
  await context.store.asCaller({ system: true }, (trx) => createAccount(trx, account))
  return account.id
}

/** Makes an organisation with its profile; the account becomes its owner and manager. */
export async function foundOrganisation(
  context: Context,
  account: string,
  name: string,
  language: 'ja' | 'en',
): Promise<string> {
  const id = newId()
  const actor = { by: `account:${account}`, at: instant(context) }
  await context.store.inScope(id, async (scope) => {
    await createOrganisation(scope, actor, name)
    for (const role of ['owner', 'manager'] as const) await addMember(scope, actor, account, role, '')
    const profile = profileSchema.parse({ name: { [language]: name } })
    await change(scope, actor, [{ action: 'create', kind: 'profile', id: 'profile', body: profile, why: '' }])
  })
  return id
}
