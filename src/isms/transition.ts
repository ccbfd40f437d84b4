import type { CarriedAnswers } from '../catalogue/carry.ts'
import { carryAnswers } from '../catalogue/carry.ts'
import type { Mapping, Role } from '../catalogue/schema.ts'
import type { Isms } from './isms.ts'
import { applicabilityId } from './records/applicability.ts'
import type { Applicability } from './records/applicability.ts'

/** Where the answers of one role go when the statement moves to another edition. */
export interface RoleTransition extends CarriedAnswers<Applicability> {
  readonly role: Role
}

const ROLES: readonly Role[] = ['provider', 'customer']

/** T-4, C-10: every answer on the mapping's old edition along the mapping, by role. None is lost: what has no target is listed. */
export const transition = ({ records }: Pick<Isms, 'records'>, mapping: Mapping): readonly RoleTransition[] =>
  ROLES.map((role) => {
    const answers = records.applicability
      .filter((one) => one.control.edition === mapping.from && one.role === role)
      .map(({ id: _, ...answer }) => ({ item: answer.control.item, answer }))
    return { role, ...carryAnswers(mapping, answers) }
  }).filter(({ carried, withoutTarget }) => carried.length + withoutTarget.length > 0)

/** The answers on the new edition that are not there yet, each to be looked at unless the mapping says equal. Several old answers on one new control: the first in order, to be looked at. */
export function carriedOver(
  isms: Pick<Isms, 'records'>,
  mapping: Mapping,
): readonly (Applicability & { readonly id: string })[] {
  const there = new Set(isms.records.applicability.map(({ id }) => id))
  const made = new Map<string, Applicability & { readonly id: string }>()
  for (const { role, carried } of transition(isms, mapping))
    for (const { to, review, answer } of carried) {
      const reference = { control: { edition: mapping.to, item: to }, role }
      const id = applicabilityId(reference)
      if (there.has(id)) continue
      const first = made.get(id)
      // A verdict spoke of the old control; whether it speaks of the new one is for a run to say.
      made.set(
        id,
        first === undefined
          ? { ...answer, ...reference, id, review: review || answer.review, verdicts: [] }
          : { ...first, review: true },
      )
    }
  return [...made.values()]
}
