import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'
import { accountByEmail, accountById, createAccount, setPassword } from '../../store/accounts.ts'
import { addMember, createOrganisation, members, organisationNames } from '../../store/organisations.ts'
import { createLink, readLink, useLink } from '../../store/sessions.ts'
import type { Link } from '../../store/sessions.ts'
import { change } from '../../store/change.ts'
import { profileSchema } from '../../isms/records/profile.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { addressOf } from '../identity/principal.ts'
import {
  PASSWORD_MAX,
  PASSWORD_MIN,
  hashPassword,
  isPassword,
  newId,
  newToken,
  tokenHash,
} from '../identity/secrets.ts'
import { beginSession, leaveSession } from '../identity/sessions.ts'
import { ROLES, isRole, may } from '../permissions.ts'
import { open, scoped, signedIn } from '../route.ts'
import type { Route } from '../route.ts'

const emailSchema = z.email().max(254)
const passwordSchema = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
const tokenSchema = z.string().min(20).max(200)
const languageSchema = z.enum(['ja', 'en'])

/** Refuses when there were too many guesses from the address, or at the thing guessed. */
function limitGuesses(context: Context, address: string, about: string): void {
  const isAllowed = [`address ${address}`, about].map((key) => context.limits.take('guess', key))
  if (isAllowed.includes(false)) throw new Failure('too-many')
}

const meSchema = z.object({
  account: z.string(),
  name: z.string(),
  email: z.string(),
  mode: z.enum(['accounts', 'demo']),
  organisations: z.array(z.object({ id: z.string(), name: z.string(), roles: z.array(z.string()) })),
})

const me = signedIn({
  method: 'get',
  path: '/me',
  tag: 'identity',
  summary: 'Who you are, and your roles in each organisation',
  answer: meSchema,
  handle: async ({ context, principal: { account, name, email, roles } }) => {
    const names = await context.store.asCaller({ system: true }, (trx) => organisationNames(trx, [...roles.keys()]))
    const organisations = [...roles].map(([id, held]) => ({ id, name: names.get(id) ?? '', roles: held }))
    return { account, name, email, mode: context.mode, organisations }
  },
})

const signIn = open({
  method: 'post',
  path: '/session',
  tag: 'identity',
  summary: 'Sign in with address and password',
  body: z.strictObject({ email: emailSchema, password: z.string().max(PASSWORD_MAX) }),
  handle: async ({ context, c, body: { email, password } }) => {
    limitGuesses(context, addressOf(c), `account ${email.toLowerCase()}`)
    const account = await context.store.asCaller({ system: true }, (trx) => accountByEmail(trx, email))
    const isRight = await isPassword(account?.password ?? null, password)
    if (account === undefined || !isRight || account.disabled) throw new Failure('wrong-password')
    await beginSession(context, c, account.id)
    return null
  },
})

const signOut = open({
  method: 'delete',
  path: '/session',
  tag: 'identity',
  summary: 'Sign out',
  handle: async ({ context, c }) => {
    await leaveSession(context, c)
    return null
  },
})

const changePassword = signedIn({
  method: 'put',
  path: '/me/password',
  tag: 'identity',
  summary: 'Change the password; every other session ends',
  body: z.strictObject({ current: z.string().max(PASSWORD_MAX), password: passwordSchema }),
  handle: async ({ context, c, principal, body }) => {
    limitGuesses(context, addressOf(c), `account ${principal.email}`)
    const account = await context.store.asCaller({ system: true }, (trx) => accountById(trx, principal.account))
    if (!(await isPassword(account?.password ?? null, body.current))) throw new Failure('wrong-password')
    const hash = await hashPassword(body.password)
    await context.store.asCaller({ system: true }, (trx) => setPassword(trx, principal.account, hash))
    await beginSession(context, c, principal.account)
    return null
  },
})

/** The link of the purpose, not yet used, or the refusal. A mistake in the rest of the form does not cost the link. */
async function demandLink(context: Context, address: string, token: string, purpose: string): Promise<Link> {
  limitGuesses(context, address, `link ${address}`)
  const link = await context.store.asCaller({ system: true }, (trx) =>
    readLink(trx, tokenHash(token), instant(context)),
  )
  if (link === null || link.purpose !== purpose) throw new Failure('link-used')
  return link
}

/** Uses the link up, or refuses: of two at once one gets it. */
async function spendLink(context: Context, token: string): Promise<void> {
  const link = await context.store.asCaller({ system: true }, (trx) => useLink(trx, tokenHash(token), instant(context)))
  if (link === null) throw new Failure('link-used')
}

const start = open({
  method: 'post',
  path: '/start',
  tag: 'identity',
  summary: 'The first start: the one-time link makes the first organisation and its owner',
  body: z.strictObject({
    token: tokenSchema,
    organisation: lineSchema.min(1),
    name: lineSchema.min(1),
    email: emailSchema,
    password: passwordSchema,
    language: languageSchema.default('ja'),
  }),
  answer: z.object({ organisation: z.string() }),
  handle: async ({ context, c, body }) => {
    await demandLink(context, addressOf(c), body.token, 'start')
    await spendLink(context, body.token)
    const account = await addAccount(context, body)
    const id = await foundOrganisation(context, account, body.organisation, body.language)
    await beginSession(context, c, account)
    return { organisation: id }
  },
})

interface NewAccount {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: string
}

async function addAccount(context: Context, { name, email, password, language }: NewAccount): Promise<string> {
  const id = newId()
  const account = { id, name, email, language, password: await hashPassword(password), created_at: instant(context) }
  await context.store.asCaller({ system: true }, (trx) => createAccount(trx, account))
  return id
}

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
    await beginSession(context, c, account)
    return { organisation }
  },
})

/** Makes an organisation with its profile; the account becomes its owner and manager. */
async function foundOrganisation(
  context: Context,
  account: string,
  name: string,
  language: 'ja' | 'en',
): Promise<string> {
  const id = newId()
  const actor = { by: `account:${account}`, at: instant(context) }
  await context.store.inScope(id, async (scope) => {
    await createOrganisation(scope, actor, name)
    for (const role of ['owner', 'manager'] as const) await addMember(scope, actor, account, role, '')
    const profile = profileSchema.parse({ name: { [language]: name } })
    await change(scope, actor, [{ action: 'create', kind: 'profile', id: 'profile', body: profile, why: '' }])
  })
  return id
}

const found = signedIn({
  method: 'post',
  path: '/organisations',
  tag: 'members',
  summary: 'Make another organisation, as the owner of one',
  body: z.strictObject({ name: lineSchema.min(1), language: languageSchema.default('ja') }),
  answer: z.object({ organisation: z.string() }),
  handle: async ({ context, principal, body: { name, language } }) => {
    const isOwner = [...principal.roles.values()].some((roles) => may(roles, 'administer'))
    // A token belongs to one organisation, and a demonstration has one.
    if (!isOwner || context.mode === 'demo' || principal.by.startsWith('token:')) throw new Failure('not-permitted')
    return { organisation: await foundOrganisation(context, principal.account, name, language) }
  },
})

export const identityRoutes: readonly Route[] = [me, found, signIn, signOut, changePassword, start, invite, accept]
