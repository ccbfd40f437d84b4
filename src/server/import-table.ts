import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Sheet } from '../catalogue/import/sheet.ts'
import type { ImportForm } from '../isms/import/field.ts'
import { isClean, planImport } from '../isms/import/plan.ts'
import type { ImportPlan, PlannedRow } from '../isms/import/plan.ts'
import type { BodyOf } from '../isms/records/kinds.ts'
import { importText } from '../report/isms/import-sentences.ts'
import { importWords } from '../report/isms/import-words.ts'
import { change } from '../store/change.ts'
import type { Change } from '../store/change.ts'
import { lockLedger } from '../store/ledger.ts'
import type { Recorded } from '../store/records.ts'
import { instant } from './context.ts'
import { Failure } from './failure.ts'
import { guarded } from './guarded.ts'
import { heldRecords } from './held.ts'
import { newId } from './identity/secrets.ts'
import { ismsOf } from './isms.ts'
import type { ScopedCall } from './route.ts'
import { textSchema } from './answers/overview.ts'
import { whySchema } from './routes/common.ts'
import { readTable } from './sheet/read-sheet.ts'
import { SheetRefused, refusalText } from './sheet/refusal.ts'

/** The kinds that tables are imported into. */
export type Imported = 'asset' | 'risk'

const problemSchema = z.object({ code: z.string(), params: z.record(z.string(), z.unknown()), text: textSchema })

export const importAnswerSchema = z.object({
  /** How the file was written. */
  form: z.enum(['xlsx', 'utf-8', 'utf-16', 'shift_jis']),
  /** How many records were written; 0 of a dry run. */
  made: z.number(),
  /** Names what would be done: an import that names it does just that, or is a conflict. */
  plan: z.string(),
  counts: z.object({ create: z.number(), update: z.number(), same: z.number(), refused: z.number() }),
  passedOver: z.array(z.string()),
  problems: z.array(problemSchema),
  rows: z.array(
    z.object({
      row: z.number(),
      action: z.enum(['create', 'update', 'same', 'refused']),
      name: z.string(),
      id: z.string().nullable(),
      changes: z.array(z.object({ column: z.string(), before: z.string(), after: z.string() })),
      problems: z.array(problemSchema),
    }),
  ),
})

export const importQuery = {
  dryRun: z.enum(['true', 'false']).default('true'),
  plan: z.string().max(64).optional(),
  lang: z.enum(['ja', 'en']).default('ja'),
  why: whySchema,
}
export type ImportQuery = typeof importQuery

/** The table in the bytes, else the refusal in both languages. */
export async function demandTable(bytes: Uint8Array): ReturnType<typeof readTable> {
  try {
    return await readTable(bytes)
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error
    const { code, params } = error
    throw new Failure(code === 'busy' ? 'too-many' : 'wrong-table', [{ code, params, text: refusalText(code, params) }])
  }
}

/** The body of a record without its id. */
export function bodyOf<K extends Imported>({ body: { id: _, ...body } }: Recorded<K>): BodyOf<K> {
  return body as BodyOf<K>
}

/** Plans the import over the records as they are now, and writes it where that is wished and nothing is wrong: whole or not at all (M-5). */
export async function importInto<K extends Imported>(
  call: ScopedCall<ImportQuery>,
  kind: K,
  form: ImportForm<BodyOf<K>>,
  sheet: Sheet,
) {
  const { context, scope, query: wish } = call
  // What is planned is what is written: the same table sent twice is a conflict, and not everything twice.
  if (wish.dryRun === 'false') await lockLedger(scope)
  const isms = await ismsOf(context, scope)
  const { held } = await heldRecords(context.store, scope)
  const existing = held[kind].map((one) => ({ id: one.body.id, version: one.version, body: bodyOf(one) }))
  const plan = planImport(form, sheet, existing, importWords(isms), wish.lang)
  const digest = digestOf(plan)
  if (wish.plan !== undefined && wish.plan !== digest) throw new Failure('conflict')
  const isWanted = wish.dryRun === 'false' && isClean(plan)
  const made = isWanted ? await write(call, kind, plan) : 0
  return { made, plan: digest, ...shownPlan(plan) }
}

async function write<K extends Imported>(
  call: ScopedCall<ImportQuery>,
  kind: K,
  plan: ImportPlan<BodyOf<K>>,
): Promise<number> {
  const { context, scope, principal, query: wish } = call
  const isms = await ismsOf(context, scope)
  const changes = plan.rows.flatMap(({ action, id, body, before }): Change[] => {
    if (body === null || (action !== 'create' && action !== 'update')) return []
    const allowed = guarded(kind, body, before?.body ?? null, isms, principal.name)
    return before === null
      ? [{ action: 'create', kind, id: id ?? newId(), body: allowed, why: wish.why }]
      : [{ action: 'update', kind, id: before.id, version: before.version, body: allowed, why: wish.why }]
  })
  await change(scope, { by: principal.by, at: instant(context) }, changes)
  return changes.length
}

const digestOf = ({ rows }: ImportPlan<unknown>): string =>
  createHash('sha256')
    .update(JSON.stringify(rows.map(({ action, id, before, body }) => [action, id, before?.version, body])))
    .digest('hex')

const CUT = 300
const cut = (text: string): string => (text.length > CUT ? `${text.slice(0, CUT)}…` : text)

function shownPlan<B>(plan: ImportPlan<B>) {
  const count = (action: PlannedRow<B>['action']): number => plan.rows.filter((row) => row.action === action).length
  const say = (problems: PlannedRow<B>['problems']) => problems.map((one) => ({ ...one, text: importText(one) }))
  return {
    counts: { create: count('create'), update: count('update'), same: count('same'), refused: count('refused') },
    passedOver: plan.passedOver,
    problems: say(plan.problems),
    rows: plan.rows.map(({ row, action, name, id, changes, problems }) => ({
      row,
      action,
      name: cut(name),
      id,
      changes: changes.map(({ column, before, after }) => ({ column, before: cut(before), after: cut(after) })),
      problems: say(problems),
    })),
  }
}
