import { addEvent } from '../../store/factors/events.ts'
import { createChallenge, takeChallenge, tryChallenge } from '../../store/factors/challenges.ts'
import { useRecoveryCode } from '../../store/factors/recovery.ts'
import { readTotp, useStep } from '../../store/factors/totp.ts'
import type { Way } from '../../store/sessions.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { recoveryHash, typedCode } from './recovery-codes.ts'
import { newId, newToken, tokenHash } from './secrets.ts'
import { stepOfCode } from './totp.ts'

const STEP_MS = 5 * 60_000
/** So many codes may be tried after one password. */
const TRIES = 5

/** What a sign-in still needs after the password. */
export interface SecondStep {
  /** Handed back with the code. */
  readonly step: string
  readonly expiresAt: string
}

/** Asks for the second step where the account has an authenticator app; null where the password was enough. */
export async function secondStep(context: Context, account: string): Promise<SecondStep | null> {
  return context.store.asCaller({ system: true }, async (trx) => {
    const totp = await readTotp(trx, account)
    if (totp === null || totp.confirmedAt === null) return null
    const step = newToken()
    const expiresAt = new Date(context.now().getTime() + STEP_MS).toISOString()
    const challenge = { purpose: 'second-step', account, expiresAt } as const
    await createChallenge(trx, tokenHash(step), challenge, instant(context))
    return { step, expiresAt }
  })
}

/** Whose second step it is. Throws Failure `sign-in-ended`, or `too-many` when codes were tried too often: six digits can be guessed. */
export async function demandStep(context: Context, step: string): Promise<string> {
  const limit = { now: instant(context), most: TRIES }
  const account = await context.store.asCaller({ system: true }, (trx) =>
    tryChallenge(trx, tokenHash(step), 'second-step', limit),
  )
  if (account === null) throw new Failure('sign-in-ended')
  if (!context.limits.take('code', account)) throw new Failure('too-many')
  return account
}

/** Ends the step, so that it lets in once. Throws Failure `sign-in-ended` when another request was quicker. */
export async function endStep(context: Context, step: string, account: string): Promise<void> {
  const challenge = { purpose: 'second-step', account } as const
  const isOurs = await context.store.asCaller({ system: true }, (trx) =>
    takeChallenge(trx, tokenHash(step), challenge, instant(context)),
  )
  if (!isOurs) throw new Failure('sign-in-ended')
}

/** Uses a code of the app or a recovery code up; null when it is none, or was used before. */
export async function useCode(context: Context, account: string, text: string): Promise<Way | null> {
  const code = typedCode(text)
  return context.store.asCaller({ system: true }, async (trx) => {
    const totp = await readTotp(trx, account)
    if (totp === null || totp.confirmedAt === null) return null
    if (/^\d{6}$/.test(code)) {
      const step = stepOfCode(context.store.sealer.unseal(totp.secret, account), code, context.now())
      return step !== null && (await useStep(trx, account, step)) ? 'totp' : null
    }
    const at = instant(context)
    if (!(await useRecoveryCode(trx, account, recoveryHash(account, code), at))) return null
    await addEvent(trx, { id: newId(), account, at, by: `account:${account}`, action: 'recovery-code-used', about: '' })
    return 'recovery-code'
  })
}
