import { z } from 'zod'

const problem = z.object({ code: z.string(), text: z.object({ ja: z.string(), en: z.string() }) })
const row = z.object({
  row: z.number(),
  action: z.enum(['create', 'update', 'same', 'refused']),
  name: z.string(),
  changes: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
  problems: z.array(problem),
})

/** What an import would do, or did. */
export const planSchema = z.object({
  form: z.string(),
  made: z.number(),
  plan: z.string(),
  counts: z.object({ create: z.number(), update: z.number(), same: z.number(), refused: z.number() }),
  passedOver: z.array(z.string()),
  problems: z.array(problem),
  rows: z.array(row),
})
export type Plan = z.infer<typeof planSchema>
export type PlanRow = Plan['rows'][number]
