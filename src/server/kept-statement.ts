import type { Soa } from '../isms/records/applicability.ts'
import { nextSoa } from '../isms/soa.ts'
import type { Recorded } from '../store/records.ts'
import type { Scope } from '../store/scope.ts'
import type { Context } from './context.ts'
import { Failure } from './failure.ts'
import { heldRecords } from './held.ts'
import { ismsOf } from './isms.ts'

interface Statement {
  readonly soa: Soa
  /** ISO 8601, UTC. */
  readonly lastModified: string
}

/** A version of the statement as it was kept; the id `draft` is the answers of today, made by who asks. Throws Failure `missing`. */
export async function statementOf(context: Context, scope: Scope, id: string, made: Soa['made']): Promise<Statement> {
  const { held } = await heldRecords(context.store, scope)
  if (id === 'draft') {
    const of = [...held.soa, ...held.applicability, ...held.evidence, ...held.auditRun, ...held.profile, ...held.risk]
    const soa = { ...nextSoa(await ismsOf(context, scope)), made }
    return { soa, lastModified: newestOf(of) ?? context.now().toISOString() }
  }
  const found = held.soa.find(({ body }) => body.id === id)
  if (found === undefined) throw new Failure('missing')
  return { soa: found.body, lastModified: found.updatedAt }
}

/** ISO 8601 in UTC throughout, so that texts stand in the order of times. */
const newestOf = (all: readonly Recorded[]): string | undefined =>
  all.reduce<string | undefined>(
    (newest, { updatedAt }) => (newest === undefined || updatedAt > newest ? updatedAt : newest),
    undefined,
  )
