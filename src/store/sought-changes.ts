import { sql } from 'kysely'
import type { Past } from './records.ts'
import type { Scope } from './scope.ts'

/** Which changes of the ledger are wanted. */
export interface Sought {
  readonly limit: number
  /** Those before this place in the ledger. */
  readonly before?: number | undefined
  readonly kind?: string | undefined
  readonly action?: string | undefined
  /** Those that hold each of these words in the record's id, title or name, its kind, person or reason, whatever their case. */
  readonly search?: string | undefined
}

/** Words that are looked for in one question. */
const WORDS = 8

/** The newest changes of the organisation that are sought, newest first. */
export function soughtChanges(
  { organisation, trx }: Scope,
  { limit, before = Number.MAX_SAFE_INTEGER, kind, action, search = '' }: Sought,
): Promise<readonly Past[]> {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, WORDS)
  let query = trx
    .selectFrom('change')
    .select(['index', 'at', 'by', 'action', 'kind', 'id', 'why', 'content'])
    .where('organisation_id', '=', organisation)
    .where('index', '<', before)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (action !== undefined) query = query.where('action', '=', action)
  for (const word of words) query = query.where(sql<number>`position(${word} in ${SOUGHT_IN})`, '>', 0)
  return query.orderBy('index', 'desc').limit(limit).execute()
}

/** What words are looked for in, names of the record and of who changed it among them: text as it stands, never a pattern. */
const SOUGHT_IN = sql`lower(kind || ' ' || id || ' ' || "by" || ' ' || why || ' ' ||
  coalesce(content->>'title', '') || ' ' || coalesce(content->>'name', '') || ' ' || coalesce((select account.name from account where 'account:' || account.id = change."by"), ''))`
