import { z } from 'zod'
import { accountByEmail } from '../../store/accounts.ts'
import { Failure } from '../failure.ts'
import { emailSchema, knownPasswordSchema } from '../identity/fields.ts'
import { limitGuesses } from '../identity/guesses.ts'
import { addressOf } from '../identity/principal.ts'
import { isPassword } from '../identity/secrets.ts'
import { beginSession, leaveSession } from '../identity/sessions.ts'
import { open } from '../route.ts'
import type { Route } from '../route.ts'

const signIn = open({
  method: 'post',
  path: '/session',
  tag: 'identity',
  summary: 'Sign in with address and password',
  body: z.strictObject({ email: emailSchema, password: knownPasswordSchema }),
  handle: async ({ context, c, body: { email, password } }) => {
    limitGuesses(context, addressOf(c), `account ${email.toLowerCase()}`)
    const account = await context.store.asCaller({ system: true }, (trx) => accountByEmail(trx, email))
    const isRight = await isPassword(account?.password ?? null, password)
    if (account === undefined || !isRight || account.disabled) throw new Failure('wrong-password')
    await beginSession(context, c, account.id)
    return null
  },
})

const signOut = open({
  method: 'delete',
  path: '/session',
  tag: 'identity',
  summary: 'Sign out',
  handle: async ({ context, c }) => {
    await leaveSession(context, c)
    return null
  },
})

export const sessionRoutes: readonly Route[] = [signIn, signOut]
