import type { Soa } from '../isms/records/applicability.ts'
import type { StatementParts } from '../report/isms/oscal/parts.ts'
import type { Recorded } from '../store/records.ts'
import type { Scope } from '../store/scope.ts'
import type { Context } from './context.ts'
import { heldRecords } from './held.ts'
import { editionNames } from './names.ts'

/** A version of the statement, or the answers of today, with all that its OSCAL form tells beside them. */
export async function statementParts(context: Context, scope: Scope, soa: Soa): Promise<StatementParts> {
  const { held, records } = await heldRecords(context.store, scope)
  const names = editionNames(context)
  const titles = new Map(records.risk.map(({ id, title }) => [id, title]))
  const made = [...held.soa, ...held.applicability, ...held.evidence, ...held.auditRun, ...held.profile, ...held.risk]
  return {
    soa,
    organisation: scope.organisation,
    organisationName: records.profile[0]?.name ?? { ja: '', en: '' },
    editionName: (id) => names(id, 'en') ?? id,
    lastModified: newestOf(made) ?? context.now().toISOString(),
    evidence: new Map(records.evidence.map((one) => [one.id, one])),
    runs: new Map(records.auditRun.map((one) => [one.id, one])),
    riskTitle: (id) => titles.get(id) ?? null,
  }
}

/** ISO 8601 in UTC throughout, so that texts stand in the order of times. */
const newestOf = (all: readonly Recorded[]): string | undefined =>
  all.reduce<string | undefined>(
    (newest, { updatedAt }) => (newest === undefined || updatedAt > newest ? updatedAt : newest),
    undefined,
  )
