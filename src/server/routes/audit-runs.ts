import { z } from 'zod'
import type { AuditResult } from '../../audit/result.ts'
import { STAGES } from '../../audit/stage.ts'
import { RUN_STATUSES, auditRunSchema } from '../../isms/records/evidence.ts'
import { lineSchema, recordIdSchema } from '../../isms/records/fields.ts'
import { change } from '../../store/change.ts'
import { readRecord } from '../../store/records.ts'
import { applyRun, withdrawRun } from '../audit/apply.ts'
import { comparedRuns } from '../audit/compared.ts'
import { briefResult, heldResult, resultBytes } from '../audit/held-results.ts'
import { instant } from '../context.ts'
import { Failure } from '../failure.ts'
import { newId } from '../identity/secrets.ts'
import { scoped } from '../route.ts'
import type { Route, ScopedCall } from '../route.ts'
import { whySchema } from './common.ts'
import { demandRecord, shown } from './records.ts'

const RUNS = '/organisations/{organisation}/audit-runs'
const sayingSchema = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
const verdictSchema = z.enum(['proved', 'refuted', 'undetermined']).nullable()

const begin = scoped({
  method: 'post',
  path: RUNS,
  tag: 'audit-runs',
  summary:
    'Begin a technical audit of evidence under an engagement; it runs beside, and its status tells how far it is',
  access: 'runAudit',
  body: z.strictObject({
    title: lineSchema.default(''),
    engagement: recordIdSchema,
    evidence: z.array(recordIdSchema).min(1).max(100),
    why: whySchema,
  }),
  answer: z.object({ id: recordIdSchema }).loose(),
  handle: async (call) => {
    const {
      context,
      scope,
      principal,
      body: { why, ...wish },
    } = call
    for (const [kind, id] of [
      ['engagement', wish.engagement] as const,
      ...wish.evidence.map((one) => ['evidence', one] as const),
    ])
      if ((await readRecord(scope, kind, id)) === null)
        throw new Failure('invalid', [{ path: [kind], message: `${id} is not there` }])
    const id = newId()
    // Named twice, the same files would be read twice.
    const body = auditRunSchema.parse({ ...wish, evidence: [...new Set(wish.evidence)] })
    await change(scope, { by: principal.by, at: instant(context) }, [
      { action: 'create', kind: 'auditRun', id, body, why },
    ])
    const run = shown(await demandRecord({ scope, params: { id } }, 'auditRun'))
    // The queue takes transactions of its own, so this one has to have ended.
    return async () => {
      context.jobs.enqueue(scope.organisation, id)
      return run
    }
  },
})

const stop = scoped({
  method: 'post',
  path: `${RUNS}/{id}/stop`,
  tag: 'audit-runs',
  summary: 'Stop an audit that waits or runs',
  access: 'runAudit',
  handle: async ({ context, scope, params }) => {
    if (!context.jobs.stop(scope.organisation, params['id'] ?? '')) throw new Failure('missing')
    return null
  },
})

const progress = scoped({
  method: 'get',
  path: `${RUNS}/{id}/progress`,
  tag: 'audit-runs',
  summary: 'What an audit that waits or runs does now',
  access: 'read',
  answer: z.object({
    status: z.enum(RUN_STATUSES),
    /** Audits that are done before it. */
    ahead: z.number(),
    isStopping: z.boolean(),
    now: z.object({ stage: z.enum(STAGES), counts: z.record(z.string(), z.number()) }).nullable(),
  }),
  handle: async (call) => {
    const { status } = (await demandRecord(call, 'auditRun')).body
    const found = call.context.jobs.progress(call.scope.organisation, call.params['id'] ?? '')
    return { status, ...(found ?? { ahead: 0, isStopping: false, now: null }) }
  },
})

/** The SHA-256 of the result of a run that has finished, else the refusal. */
async function demandHash(scope: ScopedCall['scope'], id: string): Promise<string> {
  const run = await demandRecord({ scope, params: { id } }, 'auditRun')
  if (run.body.result === null) throw new Failure('not-finished')
  return run.body.result
}

/** The result of a run that has finished, else the refusal. */
export const demandResult = async (
  { context, scope }: Pick<ScopedCall, 'context' | 'scope'>,
  id: string,
): Promise<AuditResult> => heldResult(context.store, scope, await demandHash(scope, id))

