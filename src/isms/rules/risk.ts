import { byId, newest, servicesInScope } from '../isms.ts'
import type { Isms } from '../isms.ts'
import { levelOf } from '../level.ts'
import { open, openWhen } from '../open.ts'
import type { OpenPoint } from '../open.ts'
import type { Identified } from '../records/kinds.ts'
import { PROPERTIES } from '../records/risk.ts'
import { eachOf } from './each.ts'

/** K-1: every service in scope, in every role held, has a risk of losing each of confidentiality, integrity and availability, or a reason why not. */
export function everyPropertyHasRisks(isms: Isms): readonly OpenPoint[] {
  const missing = new Set(
    servicesInScope(isms).flatMap(({ id: service, roles }) =>
      roles.flatMap((role) => PROPERTIES.map((property) => keyOf(service, role, property))),
    ),
  )
  for (const { service, role, property } of isms.records.riskExemption) missing.delete(keyOf(service, role, property))
  // Of many risks the first few touch everything.
  for (const { service, role, loses } of isms.records.risk) {
    if (missing.size === 0) return []
    for (const property of loses) missing.delete(keyOf(service, role, property))
  }
  return servicesInScope(isms).flatMap(({ id: service, roles }) =>
    roles.flatMap((role) =>
      PROPERTIES.flatMap((property) =>
        openWhen(
          missing.has(keyOf(service, role, property)),
          'risk-property-missing',
          { kind: 'risk', id: null },
          { service, role, property },
        ),
      ),
    ),
  )
}

const keyOf = (service: string, role: string, property: string): string => `${service} ${role} ${property}`

/** K-2: the criteria are approved; every risk has an owner and is rated by a version of them. */
export function risksAreAssessed({ records }: Isms): readonly OpenPoint[] {
  const criteria = newest(records.criteria)
  return [
    ...openWhen(criteria === undefined, 'criteria-missing', { kind: 'criteria', id: null }),
    ...openWhen(
      criteria?.approval === null,
      'criteria-not-approved',
      { kind: 'criteria', id: criteria?.id ?? null, field: 'approval' },
      { version: criteria?.version ?? 0 },
    ),
    ...eachAssessed(records.risk, byId(records.criteria), records.criteria),
  ]
}

function assessed(
  risk: Identified<'risk'>,
  versions: ReadonlyMap<string, Identified<'criteria'>>,
): readonly OpenPoint[] {
  const { id, title, owner, rating } = risk
  const at = (field: string) => ({ kind: 'risk', id, field }) as const
  const criteria = risk.criteria === null ? undefined : versions.get(risk.criteria)
  const isOutside = rating !== null && criteria !== undefined && levelOf(rating, criteria) === null
  return [
    ...openWhen(owner === '', 'risk-owner-missing', at('owner'), { title }),
    ...openWhen(rating === null, 'risk-rating-missing', at('rating'), { title }),
    ...openWhen(rating !== null && criteria === undefined, 'risk-criteria-missing', at('criteria'), { title }),
    // Of the newest it is said once, at the criteria.
    ...openWhen(
      criteria?.approval === null && criteria !== newest([...versions.values()]),
      'risk-criteria-unapproved',
      at('criteria'),
      { title, version: criteria?.version ?? 0 },
    ),
    ...openWhen(isOutside, 'risk-rating-outside', at('rating'), { title }),
  ]
}

const eachAssessed = eachOf(assessed)

/** The data that every service holds and that no risk assessment may forget (K-3). */
const SERVICE_DATA = ['customerData', 'derivedData'] as const

/** K-3: risks are linked to assets and threats, and the data of every service in scope is among the assets. */
export function risksAreLinked(isms: Isms): readonly OpenPoint[] {
  const { asset, risk } = isms.records
  const held = new Set(asset.flatMap(({ class: sort, services }) => services.map((service) => `${service} ${sort}`)))
  const missing = servicesInScope(isms).flatMap(({ id: service }) =>
    SERVICE_DATA.filter((sort) => !held.has(`${service} ${sort}`)).map((sort) =>
      open('service-asset-missing', { kind: 'asset', id: null }, { service, class: sort }),
    ),
  )
  return [...missing, ...eachLinked(risk, byId(asset), asset)]
}

const linked = (
  { id, title, assets, threats }: Identified<'risk'>,
  known: ReadonlyMap<string, unknown>,
): readonly OpenPoint[] => [
  ...openWhen(assets.length === 0, 'risk-asset-missing', { kind: 'risk', id, field: 'assets' }, { title }),
  ...openWhen(
    assets.some((asset) => !known.has(asset)),
    'risk-asset-unknown',
    { kind: 'risk', id, field: 'assets' },
    { title },
  ),
  ...openWhen(threats.length === 0, 'risk-threat-missing', { kind: 'risk', id, field: 'threats' }, { title }),
]

const eachLinked = eachOf(linked)
