import type { Context as HonoContext } from 'hono'
import { accountById, membershipsOf } from '../../store/accounts.ts'
import { readToken, touchToken } from '../../store/tokens.ts'
import type { Context } from '../context.ts'
import { addressOf } from './address.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { ROLES, covers, isRole } from '../permissions.ts'
import { tokenHash } from './secrets.ts'
import { sessionAccount } from './sessions.ts'

/** Who asks: an account by its session or by one of its tokens, or the person of a demonstration. */
export interface Principal {
  readonly account: string
  readonly name: string
  readonly email: string
  /** How the ledger names it: `account:<id>` or `token:<id>`. */
  readonly by: string
  /** The roles held, by organisation. */
  readonly roles: ReadonlyMap<string, readonly string[]>
  readonly readOnly: boolean
}

export const DEMO_ORGANISATION = 'demo'
export const DEMO_ACCOUNT = 'demo'

/** The person of a demonstration holds every role in its one organisation. */
const DEMO: Principal = {
  account: DEMO_ACCOUNT,
  name: 'Demonstration',
  email: '',
  by: `account:${DEMO_ACCOUNT}`,
  roles: new Map([[DEMO_ORGANISATION, ROLES]]),
  readOnly: false,
}

/** Who asks, or null when nobody says. Throws Failure for a token that is not, or no longer, good. */
export async function principalOf(context: Context, c: HonoContext): Promise<Principal | null> {
  if (context.mode === 'demo') return DEMO
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) return byToken(context, authorization, addressOf(context, c))
  const account = await sessionAccount(context, c)
  return account === null ? null : byAccount(context, account)
}

async function byAccount(context: Context, id: string): Promise<Principal | null> {
  return context.store.asCaller({ account: id }, async (trx) => {
    const account = await accountById(trx, id)
    if (account === undefined || account.disabled) return null
    const roles = await membershipsOf(trx, id)
    return { account: id, name: account.name, email: account.email, by: `account:${id}`, roles, readOnly: false }
  })
}

async function byToken(context: Context, authorization: string, address: string): Promise<Principal> {
  const [scheme, token] = authorization.split(' ')
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined) throw new Failure('not-signed-in')
  const hash = tokenHash(token)
  const found = await context.store.asCaller({ tokenHash: hash }, (trx) => readToken(trx, hash))
  const isGood = found !== null && found.revokedAt === null && Date.parse(found.expiresAt) > context.now().getTime()
  const account = isGood ? await byAccount(context, found.account) : null
  if (account === null || found === null) {
    if (!context.limits.take('guess', `token ${address}`)) throw new Failure('too-many')
    throw new Failure('not-signed-in')
  }
  await noteUse(context, hash, found.lastUsedAt)
  // A token never does what its account no longer may.
  const held = account.roles.get(found.organisation) ?? []
  const roles = found.roles.filter((role) => isRole(role) && covers(held, role))
  return {
    ...account,
    by: `token:${found.id}`,
    roles: new Map([[found.organisation, roles]]),
    readOnly: found.readOnly,
  }
}

const TOUCH_MS = 60_000

/** Writes down that the token was used, at most once a minute. */
async function noteUse(context: Context, hash: string, before: string | null): Promise<void> {
  if (before !== null && context.now().getTime() - Date.parse(before) < TOUCH_MS) return
  await context.store.asCaller({ tokenHash: hash }, (trx) => touchToken(trx, hash, instant(context)))
}
