import { z } from 'zod'
import { accountByEmail } from '../../store/accounts.ts'
import { Failure } from '../failure.ts'
import { emailSchema, knownPasswordSchema, tokenSchema } from '../identity/fields.ts'
import { limitAnswers, limitGuesses } from '../identity/guesses.ts'
import { addressOf } from '../identity/address.ts'
import { demandStep, endStep, secondStep, useCode } from '../identity/second-step.ts'
import { isPassword } from '../identity/secrets.ts'
import { beginSession, leaveSession } from '../identity/sessions.ts'
import { open } from '../route.ts'
import type { Route } from '../route.ts'

const signIn = open({
  method: 'post',
  path: '/session',
  tag: 'identity',
  summary: 'Sign in with address and password. 204: signed in. 200: a code is needed as well, at /session/code',
  body: z.strictObject({ email: emailSchema, password: knownPasswordSchema }),
  answer: z.object({ step: z.string(), expiresAt: z.string() }),
  handle: async ({ context, c, body: { email, password } }) => {
    const wasRight = limitGuesses(context, addressOf(context, c), `account ${email.toLowerCase()}`)
    const account = await context.store.asCaller({ system: true }, (trx) => accountByEmail(trx, email))
    const isRight = await isPassword(account?.password ?? null, password)
    if (account === undefined || !isRight || account.disabled) throw new Failure('wrong-password')
    wasRight()
    const next = await secondStep(context, account.id)
    if (next === null) await beginSession(context, c, account.id, 'password')
    return next
  },
})

const enterCode = open({
  method: 'post',
  path: '/session/code',
  tag: 'identity',
  summary: 'The second step: a code of the authenticator app, or a recovery code',
  body: z.strictObject({ step: tokenSchema, code: z.string().max(60) }),
  handle: async ({ context, c, body: { step, code } }) => {
    limitAnswers(context, addressOf(context, c))
    const account = await demandStep(context, step)
    const way = await useCode(context, account, code)
    if (way === null) throw new Failure('wrong-code')
    await endStep(context, step, account)
    await beginSession(context, c, account, way)
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

export const sessionRoutes: readonly Route[] = [signIn, enterCode, signOut]