const result = scoped({
  method: 'get',
  path: `${RUNS}/{id}/result`,
  tag: 'audit-runs',
  summary:
    'All that the run says: parties, matrix, guides, findings with their paths and evidence, coverage, unknowns. `findings=brief` leaves the paths of many findings out',
  access: 'read',
  query: { findings: z.enum(['whole', 'brief']).default('whole') },
  answer: z.object({ format: z.literal('akashi-audit'), version: z.literal(1) }).loose(),
  handle: async (call) => {
    const { context, scope } = call
    const sha256 = await demandHash(scope, call.params['id'] ?? '')
    if (call.query.findings === 'brief') return json(briefResult(await heldResult(context.store, scope, sha256)))
    // As it was written: nothing of it needs to be understood here.
    return json(new Uint8Array(await resultBytes(context.store, scope, sha256)))
  },
})

const json = (text: string | Uint8Array<ArrayBuffer>): Response =>
  new Response(text, { headers: { 'content-type': 'application/json' } })

const finding = scoped({
  method: 'get',
  path: `${RUNS}/{id}/findings/{finding}`,
  tag: 'audit-runs',
  summary: 'One finding with its path and evidence',
  access: 'read',
  answer: z.object({ id: z.string() }).loose(),
  handle: async (call) => {
    const { findings: all } = await demandResult(call, call.params['id'] ?? '')
    const found = all.find(({ id }) => id === call.params['finding'])
    if (found === undefined) throw new Failure('missing')
    return found
  },
})

const findings = scoped({
  method: 'get',
  path: `${RUNS}/{id}/findings`,
  tag: 'audit-runs',
  summary: "The run's findings in pages",
  access: 'read',
  query: {
    party: z.string().max(200).optional(),
    weight: z.enum(['major', 'minor', 'note']).optional(),
    from: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  },
  answer: z.object({ total: z.number(), findings: z.array(z.unknown()) }),
  handle: async (call) => {
    const { party, weight, from, limit } = call.query
    const all = (await demandResult(call, call.params['id'] ?? '')).findings.filter(
      (one) =>
        (party === undefined || one.from === party || one.to === party) &&
        (weight === undefined || one.weight === weight),
    )
    return { total: all.length, findings: all.slice(from, from + limit) }
  },
})

const compare = scoped({
  method: 'get',
  path: `${RUNS}/{id}/compare/{other}`,
  tag: 'audit-runs',
  summary: 'What opened and what closed from this run to the other: verdicts, and the paths behind them',
  access: 'read',
  answer: z.object({
    changes: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        before: verdictSchema,
        after: verdictSchema,
        opened: z.array(sayingSchema),
        closed: z.array(sayingSchema),
      }),
    ),
  }),
  handle: async (call) => {
    const before = await demandResult(call, call.params['id'] ?? '')
    return { changes: comparedRuns(before, await demandResult(call, call.params['other'] ?? '')) }
  },
})

const apply = scoped({
  method: 'post',
  path: `${RUNS}/{id}/apply`,
  tag: 'audit-runs',
  summary: "Put the run's verdicts and evidence on the controls that its procedure speaks of",
  access: 'writeControl',
  body: z.strictObject({ why: whySchema }),
  answer: z.object({ changed: z.array(z.string()) }),
  handle: async ({ context, scope, principal, params, body: { why } }) => {
    const actor = { by: principal.by, at: instant(context) }
    return { changed: await applyRun(context, scope, actor, params['id'] ?? '', why) }
  },
})

const withdraw = scoped({
  method: 'post',
  path: `${RUNS}/{id}/withdraw`,
  tag: 'audit-runs',
  summary: "Take the verdicts of the run's engagement off the controls, with a reason; the answers are to be looked at",
  access: 'writeControl',
  body: z.strictObject({ why: lineSchema.min(1) }),
  answer: z.object({ changed: z.array(z.string()) }),
  handle: async ({ context, scope, principal, params, body: { why } }) => {
    const actor = { by: principal.by, at: instant(context) }
    return { changed: await withdrawRun(scope, actor, params['id'] ?? '', why) }
  },
})

export const auditRoutes: readonly Route[] = [
  begin,
  stop,
  progress,
  result,
  findings,
  finding,
  compare,
  apply,
  withdraw,
]
