import { z } from 'zod'
import { newestByEngagement } from '../../isms/newest-runs.ts'
import { coverageOver } from '../audit/coverage.ts'
import { ismsOf } from '../isms.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { demandResult } from './audit-runs.ts'

/** Results that are read for one answer. */
const COVERED = 12

const coverageRoute = scoped({
  method: 'get',
  path: '/organisations/{organisation}/coverage',
  tag: 'overview',
  summary:
    'How much of the expected evidence the newest audit of each engagement read, by cell of the environment model',
  access: 'read',
  answer: z.object({
    audits: z.number(),
    cells: z.array(z.object({ cell: z.string(), read: z.number(), partial: z.number(), lacking: z.number() })),
  }),
  handle: async (call) => {
    const { records } = await ismsOf(call.context, call.scope)
    const newest = newestByEngagement(records.auditRun).slice(0, COVERED)
    const results = []
    for (const { id } of newest) results.push(await demandResult(call, id))
    return { audits: results.length, cells: coverageOver(results) }
  },
})

export const coverageRoutes: readonly Route[] = [coverageRoute]
