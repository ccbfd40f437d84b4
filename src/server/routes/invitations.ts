import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'
import { accountByEmail, accountNames, createAccount } from '../../store/accounts.ts'
import { createInvitation, openInvitations, revokeInvitation, useInvitations } from '../../store/invitations.ts'
import { organisationNames, people } from '../../store/organisations.ts'
import { useLink } from '../../store/sessions.ts'
import type { Link } from '../../store/sessions.ts'
import { invitationsSchema, lookedSchema, madeInvitationSchema } from '../answers/members.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { emailSchema, languageSchema, passwordSchema, tokenSchema } from '../identity/fields.ts'
import { newAccount } from '../identity/found.ts'
import { isNameTaken, join } from '../identity/joining.ts'
import { demandLink } from '../identity/links.ts'
import { addressOf } from '../identity/address.ts'
import { newId, newToken, tokenHash } from '../identity/secrets.ts'
import { beginSession } from '../identity/sessions.ts'
import { ROLES } from '../permissions.ts'
import { open, scoped, signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const INVITATIONS = '/organisations/{organisation}/invitations'
const INVITATION_MS = 7 * 24 * 3600 * 1000
const rolesSchema = z.array(z.enum(ROLES)).min(1).max(ROLES.length)

const list = scoped({
  method: 'get',
  path: INVITATIONS,
  tag: 'members',
  summary: 'Invitations that were not accepted yet; never their links',
  access: 'administer',
  answer: invitationsSchema,
  handle: async ({ context, scope }) => {
    const all = await openInvitations(scope, instant(context))
    const ids = all.map(({ createdBy }) => createdBy.replace(/^account:/, ''))
    const names = await accountNames(scope.trx, ids)
    return {
      invitations: all.map(({ createdBy, ...one }, i) => ({ ...one, by: names.get(ids[i] ?? '') ?? createdBy })),
    }
  },
})

const invite = scoped({
  method: 'post',
  path: INVITATIONS,
  tag: 'members',
  summary:
    'Invite a person with roles; the answer holds a one-time token to hand over. An older invitation of the address ends',
  access: 'administer',
  body: z.strictObject({ email: emailSchema, roles: rolesSchema }),
  answer: madeInvitationSchema,
  handle: async ({ context, scope, principal, body }) => {
    const email = body.email.toLowerCase()
    if ((await people(scope)).some((one) => one.email === email)) throw new Failure('already-member')
    const actor = { by: principal.by, at: instant(context) }
    for (const older of await openInvitations(scope, actor.at))
      if (older.email === email) await revokeInvitation(scope, actor, older.id)
    const [id, token] = [newId(), newToken()]
    const expiresAt = new Date(context.now().getTime() + INVITATION_MS).toISOString()
    await createInvitation(scope, actor, tokenHash(token), { id, email, roles: body.roles, expiresAt })
    return { id, token, expiresAt }
  },
})

const revoke = scoped({
  method: 'delete',
  path: `${INVITATIONS}/{id}`,
  tag: 'members',
  summary: 'Take an invitation back: its link no longer works',
  access: 'administer',
  handle: async ({ context, scope, principal, params }) => {
    const actor = { by: principal.by, at: instant(context) }
    if (!(await revokeInvitation(scope, actor, params['id'] ?? ''))) throw new Failure('missing')
    return null
  },
})

interface Waiting extends Link {
  readonly organisation: string
  readonly email: string
}

/** The invitation of the token. Throws Failure `link-used`. */
async function demandInvitation(context: Context, address: string, token: string): Promise<Waiting> {
  const link = await demandLink(context, address, token, 'invitation')
  const { organisation, email } = link
  if (organisation === null || email === null) throw new Failure('link-used')
  return { ...link, organisation, email }
}

const byAddress = (context: Context, email: string) =>
  context.store.asCaller({ system: true }, (trx) => accountByEmail(trx, email))

const look = open({
  method: 'post',
  path: '/invitations/look',
  tag: 'members',
  summary: 'What an invitation is to, for whom, and whether that address has an account already',
  body: z.strictObject({ token: tokenSchema }),
  answer: lookedSchema,
  handle: async ({ context, c, body }) => {
    const { organisation, email, roles, expiresAt } = await demandInvitation(context, addressOf(context, c), body.token)
    const names = await context.store.asCaller({ system: true }, (trx) => organisationNames(trx, [organisation]))
    const hasAccount = (await byAddress(context, email)) !== undefined
    return { organisation: names.get(organisation) ?? '', email, roles, expiresAt, hasAccount }
  },
})

const accept = open({
  method: 'post',
  path: '/invitations/accept',
  tag: 'members',
  summary: 'Accept an invitation with a new account. Who has one signs in and joins with it',
  body: z.strictObject({
    token: tokenSchema,
    name: lineSchema.min(1),
    password: passwordSchema,
    language: languageSchema.default('ja'),
  }),
  answer: z.object({ organisation: z.string() }),
  handle: async ({ context, c, body }) => {
    const { organisation, email, roles } = await demandInvitation(context, addressOf(context, c), body.token)
    // An account is entered in its own ways only, all of them: a link and a password would pass by its second factor.
    if ((await byAddress(context, email)) !== undefined) throw new Failure('sign-in-first')
    const account = await newAccount(context, { ...body, email })
    // The use of the link, account and membership stand or fall together: a name that is taken does not cost the link.
    await context.store.inScope(organisation, async (scope) => {
      if (await isNameTaken(scope, body.name)) throw new Failure('name-taken')
      if ((await useLink(scope.trx, tokenHash(body.token), instant(context))) === null) throw new Failure('link-used')
      await createAccount(scope.trx, account)
      await join(context, scope, account.id, roles)
    })
    await beginSession(context, c, account.id, 'invitation')
    return { organisation }
  },
})

const joinWithAccount = signedIn({
  method: 'post',
  path: '/me/invitations',
  tag: 'members',
  summary: 'Accept an invitation with the account that one is signed in with; it must be for its address',
  body: z.strictObject({ token: tokenSchema }),
  answer: z.object({ organisation: z.string() }),
  handle: async ({ context, c, principal, body }) => {
    if (principal.by.startsWith('token:')) throw new Failure('not-permitted')
    const { organisation, email } = await demandInvitation(context, addressOf(context, c), body.token)
    if (email !== principal.email) throw new Failure('other-address')
    await context.store.inScope(organisation, async (scope) => {
      if (await isNameTaken(scope, principal.name)) throw new Failure('name-taken')
      const roles = await useInvitations(scope, email, instant(context))
      if (roles.length === 0) throw new Failure('link-used')
      await join(context, scope, principal.account, roles)
    })
    return { organisation }
  },
})

export const invitationRoutes: readonly Route[] = [list, invite, revoke, look, accept, joinWithAccount]
