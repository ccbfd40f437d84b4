import { z } from 'zod'
import { addMember, people, removeMember } from '../../store/organisations.ts'
import { revokeInvitationsOf } from '../../store/invitations.ts'
import { lockLedger } from '../../store/ledger.ts'
import { membersSchema } from '../answers/members.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { ROLES, may } from '../permissions.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { ORGANISATION, whySchema } from './common.ts'

const list = scoped({
  method: 'get',
  path: `${ORGANISATION}/members`,
  tag: 'members',
  summary: 'Who has which roles',
  access: 'read',
  answer: membersSchema,
  handle: async ({ scope, principal }) => {
    const isShown = may(principal.roles.get(scope.organisation) ?? [], 'administer')
    return { members: (await people(scope)).map((one) => ({ ...one, email: isShown ? one.email : null })) }
  },
})

const setRoles = scoped({
  method: 'put',
  path: `${ORGANISATION}/members/{account}`,
  tag: 'members',
  summary: 'Set the roles of a member; none takes the member out. An organisation keeps an owner',
  access: 'administer',
  body: z.strictObject({ roles: z.array(z.enum(ROLES)).max(ROLES.length), why: whySchema }),
  handle: async ({ context, scope, principal, params, body }) => {
    // One after the other: two owners who take the role from each other at once would leave none.
    await lockLedger(scope)
    const all = await people(scope)
    const member = all.find(({ account }) => account === params['account'])
    // Who is no member is invited: an account of another organisation cannot be taken in by its id.
    if (member === undefined) throw new Failure('missing')
    const isOwned = all.some(({ account, roles }) => account !== member.account && roles.includes('owner'))
    if (!isOwned && !body.roles.includes('owner')) throw new Failure('last-owner')
    const actor = { by: principal.by, at: instant(context) }
    for (const role of body.roles) await addMember(scope, actor, member.account, role, body.why)
    for (const role of member.roles)
      if (!body.roles.some((kept) => kept === role)) await removeMember(scope, actor, member.account, role, body.why)
    // Who may no longer invite lets nobody in by a link from before: it might be for themselves.
    if (!may(body.roles, 'administer')) await revokeInvitationsOf(scope, actor, member.account)
    return null
  },
})

export const memberRoutes: readonly Route[] = [list, setRoles]
