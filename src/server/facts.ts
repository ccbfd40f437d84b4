import { verdictOf } from '../isms/verdict.ts'
import { controlKey } from '../isms/control-items.ts'
import { rolesHeld } from '../isms/isms.ts'
import type { Isms } from '../isms/isms.ts'
import { standingOf, stateOf } from '../isms/level.ts'

/** How many risks there are, stand above the line of their criteria, are not rated, accepted or untreated (above, with nothing chosen to be done), and how many share a rating. */
export function riskFacts({ records }: Isms) {
  const versions = new Map(records.criteria.map((one) => [one.id, one]))
  const cells = new Map<string, number>()
  let [above, unrated, accepted, untreated] = [0, 0, 0, 0]
  for (const risk of records.risk) {
    const standing = standingOf(risk, versions.get(risk.criteria ?? ''))
    if (standing.isAbove === true) {
      above += 1
      if (risk.treatment.options.length === 0) untreated += 1
    }
    if (stateOf(risk, standing) === 'accepted') accepted += 1
    if (risk.rating === null) {
      unrated += 1
      continue
    }
    const cell = `${risk.rating.likelihood} ${risk.rating.consequence}`
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  const shown = [...cells].map(([cell, count]) => {
    const [likelihood = 0, consequence = 0] = cell.split(' ').map(Number)
    return { likelihood, consequence, count }
  })
  return { total: records.risk.length, above, unrated, accepted, untreated, cells: shown }
}

/** How many answers of the controls and roles in question stand where. */
export function statementFacts(isms: Isms): Record<string, number> {
  const answers = new Map(isms.records.applicability.map((one) => [`${controlKey(one.control)} ${one.role}`, one]))
  const facts = {
    total: 0,
    unanswered: 0,
    excluded: 0,
    implemented: 0,
    partial: 0,
    planned: 0,
    none: 0,
    undecided: 0,
    refuted: 0,
    proved: 0,
  }
  const roles = rolesHeld(isms)
  for (const control of isms.controls)
    for (const role of roles.filter((held) => control.roles.includes(held))) {
      const answer = answers.get(`${controlKey(control)} ${role}`)
      facts.total += 1
      if (answer === undefined) facts.unanswered += 1
      else if (answer.applicable === null) facts.undecided += 1
      else if (!answer.applicable) facts.excluded += 1
      else facts[answer.implementation ?? 'undecided'] += 1
      const verdict = verdictOf(answer)
      if (verdict === 'refuted' || verdict === 'proved') facts[verdict] += 1
    }
  return facts
}
