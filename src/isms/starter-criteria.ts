import type { Criteria } from './records/criteria.ts'

const steps = (...names: readonly (readonly [string, string])[]): Criteria['likelihood'] =>
  names.map(([ja, en]) => ({ name: { ja, en }, meaning: { ja: '', en: '' } }))

const LIKELIHOOD = steps(
  ['まれ', 'rare'],
  ['低い', 'unlikely'],
  ['中程度', 'possible'],
  ['高い', 'likely'],
  ['ほぼ確実', 'almost certain'],
)
const CONSEQUENCE = steps(
  ['軽微', 'negligible'],
  ['小', 'minor'],
  ['中', 'moderate'],
  ['大', 'major'],
  ['甚大', 'severe'],
)

/** Criteria to begin with: five steps by five, the level is their product, 6 and below is acceptable. An organisation sets its own. */
export const STARTER_CRITERIA: Criteria = {
  version: 1,
  likelihood: LIKELIHOOD,
  consequence: CONSEQUENCE,
  levels: LIKELIHOOD.map((_, i) => CONSEQUENCE.map((__, j) => (i + 1) * (j + 1))),
  acceptable: 6,
  approval: null,
}
