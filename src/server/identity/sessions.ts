import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createSession, endSession, readSession, touchSession } from '../../store/sessions.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { newToken, tokenHash } from './secrets.ts'

/** `__Host-`: Secure, no Domain, path `/`; a neighbouring host can neither read nor set it. */
const COOKIE = 'akashi'
const HOST = { prefix: 'host', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' } as const

const MINUTE = 60_000
/** A session ends when nothing was asked for so long, */
export const IDLE_MS = 60 * MINUTE
/** and at the latest so long after it began. */
export const ABSOLUTE_MS = 12 * 60 * MINUTE
/** How often the last use is written down. */
const TOUCH_MS = MINUTE

/** Begins a session for the account and sets its cookie. */
export async function beginSession(context: Context, c: HonoContext, account: string): Promise<void> {
  const token = newToken()
  const now = context.now()
  const expiresAt = new Date(now.getTime() + ABSOLUTE_MS).toISOString()
  const session = { account, createdAt: now.toISOString(), seenAt: now.toISOString(), expiresAt }
  await context.store.asCaller({ system: true }, (trx) => createSession(trx, tokenHash(token), session))
  setCookie(c, COOKIE, token, { ...HOST, maxAge: ABSOLUTE_MS / 1000 })
}

/** The account of the request's session; null when there is none or it has ended. */
export async function sessionAccount(context: Context, c: HonoContext): Promise<string | null> {
  const token = getCookie(c, COOKIE, 'host')
  if (token === undefined) return null
  const hash = tokenHash(token)
  const now = context.now().getTime()
  return context.store.asCaller({ system: true }, async (trx) => {
    const session = await readSession(trx, hash)
    if (session === null) return null
    const idle = now - Date.parse(session.seenAt)
    if (idle > IDLE_MS || now > Date.parse(session.expiresAt)) {
      await endSession(trx, hash)
      return null
    }
    if (idle > TOUCH_MS) await touchSession(trx, hash, instant(context))
    return session.account
  })
}

/** Ends the request's session, on both sides. */
export async function leaveSession(context: Context, c: HonoContext): Promise<void> {
  const token = getCookie(c, COOKIE, 'host')
  if (token !== undefined) await context.store.asCaller({ system: true }, (trx) => endSession(trx, tokenHash(token)))
  deleteCookie(c, COOKIE, HOST)
}
