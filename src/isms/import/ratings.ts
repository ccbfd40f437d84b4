import type { Lang } from '../../base/text.ts'
import { newest } from '../isms.ts'
import { standingOf, stateOf } from '../level.ts'
import type { RiskState } from '../level.ts'
import type { Criteria } from '../records/criteria.ts'
import type { Rating, Risk } from '../records/risk.ts'
import { readNumber } from './cells.ts'
import { plain } from './field.ts'
import type { Cell, Field, ImportWords, Taken } from './field.ts'

type Side = keyof Rating
const SIDES: readonly Side[] = ['likelihood', 'consequence']

const criteriaOf = ({ criteria }: Risk, words: ImportWords): (Criteria & { readonly id: string }) | undefined =>
  criteria === null ? newest(words.criteria) : words.criteria.find(({ id }) => id === criteria)

/** A step by its number, or by its name in either language. */
function readStep(cell: Cell, side: Side, criteria: Criteria | undefined) {
  const at =
    criteria?.[side].findIndex(({ name: { ja, en } }) =>
      [ja, en].some((one) => one !== '' && plain(one) === plain(cell.text)),
    ) ?? -1
  return at >= 0 ? { value: at + 1 } : readNumber(cell)
}

const NONE: Rating = { likelihood: 0, consequence: 0 }

/** One side of a rating. 0 is not yet given: `finishRatings` sees to it that none stays. */
const side = (
  about: Pick<Field<Risk>, 'key' | 'heading' | 'also' | 'help'>,
  which: Side,
  of: (body: Risk) => Rating | null,
  put: (body: Risk, rating: Rating) => Risk,
): Field<Risk> => ({
  ...about,
  write: (body) => of(body)?.[which] ?? '',
  take: (body, cell, words) => {
    const before = of(body) ?? NONE
    if (cell === null) return { body: put(body, { ...before, [which]: 0 }) }
    const read = readStep(cell, which, criteriaOf(body, words))
    return 'trouble' in read ? read : { body: put(body, { ...before, [which]: read.value }) }
  },
})

const rate = (body: Risk, rating: Rating | null): Risk => ({ ...body, rating })
const leave = (body: Risk, residual: Rating | null): Risk => ({ ...body, treatment: { ...body.treatment, residual } })

const STEP = { ja: '尺度の番号又は名称', en: 'The number or the name of the step' }

const calculated = (key: string, heading: Field<Risk>['heading'], write: Field<Risk>['write']): Field<Risk> => ({
  key,
  heading,
  write,
  help: { ja: '計算される値。読み込まれない', en: 'Calculated; it is not read' },
})

const standing = (body: Risk, words: ImportWords) =>
  standingOf(
    body,
    words.criteria.find(({ id }) => id === body.criteria),
  )

const STATES: Record<RiskState, Record<Lang, string>> = {
  accepted: { ja: '受容済み', en: 'accepted' },
  unrated: { ja: '未評価', en: 'not rated' },
  above: { ja: '水準超過', en: 'above the line' },
  within: { ja: '水準内', en: 'within the line' },
}

/** By which version of the criteria a risk is rated, how, and what comes of it. */
export const RATING_FIELDS: readonly Field<Risk>[] = [
  {
    key: 'criteria',
    heading: { ja: '評価に用いた基準', en: 'Criteria that it is assessed with' },
    also: { en: ['criteria'] },
    help: {
      ja: 'リスク基準の版の番号。空欄は最新の版',
      en: 'The number of the version of the criteria; empty is the newest',
    },
    write: ({ criteria }, words) => words.criteria.find(({ id }) => id === criteria)?.version ?? '',
    take: (body, cell, words) => {
      if (cell === null) return { body: { ...body, criteria: null } }
      const version = Number(/\d+/.exec(cell.text.normalize('NFKC'))?.[0] ?? Number.NaN)
      const found = words.criteria.find((one) => one.version === version)
      return found === undefined
        ? { trouble: { code: 'criteria-unknown', params: { text: cell.text.slice(0, 80) } } }
        : { body: { ...body, criteria: found.id } }
    },
  },
  side(
    { key: 'likelihood', heading: { ja: '起こりやすさ', en: 'Likelihood' }, help: STEP },
    'likelihood',
    ({ rating }) => rating,
    rate,
  ),
  side(
    { key: 'consequence', heading: { ja: '影響', en: 'Consequence' }, also: { ja: ['影響度'] }, help: STEP },
    'consequence',
    ({ rating }) => rating,
    rate,
  ),
  calculated('level', { ja: 'レベル', en: 'Level' }, (body, words) => standing(body, words).level ?? '—'),
  side(
    { key: 'residualLikelihood', heading: { ja: '残留リスクの起こりやすさ', en: 'Residual likelihood' }, help: STEP },
    'likelihood',
    ({ treatment }) => treatment.residual,
    leave,
  ),
  side(
    { key: 'residualConsequence', heading: { ja: '残留リスクの影響', en: 'Residual consequence' }, help: STEP },
    'consequence',
    ({ treatment }) => treatment.residual,
    leave,
  ),
  calculated('residual', { ja: '残留', en: 'Residual' }, (body, words) => standing(body, words).residual ?? '—'),
  calculated(
    'state',
    { ja: '状態', en: 'State' },
    (body, words, lang) => STATES[stateOf(body, standing(body, words))][lang],
  ),
]

const isNone = (rating: Rating | null): boolean => rating === null || SIDES.every((one) => rating[one] === 0)
const isHalf = (rating: Rating | null): boolean => rating !== null && SIDES.some((one) => rating[one] === 0)

/** Ratings are whole, and within the scales of their criteria; a rated risk that names none is rated by the newest. */
export function finishRatings(body: Risk, words: ImportWords): Taken<Risk> {
  const rating = isNone(body.rating) ? null : body.rating
  const residual = isNone(body.treatment.residual) ? null : body.treatment.residual
  if (isHalf(rating) || isHalf(residual)) return { trouble: { code: 'rating-half', params: {} } }
  const criteria = criteriaOf(body, words)
  for (const one of SIDES) {
    const highest = criteria?.[one].length ?? 10
    for (const rated of [rating, residual])
      if (rated !== null && rated[one] > highest)
        return { trouble: { code: 'step-unknown', params: { text: rated[one], highest } } }
  }
  const isRated = rating !== null || residual !== null
  return {
    body: {
      ...leave(rate(body, rating), residual),
      criteria: body.criteria ?? (isRated ? (criteria?.id ?? null) : null),
    },
  }
}
