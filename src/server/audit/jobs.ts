import type { BodyOf } from '../../isms/records/kinds.ts'
import type { AuditResult } from '../../audit/result.ts'
import type { Stage } from '../../audit/stage.ts'
import type { Problem } from '../../base/problem.ts'
import { change } from '../../store/change.ts'
import { keepBlob } from '../../store/evidence-blobs.ts'
import { readKind, readRecord } from '../../store/records.ts'
import type { Scope } from '../../store/scope.ts'
import type { Store } from '../../store/open.ts'
import { auditInput } from './input.ts'
import { TaskEnded } from './perform.ts'
import type { Perform } from './perform.ts'
import type { AuditOutcome } from './task.ts'
import { contradictions, runsOf, summaryOf } from './verdicts.ts'
import { announceFailure, announceResult } from '../webhooks/audits.ts'

/** Audits that run beside the requests, one at a time. */
export interface AuditJobs {
  enqueue(organisation: string, run: string): void
  /** Ends a waiting or running audit; false when there is none. */
  stop(organisation: string, run: string): boolean
  /** Where a waiting or running audit is; null when there is none. */
  progress(organisation: string, run: string): JobProgress | null
  /** Takes up again what a stop of the server interrupted. */
  resume(): Promise<void>
  /** Settles when nothing waits or runs. */
  idle(): Promise<void>
  /** Ends what runs without saying so in the records, so that `resume` takes it up again. For a server that stops. */
  halt(): Promise<void>
}

/** How many audits go before it, and once it runs what it does now. */
export interface JobProgress {
  readonly ahead: number
  readonly now: Stage | null
  readonly isStopping: boolean
}

interface Job {
  readonly controller: AbortController
  now: Stage | null
}

interface Outside {
  readonly store: Store
  readonly now: () => Date
  readonly perform: Perform
  /** Where the pages lie for their users, for links in messages. */
  readonly origin: string | null
  readonly log: (event: string, params: Readonly<Record<string, string | number>>) => void
}

type Run = BodyOf<'auditRun'>

/** A queue in this process. */
export function auditJobs(outside: Outside): AuditJobs {
  // In the order in which they are done.
  const waiting = new Map<string, Job>()
  let tail: Promise<void> = Promise.resolve()
  let isHalted = false
  const keyOf = (organisation: string, run: string): string => `${organisation}/${run}`
  const enqueue = (organisation: string, run: string): void => {
    const job: Job = { controller: new AbortController(), now: null }
    waiting.set(keyOf(organisation, run), job)
    tail = tail
      .then(() => (isHalted ? undefined : perform(outside, organisation, run, job, () => isHalted)))
      .catch((error: unknown) => (isHalted ? undefined : failed(outside, organisation, run, error)))
      .finally(() => waiting.delete(keyOf(organisation, run)))
  }
  return {
    enqueue,
    stop(organisation, run) {
      const job = waiting.get(keyOf(organisation, run))
      job?.controller.abort()
      return job !== undefined
    },
    progress(organisation, run) {
      const ahead = [...waiting.keys()].indexOf(keyOf(organisation, run))
      const job = waiting.get(keyOf(organisation, run))
      return job === undefined ? null : { ahead, now: job.now, isStopping: job.controller.signal.aborted }
    },
    async resume() {
      const { store } = outside
      const organisations = await store.asCaller({ system: true }, (trx) =>
        trx.selectFrom('organisation').select('id').execute(),
      )
      for (const { id } of organisations) for (const run of await store.inScope(id, unfinished)) enqueue(id, run)
    },
    async halt() {
      isHalted = true
      for (const { controller } of waiting.values()) controller.abort()
      await tail
    },
    async idle() {
      for (let seen: Promise<void> | null = null; seen !== tail;) {
        seen = tail
        await seen
      }
    },
  }
}

const unfinished = async (scope: Scope): Promise<readonly string[]> =>
  (await readKind(scope, 'auditRun'))
    .filter(({ body: { status } }) => status === 'waiting' || status === 'running')
    .map(({ body }) => body.id)

