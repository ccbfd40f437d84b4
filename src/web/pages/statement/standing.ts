import type { VerdictKind } from '../../../audit/result.ts'
import type { Role } from '../../../catalogue/schema.ts'
import { verdictOf } from '../../../isms/verdict.ts'
import { ismsWord } from '../../../report/isms/sentences.ts'
import type { Lang } from '../../../base/text.ts'
import type { StatementRow } from '../../api/shapes.ts'

/** The verdicts on a control in all its roles, worst first. */
export function rowVerdict(row: StatementRow): VerdictKind | null {
  const verdicts = row.roles.map((role) => verdictOf(row.answers[role]))
  return (['refuted', 'undetermined', 'proved'] as const).find((one) => verdicts.includes(one)) ?? null
}

/** The verdicts on a control, each with the roles in which it stands so, worst first. */
export function rowVerdicts(
  row: StatementRow,
): readonly { readonly verdict: VerdictKind; readonly roles: readonly Role[] }[] {
  return (['refuted', 'undetermined', 'proved'] as const)
    .map((verdict) => ({ verdict, roles: row.roles.filter((role) => verdictOf(row.answers[role]) === verdict) }))
    .filter(({ roles }) => roles.length > 0)
}

interface Words {
  readonly unanswered: string
  readonly undecided: string
  readonly excluded: string
}

/** How an answer stands, in a word. Empty where the control does not speak to the role. */
export function standingText(row: StatementRow, role: Role, words: Words, lang: Lang): string {
  if (!row.roles.includes(role)) return '—'
  const answer = row.answers[role]
  if (answer === null || answer === undefined) return words.unanswered
  if (answer.applicable === null) return words.undecided
  if (!answer.applicable) return words.excluded
  return answer.implementation === null ? words.undecided : ismsWord(answer.implementation, lang)
}

export const SHOWN = ['all', 'refuted', 'proved', 'review', 'unanswered'] as const
export type Shown = (typeof SHOWN)[number]

const answersOf = (row: StatementRow) => row.roles.map((role) => row.answers[role] ?? null)

/** Which rows a choice of “show” keeps. */
export const KEEPS: Record<Shown, (row: StatementRow) => boolean> = {
  all: () => true,
  refuted: (row) => rowVerdict(row) === 'refuted',
  proved: (row) => answersOf(row).some((answer) => verdictOf(answer) === 'proved'),
  review: (row) => answersOf(row).some((answer) => answer?.review === true),
  unanswered: (row) => answersOf(row).some((answer) => answer === null || answer.applicable === null),
}
