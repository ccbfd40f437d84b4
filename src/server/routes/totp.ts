import { z } from 'zod'
import type { Transaction } from 'kysely'
import { addEvent } from '../../store/factors/events.ts'
import type { AccountAction } from '../../store/factors/events.ts'
import { setRecoveryCodes } from '../../store/factors/recovery.ts'
import { beginTotp, confirmTotp, readTotp, removeTotp } from '../../store/factors/totp.ts'
import type { Tables } from '../../store/tables.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { codesSchema } from '../answers/account.ts'
import { knownPasswordSchema } from '../identity/fields.ts'
import { limitGuesses } from '../identity/guesses.ts'
import { demandPassword, demandPerson } from '../identity/person.ts'
import { addressOf } from '../identity/address.ts'
import { newRecoveryCodes, typedCode } from '../identity/recovery-codes.ts'
import { newId } from '../identity/secrets.ts'
import { newTotpSecret, otpauthUri, stepOfCode } from '../identity/totp.ts'
import { signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const passwordBody = z.strictObject({ password: knownPasswordSchema })

const noted = (context: Context, trx: Transaction<Tables>, account: string, action: AccountAction): Promise<void> =>
  addEvent(trx, { id: newId(), account, at: instant(context), by: `account:${account}`, action, about: '' })

const begin = signedIn({
  method: 'post',
  path: '/me/totp',
  tag: 'identity',
  summary: 'Begin with an authenticator app; its secret is shown this once, and counts after a first code',
  body: passwordBody,
  answer: z.object({ secret: z.string(), uri: z.string() }),
  handle: async ({ context, c, principal, body }) => {
    const account = await demandPassword(context, c, principal, body.password)
    const secret = newTotpSecret()
    const row = { id: newId(), account, secret: context.store.sealer.seal(secret, account), at: instant(context) }
    const isNew = await context.store.asCaller({ account }, (trx) => beginTotp(trx, row))
    if (!isNew) throw new Failure('totp-set')
    return { secret, uri: otpauthUri(secret, principal.email) }
  },
})

const confirm = signedIn({
  method: 'post',
  path: '/me/totp/confirm',
  tag: 'identity',
  summary: 'Confirm the app by a code; from now on signing in asks for one. The recovery codes are shown this once',
  body: z.strictObject({ code: z.string().max(60) }),
  answer: codesSchema,
  handle: async ({ context, c, principal, body }) => {
    const account = demandPerson(context, principal)
    limitGuesses(context, addressOf(context, c), `totp ${account}`)
    const { codes, rows } = newRecoveryCodes(account)
    await context.store.asCaller({ account }, async (trx) => {
      const totp = await readTotp(trx, account)
      if (totp === null || totp.confirmedAt !== null) throw new Failure('totp-missing')
      const secret = context.store.sealer.unseal(totp.secret, account)
      const step = stepOfCode(secret, typedCode(body.code), context.now())
      if (step === null) throw new Failure('wrong-code')
      if (!(await confirmTotp(trx, account, step, instant(context)))) throw new Failure('totp-missing')
      await setRecoveryCodes(trx, account, rows)
      await noted(context, trx, account, 'totp-added')
    })
    return { recoveryCodes: codes }
  },
})

const remove = signedIn({
  method: 'post',
  path: '/me/totp/remove',
  tag: 'identity',
  summary: 'Remove the authenticator app and its recovery codes',
  body: passwordBody,
  handle: async ({ context, c, principal, body }) => {
    const account = await demandPassword(context, c, principal, body.password)
    await context.store.asCaller({ account }, async (trx) => {
      if (!(await removeTotp(trx, account))) throw new Failure('totp-missing')
      await noted(context, trx, account, 'totp-removed')
    })
    return null
  },
})

const renew = signedIn({
  method: 'post',
  path: '/me/recovery-codes',
  tag: 'identity',
  summary: 'Ten new recovery codes, shown this once; older ones end',
  body: passwordBody,
  answer: codesSchema,
  handle: async ({ context, c, principal, body }) => {
    const account = await demandPassword(context, c, principal, body.password)
    const { codes, rows } = newRecoveryCodes(account)
    await context.store.asCaller({ account }, async (trx) => {
      if (((await readTotp(trx, account))?.confirmedAt ?? null) === null) throw new Failure('totp-missing')
      await setRecoveryCodes(trx, account, rows)
      await noted(context, trx, account, 'recovery-codes-made')
    })
    return { recoveryCodes: codes }
  },
})

export const totpRoutes: readonly Route[] = [begin, confirm, remove, renew]
