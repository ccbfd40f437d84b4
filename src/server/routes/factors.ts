import { accountById } from '../../store/accounts.ts'
import { eventsOf } from '../../store/factors/events.ts'
import { passkeysOf } from '../../store/factors/passkeys.ts'
import { countRecoveryCodes } from '../../store/factors/recovery.ts'
import { readTotp } from '../../store/factors/totp.ts'
import { factorsSchema } from '../answers/account.ts'
import { demandPerson } from '../identity/person.ts'
import { hasName, siteOf } from '../identity/site.ts'
import { signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const EVENTS = 50

const factors = signedIn({
  method: 'get',
  path: '/me/factors',
  tag: 'identity',
  summary: 'How you sign in, and what happened to your account last; never a secret',
  answer: factorsSchema,
  handle: async ({ context, c, principal }) => {
    const id = demandPerson(context, principal)
    const site = siteOf(context, c)
    return context.store.asCaller({ account: id }, async (trx) => ({
      hasPassword: ((await accountById(trx, id))?.password ?? null) !== null,
      totp: (await readTotp(trx, id))?.confirmedAt ?? null,
      recoveryCodes: await countRecoveryCodes(trx, id),
      passkeys: (await passkeysOf(trx, id)).map(({ rpId, name, synced, createdAt, usedAt, ...key }) => ({
        id: key.id,
        name,
        site: rpId,
        synced,
        createdAt,
        usedAt,
      })),
      site: hasName(site) ? site.host : null,
      events: await eventsOf(trx, id, EVENTS),
    }))
  },
})

export const factorRoutes: readonly Route[] = [factors]
