import type { Records } from '../isms/isms.ts'
import { standingOf, stateOf } from '../isms/level.ts'
import type { Identified, Kind } from '../isms/records/kinds.ts'

type Value = string | number | null

/** What lists show of a record beside its body, so that they can be put in order by it, and searched in it. */
export interface Beside {
  /** The lists that the values come from: as long as they are the same, so are the values. */
  readonly from: readonly object[]
  /** Names to sort by, each with its value. */
  readonly values: Readonly<Record<string, (body: Identified<Kind>) => Value>>
  /** Texts that a search looks into besides the body's own. */
  readonly text: (body: Identified<Kind>) => string
}

/** What is shown beside the records of the kind: what services are called, and how risks stand by their criteria. */
export function besideOf(kind: Kind, { service, criteria }: Records): Beside {
  const names = new Map(service.map(({ id, name }) => [id, `${name.ja}\n${name.en}`]))
  const nameOf = (body: Identified<Kind>): string =>
    'service' in body && typeof body.service === 'string' ? (names.get(body.service) ?? '') : ''
  const values = { serviceName: nameOf }
  if (kind !== 'risk') return { from: [service], values, text: nameOf }
  return { from: [service, criteria], values: { ...values, ...standings(criteria) }, text: nameOf }
}

/** Numbers for “not known” stand before all others. */
const UNKNOWN = -1
const STATES = { unrated: 0, within: 1, above: 2, accepted: 3 }

function standings(criteria: Records['criteria']): Beside['values'] {
  const versions = new Map(criteria.map((one) => [one.id, one]))
  const risk =
    (value: (risk: Identified<'risk'>) => Value) =>
    (body: Identified<Kind>): Value =>
      isRisk(body) ? value(body) : null
  const at = (body: Identified<'risk'>) => standingOf(body, versions.get(body.criteria ?? ''))
  return {
    level: risk((body) => at(body).level ?? UNKNOWN),
    residual: risk((body) => at(body).residual ?? UNKNOWN),
    state: risk((body) => STATES[stateOf(body, at(body))]),
  }
}

const isRisk = (body: Identified<Kind>): body is Identified<'risk'> => 'rating' in body && 'treatment' in body
