import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'
import { accountByEmail, accountById } from '../../store/accounts.ts'
import { addMember, members } from '../../store/organisations.ts'
import { createLink } from '../../store/sessions.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { emailSchema, languageSchema, passwordSchema, tokenSchema } from '../identity/fields.ts'
import { addAccount } from '../identity/found.ts'
import { demandLink, spendLink } from '../identity/links.ts'
import { addressOf } from '../identity/principal.ts'
import { isPassword, newToken, tokenHash } from '../identity/secrets.ts'
import { beginSession } from '../identity/sessions.ts'
import { ROLES, isRole } from '../permissions.ts'
import { open, scoped } from '../route.ts'
import type { Route } from '../route.ts'

const INVITATION_MS = 7 * 24 * 3600 * 1000

const invite = scoped({
  method: 'post',
  path: '/organisations/{organisation}/invitations',
  tag: 'members',
  summary: 'Invite a person with roles; the answer holds a one-time token to hand over',
  access: 'administer',
  body: z.strictObject({ email: emailSchema, roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length) }),
  answer: z.object({ token: z.string(), expiresAt: z.string() }),
  handle: async ({ context, scope, body: { email, roles } }) => {
    const token = newToken()
    const expiresAt = new Date(context.now().getTime() + INVITATION_MS).toISOString()
    const link = {
      purpose: 'invitation',
      organisation: scope.organisation,
      email: email.toLowerCase(),
      roles,
      expiresAt,
    }
    await createLink(scope.trx, tokenHash(token), link)
    return { token, expiresAt }
  },
})

/** Approvals and acceptances are by name, so two members do not bear the same. */
async function demandNewName(context: Context, organisation: string, name: string): Promise<void> {
  const taken = await context.store.inScope(organisation, async (scope) => {
    const accounts = new Set((await members(scope)).map(({ account }) => account))
    return Promise.all([...accounts].map(async (id) => (await accountById(scope.trx, id))?.name))
  })
  if (taken.includes(name))
    throw new Failure('invalid', [{ path: ['name'], message: 'another member bears this name' }])
}

const accept = open({
  method: 'post',
  path: '/invitations/accept',
  tag: 'members',
  summary: 'Accept an invitation; who has an account gives its password, who has none sets one',
  body: z.strictObject({
    token: tokenSchema,
    name: lineSchema.min(1),
    password: passwordSchema,
    language: languageSchema.default('ja'),
  }),
  answer: z.object({ organisation: z.string() }),
  handle: async ({ context, c, body }) => {
    const link = await demandLink(context, addressOf(c), body.token, 'invitation')
    const { organisation, email } = link
    if (organisation === null || email === null) throw new Failure('link-used')
    const known = await context.store.asCaller({ system: true }, (trx) => accountByEmail(trx, email))
    if (known !== undefined && !(await isPassword(known.password, body.password))) throw new Failure('wrong-password')
    if (known === undefined) await demandNewName(context, organisation, body.name)
    await spendLink(context, body.token)
    const account = known?.id ?? (await addAccount(context, { ...body, email }))
    const actor = { by: `account:${account}`, at: instant(context) }
    await context.store.inScope(organisation, async (scope) => {
      for (const role of link.roles.filter(isRole)) await addMember(scope, actor, account, role, 'invitation')
    })
    await beginSession(context, c, account, 'invitation')
    return { organisation }
  },
})

export const invitationRoutes: readonly Route[] = [invite, accept]
