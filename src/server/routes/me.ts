import { z } from 'zod'
import { setPassword } from '../../store/accounts.ts'
import { addEvent } from '../../store/factors/events.ts'
import { organisationNames } from '../../store/organisations.ts'
import { meSchema } from '../answers/account.ts'
import { instant } from '../context.ts'
import { knownPasswordSchema, passwordSchema } from '../identity/fields.ts'
import { demandPassword } from '../identity/person.ts'
import { hashPassword, newId } from '../identity/secrets.ts'
import { beginSession, currentSession } from '../identity/sessions.ts'
import { signedIn } from '../route.ts'
import type { Route } from '../route.ts'

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
    const account = await demandPassword(context, c, principal, body.current)
    const before = await currentSession(context, c)
    const hash = await hashPassword(body.password)
    const at = instant(context)
    await context.store.asCaller({ system: true }, async (trx) => {
      await setPassword(trx, account, hash)
      await addEvent(trx, { id: newId(), account, at, by: principal.by, action: 'password-changed', about: '' })
    })
    await beginSession(context, c, account, before?.way ?? 'password')
    return null
  },
})

export const meRoutes: readonly Route[] = [me, changePassword]
