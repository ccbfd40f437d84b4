import type { Criteria } from './records/criteria.ts'
import type { Rating, Risk } from './records/risk.ts'

/** The level of a rating by the criteria, or null when the rating lies outside their scales. */
export const levelOf = (rating: Rating, criteria: Pick<Criteria, 'levels'>): number | null =>
  criteria.levels[rating.likelihood - 1]?.[rating.consequence - 1] ?? null

/** What a risk comes to: its level as rated, what is left after treatment, and whether either lies above the acceptance line. Null is not (yet) known. */
export interface Standing {
  readonly level: number | null
  readonly residual: number | null
  readonly isAbove: boolean | null
}

/** The standing of a risk by the version of the criteria that it was assessed with (K-2). */
export function standingOf(risk: Pick<Risk, 'rating' | 'treatment'>, criteria: Criteria | undefined): Standing {
  const at = (rating: Rating | null): number | null =>
    rating === null || criteria === undefined ? null : levelOf(rating, criteria)
  const level = at(risk.rating)
  return {
    level,
    residual: at(risk.treatment.residual),
    isAbove: level === null || criteria === undefined ? null : level > criteria.acceptable,
  }
}

/** How a risk stands, as lists and counts say it. */
export type RiskState = 'unrated' | 'within' | 'above' | 'accepted'

/** How a risk stands. It is accepted only by who owns it, at the level that it has now: another level or another owner needs another acceptance (T-1). */
export function stateOf(
  { owner, treatment: { acceptance } }: Pick<Risk, 'owner' | 'treatment'>,
  { level, residual, isAbove }: Standing,
): RiskState {
  if (acceptance !== null && acceptance.by === owner && acceptance.level === (residual ?? level)) return 'accepted'
  return isAbove === null ? 'unrated' : isAbove ? 'above' : 'within'
}
