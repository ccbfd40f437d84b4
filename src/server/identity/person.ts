import type { Context as HonoContext } from 'hono'
import { accountById } from '../../store/accounts.ts'
import type { Context } from '../context.ts'
import { Failure } from '../failure.ts'
import { limitGuesses } from './guesses.ts'
import { addressOf } from './address.ts'
import type { Principal } from './principal.ts'
import { isPassword } from './secrets.ts'

/**
 * The id of the account whose person asks. How somebody signs in is changed by that person alone: not by a token, which may have been lost, and not in a
 * demonstration, which has no accounts. Throws Failure `not-permitted`.
 */
export function demandPerson({ mode }: Pick<Context, 'mode'>, { account, by }: Principal): string {
  if (mode === 'demo' || by !== `account:${account}`) throw new Failure('not-permitted')
  return account
}

/** Like `demandPerson`, and the present password as well: an unwatched screen is not enough. Throws Failure `wrong-present-password`. */
export async function demandPassword(
  context: Context,
  c: HonoContext,
  principal: Principal,
  password: string,
): Promise<string> {
  const id = demandPerson(context, principal)
  const wasRight = limitGuesses(context, addressOf(context, c), `account ${principal.email}`)
  const account = await context.store.asCaller({ system: true }, (trx) => accountById(trx, id))
  if (!(await isPassword(account?.password ?? null, password))) throw new Failure('wrong-present-password')
  wasRight()
  return id
}
