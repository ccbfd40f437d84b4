import { z } from 'zod'
import type { Mapping } from '../../catalogue/schema.ts'
import { editionIdSchema } from '../../catalogue/schema.ts'
import { carriedOver, transition } from '../../isms/transition.ts'
import { change } from '../../store/change.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { ismsOf } from '../isms.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { whySchema } from './common.ts'

const PATH = '/organisations/{organisation}/statement/transition'

function demandMapping({ catalogue }: Context, from: string, to: string): Mapping {
  const found = catalogue.mappings.find((mapping) => mapping.from === from && mapping.to === to)
  if (found === undefined) throw new Failure('invalid', [{ path: ['to'], message: `no mapping from ${from} to ${to}` }])
  return found
}

const view = scoped({
  method: 'get',
  path: PATH,
  tag: 'overview',
  summary: 'Where every answer on one edition goes on another (2015 → 2026), by role; nothing is written',
  access: 'read',
  query: { from: editionIdSchema, to: editionIdSchema },
  answer: z.object({ roles: z.array(z.unknown()) }),
  handle: async ({ context, scope, query: { from, to } }) => ({
    roles: transition(await ismsOf(context, scope), demandMapping(context, from, to)),
  }),
})

const carry = scoped({
  method: 'post',
  path: PATH,
  tag: 'overview',
  summary:
    'Make the answers on the new edition, to be looked at unless the mapping says equal; those that are there stay',
  access: 'writeControl',
  body: z.strictObject({ from: editionIdSchema, to: editionIdSchema, why: whySchema }),
  answer: z.object({ made: z.array(z.string()) }),
  handle: async ({ context, scope, principal, body: { from, to, why } }) => {
    const made = carriedOver(await ismsOf(context, scope), demandMapping(context, from, to))
    const changes = made.map(({ id, ...body }) => ({ action: 'create', kind: 'applicability', id, body, why }) as const)
    await change(scope, { by: principal.by, at: instant(context) }, changes)
    return { made: made.map(({ id }) => id) }
  },
})

export const transitionRoutes: readonly Route[] = [view, carry]
