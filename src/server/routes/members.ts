import { z } from 'zod'
import { addMember, members, removeMember } from '../../store/organisations.ts'
import { accountById } from '../../store/accounts.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { ROLES } from '../permissions.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { whySchema } from './answers.ts'

const ORGANISATION = '/organisations/{organisation}'
const memberSchema = z.object({ account: z.string(), name: z.string(), roles: z.array(z.enum(ROLES)) })

const list = scoped({
  method: 'get',
  path: `${ORGANISATION}/members`,
  tag: 'members',
  summary: 'Who has which roles',
  access: 'read',
  answer: z.object({ members: z.array(memberSchema) }),
  handle: async ({ scope }) => {
    const roles = new Map<string, string[]>()
    for (const { account, role } of await members(scope)) roles.set(account, [...(roles.get(account) ?? []), role])
    const named = [...roles].map(async ([account, held]) => ({
      account,
      name: (await accountById(scope.trx, account))?.name ?? '',
      roles: held,
    }))
    return { members: await Promise.all(named) }
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
    const account = params['account'] ?? ''
    const all = await members(scope)
    const held = all.filter((one) => one.account === account).map(({ role }) => role)
    // Who is no member is invited: an account of another organisation cannot be taken in by its id.
    if (held.length === 0) throw new Failure('missing')
    const others = all.filter((one) => one.account !== account && one.role === 'owner')
    if (others.length === 0 && !body.roles.includes('owner'))
      throw new Failure('invalid', [{ path: ['roles'], message: 'the last owner stays' }])
    const actor = { by: principal.by, at: instant(context) }
    for (const role of body.roles) await addMember(scope, actor, account, role, body.why)
    for (const role of held)
      if (!body.roles.some((kept) => kept === role)) await removeMember(scope, actor, account, role, body.why)
    return null
  },
})

export const memberRoutes: readonly Route[] = [list, setRoles]
