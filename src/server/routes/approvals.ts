import { z } from 'zod'
import { newest } from '../../isms/isms.ts'
import type { Isms } from '../../isms/isms.ts'
import { standingOf } from '../../isms/level.ts'
import { VERSIONED } from '../../isms/records/frozen.ts'
import type { BodyOf, Kind } from '../../isms/records/kinds.ts'
import { scopeSchema } from '../../isms/records/scope.ts'
import { scopeNames } from '../../isms/scope-names.ts'
import { readRecord } from '../../store/records.ts'
import { today } from '../context.ts'
import { Failure } from '../failure.ts'
import { ismsOf, openOf } from '../isms.ts'
import { showPoints } from '../names.ts'
import { scoped } from '../route.ts'
import type { Route } from '../route.ts'
import { whySchema } from './common.ts'
import { COLLECTIONS } from './collections.ts'
import { demandRecordAt, writeOver } from './records.ts'

const pathOf = (kind: (typeof VERSIONED)[number]): string => COLLECTIONS.find((one) => one.kind === kind)?.path ?? kind

interface Version {
  readonly id: string
  readonly version: number
}

/** What may be open at a version when it is approved: only that it is not approved. */
const APPROVAL_CODES: ReadonlySet<string> = new Set(['scope-not-approved', 'criteria-not-approved', 'soa-not-approved'])

/** A body as it is approved: a scope keeps what it speaks of by name. A statement kept that when it was made. */
const settled = (kind: Kind, body: object, isms: Isms): object =>
  kind === 'scope' ? { ...body, named: scopeNames(isms, scopeSchema.parse(body)) } : body

/** S-4, K-2, T-4: approval by name and date, after which the version is never edited. Nothing may be open at it then. */
const approvals: readonly Route[] = VERSIONED.map((kind) =>
  scoped({
    method: 'post',
    path: `/organisations/{organisation}/${pathOf(kind)}/{id}/approve`,
    tag: pathOf(kind),
    summary: 'Approve this version',
    access: 'approve',
    body: z.strictObject({ version: z.number().int().min(1), why: whySchema }),
    answer: z.object({}).loose(),
    handle: async (call) => {
      const { context, scope, principal, body } = call
      const current = await demandRecordAt(call, kind, body.version)
      const isms = await ismsOf(context, scope)
      // The rules look at the newest version: at an older one nothing would be open, whatever stands in it.
      if (current.body.approval === null && newest<Version>(isms.records[kind])?.id !== current.body.id)
        throw new Failure('newer-version')
      const open = [...(await openOf(context, scope)).values()].flat()
      const hindering = open.filter(
        ({ at, code }) => at.kind === kind && at.id === current.body.id && !APPROVAL_CODES.has(code),
      )
      if (hindering.length > 0)
        throw new Failure(
          'not-approvable',
          showPoints(context, isms, hindering).map(({ rule, code, text }) => ({ rule, code, text })),
        )
      const { id: _, ...rest } = current.body
      const approved = { ...settled(kind, rest, isms), approval: { by: principal.name, on: today(context) } }
      return writeOver(call, current, approved as BodyOf<typeof kind>, body.why)
    },
  }),
)

/** T-1: the owner of a risk accepts what is left of it, at the level that it has now. */
const acceptance = scoped({
  method: 'post',
  path: '/organisations/{organisation}/risks/{id}/accept',
  tag: 'risks',
  summary: 'Accept the residual risk, as its owner',
  access: 'acceptRisk',
  body: z.strictObject({ version: z.number().int().min(1), why: whySchema }),
  answer: z.object({}).loose(),
  handle: async (call) => {
    const { context, scope, principal, body } = call
    const current = await demandRecordAt(call, 'risk', body.version)
    const { id: _, ...risk } = current.body
    // In a demonstration there is one person, who stands for every owner.
    const by = context.mode === 'demo' ? risk.owner : principal.name
    if (by === '' || by !== risk.owner) throw new Failure('not-the-owner')
    const criteria = risk.criteria === null ? null : await readRecord(scope, 'criteria', risk.criteria)
    const { level, residual } = standingOf(risk, criteria?.body)
    const accepted = residual ?? level
    if (accepted === null) throw new Failure('not-rated')
    const acceptance = { by, on: today(context), level: accepted }
    return writeOver(call, current, { ...risk, treatment: { ...risk.treatment, acceptance } }, body.why)
  },
})

export const approvalRoutes: readonly Route[] = [...approvals, acceptance]
