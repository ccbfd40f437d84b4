import { z } from 'zod'
import { STATION_NAMES } from '../../isms/rules/rules.ts'
import type { Station } from '../../isms/rules/rules.ts'
import { ismsOf, openOf } from '../isms.ts'
import { showPoints } from '../names.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { openSchema } from '../answers/overview.ts'
import { ORGANISATION } from './common.ts'
import { statementRoute } from './statement.ts'
import { summaryRoute } from './summary.ts'
import { vocabularyRoute } from './vocabulary.ts'

const openRoute = scoped({
  method: 'get',
  path: `${ORGANISATION}/open`,
  tag: 'overview',
  summary: 'What is still open, in the order of the work',
  access: 'read',
  query: {
    station: z.enum(STATION_NAMES as [Station, ...Station[]]).optional(),
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  },
  answer: openSchema,
  handle: async ({ context, scope, query: { station, from, limit } }) => {
    const open = await openOf(context, scope)
    const points = station === undefined ? [...open.values()].flat() : (open.get(station) ?? [])
    return {
      total: points.length,
      byStation: Object.fromEntries([...open].map(([name, list]) => [name, list.length])),
      points: showPoints(context, await ismsOf(context, scope), points.slice(from, from + limit)),
    }
  },
})

export const overviewRoutes: readonly Route[] = [openRoute, summaryRoute, statementRoute, vocabularyRoute]
