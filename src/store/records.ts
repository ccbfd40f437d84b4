import { sql } from 'kysely'
import type { Identified, Kind } from '../isms/records/kinds.ts'
import { NO_RECORDS } from '../isms/isms.ts'
import type { Records } from '../isms/isms.ts'
import type { Scope } from './scope.ts'

/** A record as it is stored. `version` counts its changes; an update names the version that it was made on. */
export interface Recorded<K extends Kind = Kind> {
  readonly kind: K
  readonly version: number
  readonly body: Identified<K>
  readonly createdAt: string
  readonly updatedAt: string
  readonly updatedBy: string
}

const COLUMNS = ['id', 'version', 'body', 'created_at', 'updated_at', 'updated_by'] as const

interface Row {
  readonly id: string
  readonly version: number
  readonly body: object
  readonly created_at: string
  readonly updated_at: string
  readonly updated_by: string
}

// Bodies passed the schema of their kind before they were written, and nothing else writes them.
const recorded = <K extends Kind>(kind: K, row: Row): Recorded<K> => ({
  kind,
  version: row.version,
  body: { ...row.body, id: row.id } as Identified<K>,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
})

/** The record, or null when there is none. */
export async function readRecord<K extends Kind>(
  { organisation, trx }: Scope,
  kind: K,
  id: string,
): Promise<Recorded<K> | null> {
  const row = await trx
    .selectFrom('record')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
  return row === undefined ? null : recorded(kind, row)
}

export interface Page {
  /** The id after which the page begins; the first page has none. */
  readonly after?: string
  readonly limit: number
  /** Records that hold this text anywhere, without regard to case. */
  readonly search?: string
}

/** A page of records in the order of their ids, and how many there are in all. */
export async function listRecords<K extends Kind>(
  { organisation, trx }: Scope,
  kind: K,
  { after, limit, search }: Page,
): Promise<{ readonly records: readonly Recorded<K>[]; readonly total: number }> {
  let query = trx.selectFrom('record').where('organisation_id', '=', organisation).where('kind', '=', kind)
  if (search !== undefined && search !== '')
    query = query.where(sql<string>`body::text`, 'ilike', `%${escapeLike(search)}%`)
  const { total } = await query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const page = after === undefined ? query : query.where('id', '>', after)
  const rows = await page.select(COLUMNS).orderBy('id').limit(limit).execute()
  return { records: rows.map((row) => recorded(kind, row)), total }
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** All records of the kinds, by kind; the other kinds are empty. */
export async function readRecords({ organisation, trx }: Scope, kinds: readonly Kind[]): Promise<Records> {
  const rows = await trx
    .selectFrom('record')
    .select(['kind', 'id', 'body'])
    .where('organisation_id', '=', organisation)
    .where('kind', 'in', [...kinds])
    .orderBy('id')
    .execute()
  const records = Object.fromEntries(Object.keys(NO_RECORDS).map((kind) => [kind, [] as object[]]))
  for (const { kind, id, body } of rows) records[kind]?.push({ ...body, id })
  return records as { [K in Kind]: Identified<K>[] }
}

/** One change of a record, newest last, with what it became. */
export interface Past {
  readonly index: number
  readonly at: string
  readonly by: string
  readonly action: string
  readonly kind: string
  readonly id: string
  readonly why: string
  readonly content: object | null
}

const PAST = ['index', 'at', 'by', 'action', 'kind', 'id', 'why', 'content'] as const

/** All that happened to one record, oldest first (M-1). */
export const history = ({ organisation, trx }: Scope, kind: string, id: string): Promise<readonly Past[]> =>
  trx
    .selectFrom('change')
    .select(PAST)
    .where('organisation_id', '=', organisation)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .orderBy('index')
    .execute()

/** The newest changes of the organisation, newest first, those before `before` where it is given. */
export const recentChanges = (
  { organisation, trx }: Scope,
  limit: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<readonly Past[]> =>
  trx
    .selectFrom('change')
    .select(PAST)
    .where('organisation_id', '=', organisation)
    .where('index', '<', before)
    .orderBy('index', 'desc')
    .limit(limit)
    .execute()

/** How many entries the organisation's ledger has: it grows with every change, and so says whether anything is new. */
export async function ledgerSize({ organisation, trx }: Scope): Promise<number> {
  const head = await trx
    .selectFrom('ledger_head')
    .select('size')
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  return head?.size ?? 0
}
