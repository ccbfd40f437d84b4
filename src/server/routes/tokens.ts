import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'
import { accountNames } from '../../store/accounts.ts'
import { createToken, listTokens, revokeToken } from '../../store/tokens.ts'
import { madeTokenSchema, tokensSchema } from '../answers/tokens.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { newId, newToken, tokenHash } from '../identity/secrets.ts'
import { ROLES, covers } from '../permissions.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { ORGANISATION } from './common.ts'

const DAY_MS = 24 * 3600 * 1000

const listAll = scoped({
  method: 'get',
  path: `${ORGANISATION}/tokens`,
  tag: 'tokens',
  summary: 'API tokens; never the secrets',
  access: 'administer',
  answer: tokensSchema,
  handle: async ({ scope }) => {
    const tokens = await listTokens(scope)
    const names = await accountNames(
      scope.trx,
      tokens.map(({ account }) => account),
    )
    return { tokens: tokens.map((token) => ({ ...token, by: names.get(token.account) ?? '' })) }
  },
})

const make = scoped({
  method: 'post',
  path: `${ORGANISATION}/tokens`,
  tag: 'tokens',
  summary:
    'Make an API token with roles that may do no more than you may, read-only unless said otherwise; its secret is shown this once',
  access: 'administer',
  body: z.strictObject({
    name: lineSchema.min(1),
    roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
    readOnly: z.boolean().default(true),
    days: z.number().int().min(1).max(366).default(90),
  }),
  answer: madeTokenSchema,
  handle: async ({ context, scope, principal, body: { name, roles, readOnly, days } }) => {
    // What a token made would outlive the token: whoever found one could never be shut out.
    if (principal.by !== `account:${principal.account}`) throw new Failure('not-permitted')
    const held = principal.roles.get(scope.organisation) ?? []
    const missing = roles.filter((role) => !covers(held, role))
    if (missing.length > 0) throw new Failure('role-not-held', missing)
    const [id, token, createdAt] = [newId(), newToken('akashi_'), instant(context)]
    const expiresAt = new Date(context.now().getTime() + days * DAY_MS).toISOString()
    const made = { id, account: principal.account, name, roles, readOnly, createdAt, expiresAt }
    await createToken(scope, { by: principal.by, at: createdAt }, tokenHash(token), made)
    return { id, token, expiresAt }
  },
})

const revoke = scoped({
  method: 'delete',
  path: `${ORGANISATION}/tokens/{id}`,
  tag: 'tokens',
  summary: 'End a token',
  access: 'administer',
  handle: async ({ context, scope, principal, params }) => {
    if (!(await revokeToken(scope, { by: principal.by, at: instant(context) }, params['id'] ?? '')))
      throw new Failure('missing')
    return null
  },
})

export const tokenRoutes: readonly Route[] = [listAll, make, revoke]
