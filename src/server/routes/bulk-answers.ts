import { z } from 'zod'
import { INCLUSION_REASONS, applicabilityId, applicabilitySchema } from '../../isms/records/applicability.ts'
import type { Applicability } from '../../isms/records/applicability.ts'
import { change } from '../../store/change.ts'
import type { Change } from '../../store/change.ts'
import { readKind } from '../../store/records.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { whySchema } from './common.ts'

/** One request answers a whole statement at most. */
const MOST = 2000

const { control, role, applicable, excluded, implementation, how, owner } = applicabilitySchema.shape
const targetSchema = z.strictObject({ control, role })
type Target = z.infer<typeof targetSchema>

/** What many answers can have in common. What is not given stays as it is; evidence and verdicts belong to one control. */
const commonSchema = z.strictObject({
  applicable: applicable.unwrap().optional(),
  /** The reasons; what a reason refers to stays where the answer has it already. */
  because: z.array(z.enum(INCLUSION_REASONS)).max(INCLUSION_REASONS.length).optional(),
  excluded: excluded.unwrap().optional(),
  implementation: implementation.unwrap().optional(),
  how: how.unwrap().optional(),
  owner: owner.unwrap().optional(),
})

type Common = z.infer<typeof commonSchema>

/** T-4: the same answer for many controls, all or none. */
const bulk = scoped({
  method: 'post',
  path: '/organisations/{organisation}/statement/answers',
  tag: 'overview',
  summary: 'Give many controls the same answer, all or none; what is not given stays as it is',
  access: 'writeControl',
  body: z.strictObject({ targets: z.array(targetSchema).min(1).max(MOST), answer: commonSchema, why: whySchema }),
  answer: z.object({ created: z.number().int(), updated: z.number().int() }),
  handle: async ({ context, scope, principal, body: { targets, answer, why } }) => {
    demandOnce(targets)
    const present = new Map((await readKind(scope, 'applicability')).map((one) => [one.body.id, one]))
    const changes = targets.map((target): Change => {
      const id = applicabilityId(target)
      const current = present.get(id)
      if (current === undefined)
        return {
          action: 'create',
          kind: 'applicability',
          id,
          body: merged(applicabilitySchema.parse(target), answer),
          why,
        }
      const { id: _, ...body } = current.body
      return { action: 'update', kind: 'applicability', id, body: merged(body, answer), version: current.version, why }
    })
    await change(scope, { by: principal.by, at: instant(context) }, changes)
    const created = changes.filter(({ action }) => action === 'create').length
    return { created, updated: changes.length - created }
  },
})

function merged(before: Applicability, { because, ...plain }: Common): Applicability {
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  if (because === undefined) return { ...before, ...given }
  const included = [...new Set(because)].map(
    (one) => before.included.find((reason) => reason.because === one) ?? { because: one, reference: '' },
  )
  return { ...before, ...given, included }
}

function demandOnce(targets: readonly Target[]): void {
  const ids = targets.map(applicabilityId)
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  if (twice >= 0) throw new Failure('invalid', [{ path: ['body', 'targets', twice], message: 'named twice' }])
}

export const bulkAnswerRoutes: readonly Route[] = [bulk]
