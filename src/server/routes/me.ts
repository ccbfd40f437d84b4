import { z } from 'zod'
import { accountById, setPassword } from '../../store/accounts.ts'
import { organisationNames } from '../../store/organisations.ts'
import { Failure } from '../failure.ts'
import { knownPasswordSchema, passwordSchema } from '../identity/fields.ts'
import { limitGuesses } from '../identity/guesses.ts'
import { addressOf } from '../identity/principal.ts'
import { hashPassword, isPassword } from '../identity/secrets.ts'
import { beginSession } from '../identity/sessions.ts'
import { signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const meSchema = z.object({
  account: z.string(),
  name: z.string(),
  email: z.string(),
  mode: z.enum(['accounts', 'demo']),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
})

const me = signedIn({
  method: 'get',
  path: '/me',
  tag: 'identity',
  summary: 'Who you are, and your roles in each organisation',
  answer: meSchema,
  handle: async ({ context, principal: { account, name, email, roles } }) => {
    const names = await context.store.asCaller({ system: true }, (trx) => organisationNames(trx, [...roles.keys()]))
    const organisations = [...roles].map(([id, held]) => ({ id, name: names.get(id) ?? '', roles: held }))
    return { account, name, email, mode: context.mode, organisations }
  },
})

const changePassword = signedIn({
  method: 'put',
  path: '/me/password',
  tag: 'identity',
  summary: 'Change the password; every other session ends',
  body: z.strictObject({ current: knownPasswordSchema, password: passwordSchema }),
  handle: async ({ context, c, principal, body }) => {
    limitGuesses(context, addressOf(c), `account ${principal.email}`)
    const account = await context.store.asCaller({ system: true }, (trx) => accountById(trx, principal.account))
    if (!(await isPassword(account?.password ?? null, body.current))) throw new Failure('wrong-password')
    const hash = await hashPassword(body.password)
    await context.store.asCaller({ system: true }, (trx) => setPassword(trx, principal.account, hash))
    await beginSession(context, c, principal.account)
    return null
  },
})

export const meRoutes: readonly Route[] = [me, changePassword]
