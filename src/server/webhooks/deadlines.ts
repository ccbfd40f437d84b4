import type { OpenPoint } from '../../isms/open.ts'
import { firstNotices } from '../../store/webhooks/notices.ts'
import type { Notice } from '../../store/webhooks/notices.ts'
import type { Scope } from '../../store/scope.ts'
import type { Context } from '../context.ts'
import { instant } from '../context.ts'
import { openOf } from '../isms.ts'
import { announce, isHeard } from './announce.ts'
import { IDS_MAX } from './events.ts'
import type { Deadlines } from './events.ts'

const RULE = 'M-4'
type Judging = Pick<Context, 'store' | 'catalogue' | 'now' | 'origin'>

/** Whether a deadline's code is of one that is near; else it has passed. */
export const isNear = (code: string): boolean => code.endsWith('-soon')

const EVENTS_OF = { 'deadline.near': isNear, 'deadline.passed': (code: string): boolean => !isNear(code) } as const

/**
 * Tells of every deadline that is near or has passed and was not told of before (M-4). The notice and the message are one transaction, so however often
 * it runs, and wherever it is cut off, each is told of once. What nobody would hear is not marked as told.
 */
export async function sweepDeadlines(context: Judging, scope: Scope): Promise<void> {
  for (const type of ['deadline.near', 'deadline.passed'] as const) {
    if (!(await isHeard(scope, [type]))) continue
    const points = [...(await openOf(context, scope)).values()].flat().filter(({ rule }) => rule === RULE)
    const at = instant(context)
    const notices = points.filter(({ code }) => EVENTS_OF[type](code)).map(noticeOf)
    const fresh = await firstNotices(scope, notices, at)
    if (fresh.length > 0) await announce({ scope, origin: context.origin, at }, type, told(fresh))
  }
}

const noticeOf = ({ code, at: { kind, id, field }, params }: OpenPoint): Notice => ({
  code,
  kind,
  id: id ?? '',
  field: field ?? '',
  due: String(params['on'] ?? ''),
})

const told = (notices: readonly Notice[]): Deadlines => ({
  count: notices.length,
  deadlines: notices.slice(0, IDS_MAX).map(({ code, kind, id, due }) => ({ code, kind, id, due })),
  page: '/',
})
