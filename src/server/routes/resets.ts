import { z } from 'zod'
import { accountByEmail, accountById, membershipsOf } from '../../store/accounts.ts'
import { log } from '../../store/ledger.ts'
import { members } from '../../store/organisations.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { passwordSchema, tokenSchema } from '../identity/fields.ts'
import { limitGuesses } from '../identity/guesses.ts'
import { spendLink } from '../identity/links.ts'
import { demandPerson } from '../identity/person.ts'
import { addressOf } from '../identity/address.ts'
import { RESET_PURPOSES, newReset, performReset } from '../identity/resets.ts'
import { hashPassword, tokenHash } from '../identity/secrets.ts'
import { readLink } from '../../store/sessions.ts'
import { may } from '../permissions.ts'
import { open, scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { whySchema } from './common.ts'

const make = scoped({
  method: 'post',
  path: '/organisations/{organisation}/members/{account}/reset-link',
  tag: 'members',
  summary:
    'A one-time link by which a member sets a new password; with removeFactors the lost devices stop counting too',
  access: 'administer',
  body: z.strictObject({ removeFactors: z.boolean().default(false), why: whySchema }),
  answer: z.object({ token: z.string(), expiresAt: z.string() }),
  handle: async ({ context, scope, principal, params, body: { removeFactors, why } }) => {
    const id = params['account'] ?? ''
    if (!(await members(scope)).some(({ account }) => account === id)) throw new Failure('missing')
    const account = await accountById(scope.trx, id)
    if (account === undefined) throw new Failure('missing')
    if (demandPerson(context, principal) === id) throw new Failure('own-account')
    const { organisation } = scope
    return async () => {
      if (!(await isWholeOf(context, principal.account, id))) throw new Failure('account-elsewhere')
      const now = context.now()
      const content = { account: id, removeFactors }
      const happening = { action: 'create', kind: 'reset-link', id, before: null, content, why }
      const actor = { by: principal.by, at: now.toISOString() }
      // First the ledger: a link that nobody can see having been made must not exist.
      await context.store.inScope(organisation, (again) => log(again, actor, [happening]))
      return context.store.asCaller({ system: true }, (trx) =>
        newReset(trx, account, { by: principal.by, now, removeFactors }),
      )
    }
  },
})

/** An account may belong to other organisations: true when the owner administers every one of them, and at least one. */
async function isWholeOf(context: Context, owner: string, account: string): Promise<boolean> {
  const rolesOf = (id: string) => context.store.asCaller({ account: id }, (trx) => membershipsOf(trx, id))
  const [held, owned] = [await rolesOf(account), await rolesOf(owner)]
  return held.size > 0 && [...held.keys()].every((id) => may(owned.get(id) ?? [], 'administer'))
}

const OWNER = 'account:'

/** A link is good as long as its maker might still make it: neither of them may have come or gone meanwhile. One of the command line always is. */
const isStillGood = async (context: Context, by: string, account: string): Promise<boolean> =>
  !by.startsWith(OWNER) || isWholeOf(context, by.slice(OWNER.length), account)

const use = open({
  method: 'post',
  path: '/reset',
  tag: 'identity',
  summary: 'Set a new password by a one-time link; every session ends, and one signs in with it afterwards',
  body: z.strictObject({ token: tokenSchema, password: passwordSchema }),
  handle: async ({ context, c, body: { token, password } }) => {
    const { email, removeFactors, by } = await demandReset(context, addressOf(context, c), token)
    const account = await context.store.asCaller({ system: true }, (trx) => accountByEmail(trx, email))
    if (account === undefined || account.disabled || !(await isStillGood(context, by, account.id)))
      throw new Failure('link-used')
    await spendLink(context, token)
    const reset = { password: await hashPassword(password), removeFactors, at: instant(context) }
    await context.store.asCaller({ system: true }, (trx) => performReset(trx, account.id, reset))
    return null
  },
})

async function demandReset(
  context: Context,
  address: string,
  token: string,
): Promise<{ readonly email: string; readonly removeFactors: boolean; readonly by: string }> {
  const wasRight = limitGuesses(context, address, `link ${address}`)
  const link = await context.store.asCaller({ system: true }, (trx) =>
    readLink(trx, tokenHash(token), instant(context)),
  )
  const purpose = RESET_PURPOSES.find((one) => one === link?.purpose)
  const email = link?.email ?? null
  if (purpose === undefined || email === null) throw new Failure('link-used')
  wasRight()
  return { email, removeFactors: purpose === 'reset-factors', by: link?.by ?? '' }
}

export const resetRoutes: readonly Route[] = [make, use]
