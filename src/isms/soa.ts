import type { Role } from '../catalogue/schema.ts'
import { controlKey } from './control-items.ts'
import type { ControlItem } from './control-items.ts'
import { newest, rolesHeld } from './isms.ts'
import type { Isms } from './isms.ts'
import { applicabilitySchema } from './records/applicability.ts'
import type { Applicability, Soa } from './records/applicability.ts'
import { basisOf } from './statement-basis.ts'

/**
 * What a version of the statement holds, in the order of the standards: the answers for the controls of the chosen editions and the roles held. A question
 * that nobody has answered is in it too, as not yet decided: a statement that leaves controls out in silence would look complete.
 */
export function soaEntries(isms: Isms): readonly Applicability[] {
  const held = rolesHeld(isms)
  const answers = new Map(isms.records.applicability.map((one) => [`${controlKey(one.control)} ${one.role}`, one]))
  return isms.controls.flatMap((control) =>
    held.flatMap((role) => {
      const answer = answers.get(`${controlKey(control)} ${role}`)
      if (answer === undefined) return control.roles.includes(role) ? [notDecided(control, role)] : []
      // Through the schema, so that members come in one order, whoever wrote the record.
      return [applicabilitySchema.strip().parse(answer)]
    }),
  )
}

const notDecided = ({ edition, item }: ControlItem, role: Role): Applicability =>
  applicabilitySchema.parse({ control: { edition, item }, role })

/** The next version of the statement, not yet approved, from the answers of today. */
export function nextSoa(isms: Isms): Soa {
  const last = newest(isms.records.soa)
  const entries = [...soaEntries(isms)]
  return {
    version: (last?.version ?? 0) + 1,
    title: last?.title ?? '',
    base: last?.base ?? { document: '', version: '' },
    editions: [...new Set(isms.controls.map(({ edition }) => edition))],
    entries,
    basis: basisOf(isms, entries),
    made: null,
    approval: null,
  }
}
