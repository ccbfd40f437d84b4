import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createSession, endSession, readSession, touchSession } from '../../store/sessions.ts'
import type { Session, Way } from '../../store/sessions.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { newId, newToken, tokenHash } from './secrets.ts'

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
/** Of what a browser says of itself, so much is kept. */
const USER_AGENT = 300

/** Begins a session for the account and sets its cookie. Whoever calls it has checked everything that the way asks for. */
export async function beginSession(context: Context, c: HonoContext, account: string, way: Way): Promise<void> {
  const token = newToken()
  const now = context.now()
  const session: Session = {
    id: newId(),
    account,
    createdAt: now.toISOString(),
    seenAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + ABSOLUTE_MS).toISOString(),
    userAgent: (c.req.header('user-agent') ?? '').slice(0, USER_AGENT),
    way,
  }
  await context.store.asCaller({ system: true }, (trx) => createSession(trx, tokenHash(token), session))
  setCookie(c, COOKIE, token, { ...HOST, maxAge: ABSOLUTE_MS / 1000 })
}

/** Whether the session may still be used: not idle for too long, and not too old. */
export const isAlive = ({ seenAt, expiresAt }: Session, now: Date): boolean =>
  now.getTime() - Date.parse(seenAt) <= IDLE_MS && now.getTime() <= Date.parse(expiresAt)

/** The request's session; null when there is none or it has ended. */
export async function currentSession(context: Context, c: HonoContext): Promise<Session | null> {
  const token = getCookie(c, COOKIE, 'host')
  if (token === undefined) return null
  const hash = tokenHash(token)
  const now = context.now()
  return context.store.asCaller({ system: true }, async (trx) => {
    const session = await readSession(trx, hash)
    if (session === null) return null
    if (!isAlive(session, now)) {
      await endSession(trx, hash)
      return null
    }
    if (now.getTime() - Date.parse(session.seenAt) > TOUCH_MS) await touchSession(trx, hash, instant(context))
    return session
  })
}

/** The account of the request's session; null when there is none or it has ended. */
export const sessionAccount = async (context: Context, c: HonoContext): Promise<string | null> =>
  (await currentSession(context, c))?.account ?? null

/** Ends the request's session, on both sides. */
export async function leaveSession(context: Context, c: HonoContext): Promise<void> {
  const token = getCookie(c, COOKIE, 'host')
  if (token !== undefined) await context.store.asCaller({ system: true }, (trx) => endSession(trx, tokenHash(token)))
  deleteCookie(c, COOKIE, HOST)
}
