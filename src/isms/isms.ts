import type { Role } from '../catalogue/schema.ts'
import type { ControlItem } from './control-items.ts'
import type { Identified, Kind } from './records/kinds.ts'

/** All records of one organisation, by kind. */
export type Records = { readonly [K in Kind]: readonly Identified<K>[] }

/** An organisation that has only just begun. */
export const NO_RECORDS: Records = {
  profile: [],
  service: [],
  scope: [],
  asset: [],
  criteria: [],
  risk: [],
  riskExemption: [],
  necessaryControl: [],
  applicability: [],
  soa: [],
  responsibility: [],
  information: [],
  evidence: [],
  engagement: [],
  auditRun: [],
  judgement: [],
  comment: [],
}

/** What the rules look at: the records, the controls of the chosen editions, and the day on which it is asked. */
export interface Isms {
  readonly records: Records
  readonly controls: readonly ControlItem[]
  /** `2026-11-21`. */
  readonly today: string
}

/** The newest version, approved or not; undefined when there is none. */
export const newest = <T extends { readonly version: number }>(versions: readonly T[]): T | undefined =>
  versions.reduce<T | undefined>(
    (best, one) => (best === undefined || one.version > best.version ? one : best),
    undefined,
  )

/** A service in scope with the roles held for it. */
export interface ScopedService {
  readonly id: string
  readonly roles: readonly Role[]
}

/** The services of the newest scope, in its order. */
export const servicesInScope = ({ records }: Isms): readonly ScopedService[] =>
  (newest(records.scope)?.services ?? []).map(({ service, roles }) => ({ id: service, roles }))

/** The roles that the organisation holds for any service in scope, provider first. */
export function rolesHeld(isms: Isms): readonly Role[] {
  const held = new Set(servicesInScope(isms).flatMap(({ roles }) => roles))
  return (['provider', 'customer'] as const).filter((role) => held.has(role))
}

/** The records by their id. */
export const byId = <T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> =>
  new Map(records.map((record) => [record.id, record]))
