import { z } from 'zod'
import { lineSchema } from '../../isms/records/fields.ts'
import { Failure } from '../failure.ts'
import { emailSchema, languageSchema, passwordSchema, tokenSchema } from '../identity/fields.ts'
import { addAccount, foundOrganisation } from '../identity/found.ts'
import { demandLink, spendLink } from '../identity/links.ts'
import { addressOf } from '../identity/address.ts'
import { beginSession } from '../identity/sessions.ts'
import { may } from '../permissions.ts'
import { open, signedIn } from '../route.ts'
import type { Route } from '../route.ts'

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
    await demandLink(context, addressOf(context, c), body.token, 'start')
    await spendLink(context, body.token)
    const account = await addAccount(context, body)
    const id = await foundOrganisation(context, account, body.organisation, body.language)
    await beginSession(context, c, account, 'start')
    return { organisation: id }
  },
})

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

export const startRoutes: readonly Route[] = [start, found]