async function perform(
  outside: Outside,
  organisation: string,
  run: string,
  job: Job,
  isHalted: () => boolean,
): Promise<void> {
  const { store, now, log } = outside
  const { signal } = job.controller
  if (signal.aborted) return finish(outside, organisation, run, new TaskEnded('stopped'))
  const input = await store.inScope(organisation, async (scope) => {
    const body = await update(scope, run, { status: 'running', startedAt: now().toISOString() }, now())
    return auditInput({ store }, scope, body)
  })
  if ('problems' in input) return finish(outside, organisation, run, input)
  const began = now().getTime()
  const outcome = await outside
    .perform({ kind: 'audit', ...input }, signal, (stage) => (job.now = stage))
    .catch((error: unknown) => {
      const end = error instanceof TaskEnded ? error : new TaskEnded('crash', String(error))
      log('audit-ended', { run, code: end.code, error: end.message })
      return end
    })
  if (isHalted()) return
  log('audit', { run, files: input.entries.length, ms: now().getTime() - began })
  await finish(outside, organisation, run, outcome)
}

/** Whatever else goes wrong is said of the run as well: it would seem to wait for ever, and could not be stopped. */
async function failed(outside: Outside, organisation: string, run: string, error: unknown): Promise<void> {
  outside.log('audit-job-failed', { run, error: String(error) })
  await finish(outside, organisation, run, new TaskEnded('crash')).catch((again: unknown) =>
    outside.log('audit-job-failed', { run, error: String(again) }),
  )
}

async function finish(
  outside: Outside,
  organisation: string,
  run: string,
  outcome: AuditOutcome | TaskEnded,
): Promise<void> {
  const { store, now, origin } = outside
  const endedAt = now().toISOString()
  await store.inScope(organisation, async (scope) => {
    if (outcome instanceof TaskEnded) {
      const status = outcome.code === 'stopped' ? 'stopped' : 'failed'
      const failure = { code: `audit-${outcome.code}`, message: '' }
      const body = await update(scope, run, { status, endedAt, failure }, now())
      if (status === 'failed') await announceFailure({ scope, origin, at: endedAt }, run, body)
    } else if ('problems' in outcome) {
      const first = outcome.problems.find(({ severity }) => severity === 'error') ?? outcome.problems[0]
      const isError = ({ severity }: Problem): boolean => severity === 'error'
      const message = fitting(outcome.problems.toSorted((a, b) => Number(isError(b)) - Number(isError(a))))
      const failure = { code: first?.code ?? 'no-result', message }
      const body = await update(scope, run, { status: 'failed', endedAt, failure }, now())
      await announceFailure({ scope, origin, at: endedAt }, run, body)
    } else await keepResult(outside, scope, run, outcome.result)
  })
}

/** As many problems as a record has room for, whole. */
function fitting(problems: readonly Problem[]): string {
  for (let count = Math.min(10, problems.length); count > 0; count--) {
    const text = JSON.stringify(problems.slice(0, count))
    if (text.length <= 2000) return text
  }
  return ''
}

async function keepResult(outside: Outside, scope: Scope, run: string, result: AuditResult): Promise<void> {
  const { store, origin } = outside
  const now = outside.now()
  const at = now.toISOString()
  const sha256 = await keepBlob(scope, store.blobs, Buffer.from(JSON.stringify(result)), at)
  const body = await update(
    scope,
    run,
    { status: 'done', endedAt: at, result: sha256, summary: summaryOf(result), failure: null },
    now,
  )
  const runs = runsOf(
    (await readKind(scope, 'auditRun')).map((one) => one.body),
    body.engagement,
  )
  const answers = await readKind(scope, 'applicability')
  const changes = answers.flatMap(({ version, body: { id, ...body } }) => {
    const raised = contradictions(body, run, runs, result)
    return raised === null
      ? []
      : [{ action: 'update', kind: 'applicability', id, version, body: raised, why: `audit run ${run}` } as const]
  })
  await change(scope, { by: 'system', at }, changes)
  const raised = changes.map(({ id }) => id)
  await announceResult({ scope, origin, at }, store.blobs, { run, body, result, raised })
}

async function update(scope: Scope, id: string, part: Partial<Run>, now: Date): Promise<Run> {
  const found = await readRecord(scope, 'auditRun', id)
  if (found === null) throw new Error(`the audit run ${id} is gone`)
  const { id: _, ...current } = found.body
  const body = { ...current, ...part }
  const actor = { by: 'system', at: now.toISOString() }
  await change(scope, actor, [
    { action: 'update', kind: 'auditRun', id, body, version: found.version, why: part.status ?? '' },
  ])
  return body
}
