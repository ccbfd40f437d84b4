import { accountByEmail, accountById, createAccount } from '../../store/accounts.ts'
import { addEvent } from '../../store/factors/events.ts'
import { accountOfIdentity, addIdentity, identitiesOf } from '../../store/identities.ts'
import { organisationsInviting, useInvitations } from '../../store/invitations.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { isNameTaken, join } from './joining.ts'
import type { Arrival } from './oidc.ts'
import { OidcRefused } from './oidc-refusals.ts'
import { newId } from './secrets.ts'

/**
 * The account of somebody who came back from the provider. A known subject is its account. An unknown one is let in by an open invitation for its verified
 * address and gets an account of its own; an account that is there already is never joined by its address alone. Throws OidcRefused.
 */
export async function enter(context: Context, arrival: Arrival, language: string): Promise<string> {
  const known = await context.store.asCaller({ system: true }, async (trx) => {
    const id = await accountOfIdentity(trx, arrival.issuer, arrival.subject)
    return id === null ? null : ((await accountById(trx, id)) ?? null)
  })
  if (known !== null) {
    if (known.disabled) throw new OidcRefused('oidc-disabled', '')
    return known.id
  }
  return admit(context, arrival, demandVerified(arrival), language)
}

/** The address, where the provider says that it was verified. Throws OidcRefused. */
export function demandVerified({ email, isVerified }: Arrival): string {
  if (email === null || !isVerified) throw new OidcRefused('oidc-unverified', '')
  return email
}

/** Makes an account for the invited, and a member of every organisation that invited. */
async function admit(context: Context, arrival: Arrival, email: string, language: string): Promise<string> {
  const [hasAccount, inviting] = await context.store.asCaller({ system: true }, async (trx) => [
    (await accountByEmail(trx, email)) !== undefined,
    await organisationsInviting(trx, email, instant(context)),
  ])
  if (hasAccount) throw new OidcRefused('oidc-link-first', '')
  const [first, ...others] = inviting
  if (first === undefined) throw new OidcRefused('oidc-unknown', '')
  const account = newId()
  const name = await nameFor(context, inviting, arrival.name, email)
  // Account, identity, membership and the use of the invitation stand or fall together.
  await context.store.inScope(first, async (scope) => {
    const row = { id: account, email, name, language, password: null, created_at: instant(context) }
    await createAccount(scope.trx, row)
    await addIdentity(scope.trx, identityOf(context, account, arrival, email))
    if (!(await accepted(context, scope, account, email))) throw new OidcRefused('oidc-unknown', '')
  })
  for (const organisation of others)
    await context.store.inScope(organisation, async (scope) => accepted(context, scope, account, email))
  return account
}

async function accepted(context: Context, scope: Scope, account: string, email: string): Promise<boolean> {
  const roles = await useInvitations(scope, email, instant(context))
  await join(context, scope, account, roles)
  return roles.length > 0
}

const NAME_MAX = 100
const CONTROLS = /[\p{Cc}\p{Cs}]/gu

/** What the provider calls the person; with the address behind it where a member of any of the organisations bears the name, since acceptances are by name. */
async function nameFor(context: Context, inviting: readonly string[], said: string, email: string): Promise<string> {
  const name = said.replaceAll(CONTROLS, ' ').trim().slice(0, NAME_MAX)
  if (name === '') return email
  for (const organisation of inviting)
    if (await context.store.inScope(organisation, (scope) => isNameTaken(scope, name))) return `${name} (${email})`
  return name
}

const identityOf = (context: Context, account: string, { issuer, subject }: Arrival, email: string) => ({
  id: newId(),
  issuer,
  subject,
  account,
  email,
  createdAt: instant(context),
})

/** Joins who came back to the account that asked for it, and whose address it is. Throws OidcRefused. */
export async function link(context: Context, arrival: Arrival, account: string): Promise<void> {
  const email = demandVerified(arrival)
  await context.store.asCaller({ system: true }, async (trx) => {
    const [row, owner, own] = [
      await accountById(trx, account),
      await accountOfIdentity(trx, arrival.issuer, arrival.subject),
      await identitiesOf(trx, account),
    ]
    if (owner === account) return
    if (owner !== null || own.some(({ issuer }) => issuer === arrival.issuer)) throw new OidcRefused('oidc-taken', '')
    if (row === undefined || row.email !== email) throw new OidcRefused('oidc-other-address', '')
    const identity = identityOf(context, account, arrival, email)
    await addIdentity(trx, identity)
    const event = { account, at: identity.createdAt, by: `account:${account}`, about: arrival.issuer } as const
    await addEvent(trx, { ...event, id: newId(), action: 'identity-linked' })
  })
}
