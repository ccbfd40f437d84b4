/** What a webhook can be told of. Names are stable: they are the `type` of a message. */
export const EVENTS = [
  'verdicts.changed',
  'audit.finished',
  'audit.failed',
  'answers.raised',
  'deadline.near',
  'deadline.passed',
] as const
export type Event = (typeof EVENTS)[number]

/** The type of the message that a person sends to try a webhook. */
export const TEST_EVENT = 'test'

/** What a message says: ids, counts and the path of the page that shows more. Never content of evidence. */
export type EventData = {
  readonly 'verdicts.changed': {
    readonly run: string
    readonly previous: string
    /** Pairs that are refuted now and were not; that were refuted and are proved now; that are undetermined now and were not. Null: the earlier result could not be read. */
    readonly opened: number | null
    readonly closed: number | null
    readonly undetermined: number | null
    readonly page: string
  }
  readonly 'audit.finished': {
    readonly run: string
    readonly engagement: string
    readonly summary: Readonly<Record<string, number>>
    readonly page: string
  }
  readonly 'audit.failed': {
    readonly run: string
    readonly engagement: string
    readonly code: string
    readonly page: string
  }
  readonly 'answers.raised': {
    readonly run: string
    readonly count: number
    readonly answers: readonly string[]
    readonly page: string
  }
  readonly 'deadline.near': Deadlines
  readonly 'deadline.passed': Deadlines
  readonly test: { readonly page: string }
}

/** At most 100 of them; `count` says how many there are. */
export interface Deadlines {
  readonly count: number
  readonly deadlines: readonly {
    readonly code: string
    readonly kind: string
    readonly id: string
    readonly due: string
  }[]
  readonly page: string
}

/** The most ids that one message lists. */
export const IDS_MAX = 100
