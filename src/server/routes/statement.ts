import { controlKey } from '../../isms/control-items.ts'
import { rolesHeld } from '../../isms/isms.ts'
import type { Isms } from '../../isms/isms.ts'
import { ismsOf } from '../isms.ts'
import { scoped } from '../route.ts'
import { statementSchema } from '../answers/overview.ts'
import { ORGANISATION } from './common.ts'

/** Every control with the answers of the roles that are held. */
export const statementRoute = scoped({
  method: 'get',
  path: `${ORGANISATION}/statement`,
  tag: 'overview',
  summary: 'The gap check and the statement in one table: every control of the chosen editions, roles side by side',
  access: 'read',
  answer: statementSchema,
  handle: async ({ context, scope }) => {
    const isms = await ismsOf(context, scope)
    return { roles: rolesHeld(isms), rows: statementRows(isms) }
  },
})

function statementRows(isms: Isms): readonly object[] {
  const answers = new Map(isms.records.applicability.map((one) => [`${controlKey(one.control)} ${one.role}`, one]))
  const necessary = new Map<string, string[]>()
  for (const { id, controls } of isms.records.necessaryControl)
    for (const key of controls.map(controlKey)) necessary.set(key, [...(necessary.get(key) ?? []), id])
  const held = rolesHeld(isms)
  return isms.controls.map(({ edition, item, title, cloud, roles }) => {
    const key = controlKey({ edition, item })
    const asked = held.filter((role) => roles.includes(role))
    return {
      edition,
      item,
      title,
      cloud,
      roles: asked,
      necessary: necessary.get(key) ?? [],
      answers: Object.fromEntries(asked.map((role) => [role, answers.get(`${key} ${role}`) ?? null])),
    }
  })
}
