import { z } from 'zod'
import type { Context as HonoContext } from 'hono'
import { lineSchema } from '../../isms/records/fields.ts'
import { accountById } from '../../store/accounts.ts'
import { createChallenge, takeChallenge } from '../../store/factors/challenges.ts'
import type { Challenge } from '../../store/factors/challenges.ts'
import { addEvent } from '../../store/factors/events.ts'
import { addPasskey, passkeyByCredential, passkeysOf, removePasskey, usePasskey } from '../../store/factors/passkeys.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { knownPasswordSchema } from '../identity/fields.ts'
import { limitAnswers } from '../identity/guesses.ts'
import {
  CHALLENGE_MS,
  answeredCounter,
  registeredKey,
  registrationOptions,
  signInOptions,
} from '../identity/passkeys.ts'
import { answeredSchema, registeredSchema } from '../identity/passkey-schemas.ts'
import { demandPassword, demandPerson } from '../identity/person.ts'
import { addressOf } from '../identity/address.ts'
import { newId, newToken, tokenHash } from '../identity/secrets.ts'
import { beginSession } from '../identity/sessions.ts'
import { hasName, siteOf } from '../identity/site.ts'
import type { Site } from '../identity/site.ts'
import { open, signedIn } from '../route.ts'
import type { Route } from '../route.ts'

type Asked = Pick<Challenge, 'purpose' | 'account'>

/** The options of WebAuthn as JSON, as `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` take them. */
const optionsSchema = z.looseObject({ challenge: z.string() })

function demandSite(context: Context, c: HonoContext): Site {
  const site = siteOf(context, c)
  if (!hasName(site)) throw new Failure('passkey-needs-name')
  return site
}

async function newChallenge(context: Context, asked: Asked): Promise<string> {
  const challenge = newToken()
  const expiresAt = new Date(context.now().getTime() + CHALLENGE_MS).toISOString()
  await context.store.asCaller({ system: true }, (trx) =>
    createChallenge(trx, tokenHash(challenge), { ...asked, expiresAt }, instant(context)),
  )
  return challenge
}

const spendOf =
  (context: Context, asked: Asked) =>
  (challenge: string): Promise<boolean> =>
    context.store.asCaller({ system: true }, (trx) => takeChallenge(trx, tokenHash(challenge), asked, instant(context)))

const registerOptions = signedIn({
  method: 'post',
  path: '/me/passkeys/options',
  tag: 'identity',
  summary: 'Begin with a new passkey: what the browser is to be asked for',
  body: z.strictObject({ password: knownPasswordSchema }),
  answer: optionsSchema,
  handle: async ({ context, c, principal, body }) => {
    const site = demandSite(context, c)
    const account = await demandPassword(context, c, principal, body.password)
    const known = await context.store.asCaller({ account }, (trx) => passkeysOf(trx, account))
    const challenge = await newChallenge(context, { purpose: 'passkey-register', account })
    return registrationOptions(site, principal, known, challenge)
  },
})

const register = signedIn({
  method: 'post',
  path: '/me/passkeys',
  tag: 'identity',
  summary: 'Keep the passkey that the browser made, under a name',
  body: z.strictObject({ name: lineSchema.min(1).max(80), credential: registeredSchema }),
  answer: z.object({ id: z.string() }),
  handle: async ({ context, c, principal, body: { name, credential } }) => {
    const site = demandSite(context, c)
    const account = demandPerson(context, principal)
    const made = await registeredKey(site, credential, spendOf(context, { purpose: 'passkey-register', account }))
    const [id, at] = [newId(), instant(context)]
    await context.store.asCaller({ system: true }, async (trx) => {
      const isNew = await addPasskey(trx, { ...made, id, account, name, createdAt: at, usedAt: null })
      if (!isNew) throw new Failure('passkey-refused')
      await addEvent(trx, { id: newId(), account, at, by: principal.by, action: 'passkey-added', about: name })
    })
    return { id }
  },
})

const remove = signedIn({
  method: 'post',
  path: '/me/passkeys/{id}/remove',
  tag: 'identity',
  summary: 'Remove a passkey',
  body: z.strictObject({ password: knownPasswordSchema }),
  handle: async ({ context, c, principal, params, body }) => {
    const account = await demandPassword(context, c, principal, body.password)
    await context.store.asCaller({ account }, async (trx) => {
      const name = await removePasskey(trx, account, params['id'] ?? '')
      if (name === null) throw new Failure('missing')
      const at = instant(context)
      await addEvent(trx, { id: newId(), account, at, by: principal.by, action: 'passkey-removed', about: name })
    })
    return null
  },
})

const SIGN_IN: Asked = { purpose: 'passkey-sign-in', account: null }

const enterOptions = open({
  method: 'post',
  path: '/session/passkey/options',
  tag: 'identity',
  summary: 'Begin to sign in by passkey: what the browser is to be asked for',
  answer: optionsSchema,
  handle: async ({ context, c }) => {
    const site = demandSite(context, c)
    limitAnswers(context, addressOf(context, c))
    return signInOptions(site, await newChallenge(context, SIGN_IN))
  },
})

const enter = open({
  method: 'post',
  path: '/session/passkey',
  tag: 'identity',
  summary: 'Sign in by passkey, without a password: the passkey checks the person',
  body: z.strictObject({ credential: answeredSchema }),
  handle: async ({ context, c, body: { credential } }) => {
    const site = demandSite(context, c)
    limitAnswers(context, addressOf(context, c))
    const key = await context.store.asCaller({ system: true }, (trx) => passkeyByCredential(trx, credential.id))
    if (key === null || key.rpId !== site.host) throw new Failure('passkey-refused')
    demandOwner(credential.response.userHandle, key.account)
    const counter = await answeredCounter(site, credential, key, spendOf(context, SIGN_IN))
    const isUsed = await context.store.asCaller({ system: true }, async (trx) => {
      const account = await accountById(trx, key.account)
      if (account === undefined || account.disabled) return false
      return usePasskey(trx, key.id, counter, instant(context))
    })
    if (!isUsed) throw new Failure('passkey-refused')
    await beginSession(context, c, key.account, 'passkey')
    return null
  },
})

/** Nobody said before who signs in, so the authenticator has to, and it has to be what we know (WebAuthn 7.2, step 6). */
function demandOwner(userHandle: string | null | undefined, account: string): void {
  if (userHandle === null || userHandle === undefined) throw new Failure('passkey-refused')
  if (Buffer.from(userHandle, 'base64url').toString('utf8') !== account) throw new Failure('passkey-refused')
}

export const passkeyRoutes: readonly Route[] = [registerOptions, register, remove, enterOptions, enter]
