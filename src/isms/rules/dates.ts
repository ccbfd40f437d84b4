import type { Isms } from '../isms.ts'
import { openWhen } from '../open.ts'
import type { OpenPoint } from '../open.ts'

/** How long before a deadline it is shown (M-4). */
const NOTICE_DAYS = 30

/** The day that many days later, `2026-11-21`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

type Deadline = 'past' | 'soon' | null

function deadline(day: string | null, today: string): Deadline {
  if (day === null) return null
  if (day < today) return 'past'
  return day <= addDays(today, NOTICE_DAYS) ? 'soon' : null
}

/** M-2: evidence says of which day it speaks. */
export const evidenceIsDated = ({ records }: Isms): readonly OpenPoint[] =>
  records.evidence.flatMap(({ id, title, effective }) =>
    openWhen(effective === null, 'evidence-undated', { kind: 'evidence', id, field: 'effective' }, { title }),
  )

/** M-4: deadlines that have passed, or will within 30 days. A deadline is the last good day. */
export function deadlinesAreKept({ records, today }: Isms): readonly OpenPoint[] {
  const evidence = records.evidence.flatMap(({ id, title, staleOn: on }) => {
    const at = { kind: 'evidence', id, field: 'staleOn' } as const
    const due = deadline(on, today)
    const params = { title, on: on ?? '' }
    return [
      ...openWhen(due === 'past', 'evidence-stale', at, params),
      ...openWhen(due === 'soon', 'evidence-stale-soon', at, params),
    ]
  })
  const treatments = records.risk.flatMap(({ id, title, treatment }) => {
    if (treatment.due === null || treatment.done !== null) return []
    const at = { kind: 'risk', id, field: 'treatment.due' } as const
    const due = deadline(treatment.due, today)
    const params = { title, on: treatment.due }
    return [
      ...openWhen(due === 'past', 'treatment-overdue', at, params),
      ...openWhen(due === 'soon', 'treatment-due-soon', at, params),
    ]
  })
  return [...evidence, ...treatments, ...baseCertificate(records.profile, today)]
}

const baseCertificate = (profiles: Isms['records']['profile'], today: string): readonly OpenPoint[] =>
  profiles.flatMap(({ id, baseIsms: { expires } }) => {
    const at = { kind: 'profile', id, field: 'baseIsms.expires' } as const
    const due = deadline(expires, today)
    const params = { on: expires ?? '' }
    return [
      ...openWhen(due === 'past', 'base-certificate-expired', at, params),
      ...openWhen(due === 'soon', 'base-certificate-expires-soon', at, params),
    ]
  })
