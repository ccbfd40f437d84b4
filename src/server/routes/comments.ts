import { z } from 'zod'
import { applicabilityId } from '../../isms/records/applicability.ts'
import { commentSchema, commentSubjectSchema } from '../../isms/records/comment.ts'
import type { Comment, CommentSubject } from '../../isms/records/comment.ts'
import type { Isms } from '../../isms/isms.ts'
import { KINDS } from '../../isms/records/kinds.ts'
import { recordName } from '../../report/isms/record-name.ts'
import { change } from '../../store/change.ts'
import { readRecord } from '../../store/records.ts'
import { instant, today } from '../context.ts'
import { Failure } from '../failure.ts'
import { heldRecords } from '../held.ts'
import { newId } from '../identity/secrets.ts'
import { ismsOf } from '../isms.ts'
import { scoped } from '../route.ts'
import type { Route, ScopedCall } from '../route.ts'
import { subjectNamesSchema } from '../answers/overview.ts'
import { whySchema } from './common.ts'
import { demandResult } from './audit-runs.ts'
import { demandRecord, shown, writeOver } from './records.ts'

const COMMENTS = '/organisations/{organisation}/comments'
const version = z.number().int().min(1)
const textSchema = commentSchema.shape.text
const recorded = z.object({ id: z.string() }).loose()

const subjects = scoped({
  method: 'get',
  path: `${COMMENTS}/subjects`,
  tag: 'comments',
  summary: 'What the records are called that are commented on, by `kind id`; what is gone has no name',
  access: 'read',
  answer: subjectNamesSchema,
  handle: async ({ context, scope }) => {
    const { records } = await heldRecords(context.store, scope)
    const wanted = new Set(records.comment.flatMap(({ about: { id, run } }) => (run === null ? [id] : [id, run])))
    const names = KINDS.flatMap((kind) =>
      records[kind]
        .filter(({ id }) => wanted.has(id))
        .map(({ id, ...content }) => {
          const named = { kind, id, content }
          return [`${kind} ${id}`, { ja: recordName(named, 'ja'), en: recordName(named, 'en') }] as const
        }),
    )
    return { names: Object.fromEntries(names) }
  },
})

const write = scoped({
  method: 'post',
  path: COMMENTS,
  tag: 'comments',
  summary: 'Comment on a record, the answer for a control, or a finding or guide of an audit (M-3)',
  access: 'comment',
  body: z.strictObject({ about: commentSubjectSchema, text: textSchema }),
  answer: recorded,
  handle: async (call) => {
    const { context, scope, principal } = call
    const { about, text } = call.body
    if (!(await isThere(call, about))) throw new Failure('invalid', [{ path: ['about'], message: 'it is not there' }])
    const [id, at] = [newId(), instant(context)]
    const author = { account: principal.account, name: principal.name }
    const body: Comment = { about, text, author, at, settled: null }
    await change(scope, { by: principal.by, at }, [{ action: 'create', kind: 'comment', id, body, why: '' }])
    return shown(await demandRecord({ scope, params: { id } }, 'comment'))
  },
})

const rewrite = scoped({
  method: 'put',
  path: `${COMMENTS}/{id}`,
  tag: 'comments',
  summary: "Rewrite one's own comment; what it was stays in the ledger",
  access: 'comment',
  body: z.strictObject({ version, text: textSchema, why: whySchema }),
  answer: recorded,
  handle: async (call) => {
    const current = await demandRecord(call, 'comment')
    const { id: _, ...body } = current.body
    if (body.author.account !== call.principal.account) throw new Failure('not-the-author')
    return writeOver(call, { ...current, version: call.body.version }, { ...body, text: call.body.text }, call.body.why)
  },
})

const settle = scoped({
  method: 'post',
  path: `${COMMENTS}/{id}/settle`,
  tag: 'comments',
  summary: 'Settle a comment, or open it again',
  access: 'comment',
  body: z.strictObject({ version, settled: z.boolean(), why: whySchema }),
  answer: recorded,
  handle: async (call) => {
    const { context, principal, body: wish } = call
    const current = await demandRecord(call, 'comment')
    const { id: _, ...body } = current.body
    const settled = wish.settled ? { by: principal.name, on: today(context) } : null
    return writeOver(call, { ...current, version: wish.version }, { ...body, settled }, wish.why)
  },
})

type Call = Pick<ScopedCall, 'context' | 'scope'>

/** Whether there is what the comment is about. The answer for a control may be commented on before it is written. */
async function isThere(call: Call, { kind, id, run }: CommentSubject): Promise<boolean> {
  if (kind === 'finding' || kind === 'guide') return run !== null && isFound(call, kind, id, run)
  if (run !== null) return false
  if (kind === 'applicability' && hasControl(await ismsOf(call.context, call.scope), id)) return true
  return (await readRecord(call.scope, kind, id)) !== null
}

async function isFound(call: Call, kind: 'finding' | 'guide', id: string, run: string): Promise<boolean> {
  if ((await readRecord(call.scope, 'auditRun', run)) === null) return false
  const { findings, guides } = await demandResult(call, run)
  return kind === 'finding' ? findings.some((one) => one.id === id) : guides.some(({ guide }) => guide === id)
}

const hasControl = ({ controls }: Isms, id: string): boolean =>
  controls.some((control) =>
    (['provider', 'customer'] as const).some((role) => applicabilityId({ control, role }) === id),
  )

export const commentRoutes: readonly Route[] = [subjects, write, rewrite, settle]
