import { sql } from 'kysely'
import { isKind } from '../isms/records/kinds.ts'
import type { Identified, Kind } from '../isms/records/kinds.ts'
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

/** So many records are read at a time: an embedded database answers nobody else while it reads. */
const AT_ONCE = 2000

/** Every record of the organisation, in the order of kinds and ids. */
export async function readAll({ organisation, trx }: Scope): Promise<readonly Recorded[]> {
  const all: Recorded[] = []
  let after = { kind: '', id: '' }
  for (;;) {
    const rows = await trx
      .selectFrom('record')
      .select(['kind', ...COLUMNS])
      .where('organisation_id', '=', organisation)
      .where(sql<boolean>`(kind, id) > (${after.kind}, ${after.id})`)
      .orderBy('kind')
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { kind, ...row } of rows) if (isKind(kind)) all.push(recorded(kind, row))
    const last = rows.at(-1)
    if (last === undefined || rows.length < AT_ONCE) return all
    after = last
    // Others are answered in between: what is embedded never waits by itself.
    await new Promise(setImmediate)
  }
}

/** Every record of one kind, in the order of ids. */
export async function readKind<K extends Kind>({ organisation, trx }: Scope, kind: K): Promise<readonly Recorded<K>[]> {
  const rows = await trx
    .selectFrom('record')
    .select(COLUMNS)
    .where('organisation_id', '=', organisation)
    .where('kind', '=', kind)
    .orderBy('id')
    .execute()
  return rows.map((row) => recorded(kind, row))
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

/** The last entry of the organisation's ledger: it stands for all that happened up to it. A size of 0 has no hash. */
export async function ledgerMark({
  organisation,
  trx,
}: Scope): Promise<{ readonly size: number; readonly hash: string }> {
  const last = await trx
    .selectFrom('change')
    .select(['index', 'hash'])
    .where('organisation_id', '=', organisation)
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last === undefined ? { size: 0, hash: '' } : { size: last.index + 1, hash: last.hash }
}

/** All changes from a place in the ledger on, oldest first, each with its hash. */
export const changesFrom = (
  { organisation, trx }: Scope,
  index: number,
): Promise<readonly (Past & { readonly hash: string })[]> =>
  trx
    .selectFrom('change')
    .select([...PAST, 'hash'])
    .where('organisation_id', '=', organisation)
    .where('index', '>=', index)
    .orderBy('index')
    .execute()
