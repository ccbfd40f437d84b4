import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { accountById } from '../../store/accounts.ts'
import { addEvent } from '../../store/factors/events.ts'
import { beginAttempt, identitiesOf, removeIdentity, takeAttempt } from '../../store/identities.ts'
import type { Attempt } from '../../store/identities.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { languageSchema } from '../identity/fields.ts'
import type { Oidc } from '../identity/oidc.ts'
import { enter, link } from '../identity/oidc-entry.ts'
import { OidcRefused } from '../identity/oidc-refusals.ts'
import { demandPassword, demandPerson } from '../identity/person.ts'
import { addressOf } from '../identity/address.ts'
import { knownPasswordSchema } from '../identity/fields.ts'
import { newId, newToken, tokenHash } from '../identity/secrets.ts'
import { beginSession, sessionAccount } from '../identity/sessions.ts'
import { siteOf } from '../identity/site.ts'
import { API, open, signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const CALLBACK = '/oidc/callback'
/** Binds an attempt to the browser that began it, so that nobody is signed in to an account of somebody else's choice. */
const COOKIE = 'akashi-oidc'
const HOST = { prefix: 'host', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const
const ATTEMPT_S = 600
const TOKEN = /^[\w-]{43}$/

const offered = open({
  method: 'get',
  path: '/oidc',
  tag: 'identity',
  summary: 'Whether one can sign in with an outside account, and what it is called',
  answer: z.object({ label: z.string().nullable() }),
  handle: async ({ context }) => ({ label: context.oidc?.label ?? null }),
})

const awaySchema = z.object({ url: z.string() })
const bodySchema = z.strictObject({ language: languageSchema.default('ja') })

const leave = open({
  method: 'post',
  path: '/oidc/begin',
  tag: 'identity',
  summary: 'Begin to sign in with the outside account; the browser then goes to the answered address',
  body: bodySchema,
  answer: awaySchema,
  handle: async ({ context, c, body }) => ({ url: await depart(context, c, null, body.language) }),
})

const leaveToLink = signedIn({
  method: 'post',
  path: '/me/identities',
  tag: 'identity',
  summary: 'Begin to link an outside account to your own; the browser then goes to the answered address',
  body: bodySchema.extend({ password: knownPasswordSchema }),
  answer: awaySchema,
  handle: async ({ context, c, principal, body: { language, password } }) => ({
    url: await depart(context, c, await demandPassword(context, c, principal, password), language),
  }),
})

function demandOidc({ oidc }: Pick<Context, 'oidc'>): Oidc {
  if (oidc === null) throw new Failure('oidc-off')
  return oidc
}

const redirectOf = (context: Context, c: HonoContext): string => `${siteOf(context, c).origin}${API}${CALLBACK}`

/** Remembers the attempt and gives back where the browser is to go. */
async function depart(context: Context, c: HonoContext, account: string | null, language: string): Promise<string> {
  const oidc = demandOidc(context)
  if (!context.limits.take('leave', addressOf(context, c))) throw new Failure('too-many')
  const { url, state, nonce, verifier } = await refusing(context, () => oidc.leave(redirectOf(context, c)))
  const before = getCookie(c, COOKIE, 'host') ?? ''
  // One window must not make another's attempt useless.
  const browser = TOKEN.test(before) ? before : newToken()
  const expiresAt = new Date(context.now().getTime() + ATTEMPT_S * 1000).toISOString()
  const attempt = { browserHash: tokenHash(browser), nonce, verifier, account, language, expiresAt }
  await context.store.asCaller({ system: true }, (trx) =>
    beginAttempt(trx, tokenHash(state), attempt, instant(context)),
  )
  setCookie(c, COOKIE, browser, { ...HOST, maxAge: ATTEMPT_S })
  return url
}

/** What the provider's answer lacks, as a refusal of the API. */
async function refusing<T>(context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof OidcRefused)) throw error
    context.log('oidc-refused', { code: error.code, detail: error.detail })
    throw new Failure(error.code)
  }
}

const callback = open({
  method: 'get',
  path: CALLBACK,
  tag: 'identity',
  summary: 'Where the provider sends the browser back to; it goes on to the pages, or to the page that says why not',
  isQueryOpen: true,
  handle: async ({ context, c }) => {
    try {
      return c.redirect(await refusing(context, () => arrive(context, c)), 303)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      return c.redirect(`/sign-in-refused?why=${error.code}`, 303)
    }
  },
})

/** Takes in who came back, and gives back the page to go on to. */
async function arrive(context: Context, c: HonoContext): Promise<string> {
  const oidc = demandOidc(context)
  const { search } = new URL(c.req.url)
  const { attempt, state } = await demandAttempt(context, c)
  const arrival = await oidc.arrive(new URL(`${redirectOf(context, c)}${search}`), { ...attempt, state })
  deleteCookie(c, COOKIE, HOST)
  if (attempt.account === null) {
    await beginSession(context, c, await enter(context, arrival, attempt.language), 'oidc')
    return '/'
  }
  // Whoever is signed in now must be who wanted the link.
  if ((await sessionAccount(context, c)) !== attempt.account) throw new OidcRefused('oidc-state', 'session')
  await link(context, arrival, attempt.account)
  return '/account'
}

/** The attempt that comes back, once and in its own browser. Throws OidcRefused. */
async function demandAttempt(context: Context, c: HonoContext): Promise<{ attempt: Attempt; state: string }> {
  const [state, browser] = [c.req.query('state') ?? '', getCookie(c, COOKIE, 'host') ?? '']
  const attempt = await context.store.asCaller({ system: true }, (trx) =>
    takeAttempt(trx, tokenHash(state), instant(context)),
  )
  if (attempt === null) throw new OidcRefused('oidc-state', 'unknown')
  if (attempt.browserHash !== tokenHash(browser)) throw new OidcRefused('oidc-state', 'browser')
  return { attempt, state }
}

const listOwn = signedIn({
  method: 'get',
  path: '/me/identities',
  tag: 'identity',
  summary: 'The outside accounts that are linked to your own',
  answer: z.object({
    identities: z.array(z.object({ id: z.string(), issuer: z.string(), email: z.string(), createdAt: z.string() })),
  }),
  handle: async ({ context, principal }) => {
    const account = demandPerson(context, principal)
    const all = await context.store.asCaller({ system: true }, (trx) => identitiesOf(trx, account))
    return { identities: all.map(({ id, issuer, email, createdAt }) => ({ id, issuer, email, createdAt })) }
  },
})

const unlink = signedIn({
  method: 'post',
  path: '/me/identities/{id}/remove',
  tag: 'identity',
  summary: 'Part an outside account from your own; refused where it is the only way to sign in',
  body: z.strictObject({ password: knownPasswordSchema }),
  handle: async ({ context, c, principal, params, body: { password } }) => {
    await demandPasswordToSignIn(context, demandPerson(context, principal))
    const account = await demandPassword(context, c, principal, password)
    await context.store.asCaller({ system: true }, async (trx) => {
      const issuer = await removeIdentity(trx, account, params['id'] ?? '')
      if (issuer === null) throw new Failure('missing')
      const event = { account, at: instant(context), by: principal.by, about: issuer } as const
      await addEvent(trx, { ...event, id: newId(), action: 'identity-unlinked' })
    })
    return null
  },
})

/** Throws Failure `oidc-only-way` where the outside account is the only way in. */
async function demandPasswordToSignIn({ store }: Context, account: string): Promise<void> {
  const found = await store.asCaller({ system: true }, (trx) => accountById(trx, account))
  if (found?.password === null) throw new Failure('oidc-only-way')
}

export const oidcRoutes: readonly Route[] = [offered, leave, callback, listOwn, leaveToLink, unlink]
