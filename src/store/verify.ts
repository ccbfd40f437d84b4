import type { Problem } from '../base/problem.ts'
import { digestOf, hashOfLeaf, leafOf } from '../ledger/entry.ts'
import { EMPTY_FRONTIER, append } from '../ledger/frontier.ts'
import { hex } from '../ledger/hash.ts'
import type { Scope } from './scope.ts'

/** How many rows are held in memory at once. */
const PAGE = 1000

const error = (code: string, params: Record<string, string | number>): Problem => ({ code, severity: 'error', params })

/**
 * What does not fit in an organisation's tables: every ledger entry is made again from its row, the tree is computed again and compared with its head,
 * and every record is compared with the last change that speaks of it. Empty when all fits.
 */
export async function verifyOrganisation(scope: Scope): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const latest = new Map<string, string | null>()
  let frontier = EMPTY_FRONTIER
  for await (const row of changes(scope)) {
    const key = `${row.kind} ${row.id}`
    const after = row.content === null ? null : digestOf(row.salt, row.content)
    const { index, at, by, action, kind, id, why } = row
    const leaf = leafOf({ index, at, by, action, kind, id, before: latest.get(key) ?? null, after, why })
    // Members and tokens are created and deleted, and their entries name no content before.
    const isSame =
      leaf === row.leaf || leafOf({ index, at, by, action, kind, id, before: null, after, why }) === row.leaf
    if (!isSame) problems.push(error('change-altered', { index, kind, id }))
    if (index !== frontier.size) problems.push(error('change-missing', { expected: frontier.size, found: index }))
    frontier = append(frontier, hashOfLeaf(row.leaf))
    latest.set(key, after)
  }
  return [...problems, ...(await headProblems(scope, frontier)), ...(await recordProblems(scope, latest))]
}

async function* changes({ organisation, trx }: Scope) {
  for (let after = -1; ;) {
    const rows = await trx
      .selectFrom('change')
      .selectAll()
      .where('organisation_id', '=', organisation)
      .where('index', '>', after)
      .orderBy('index')
      .limit(PAGE)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.index
  }
}

async function headProblems(
  { organisation, trx }: Scope,
  frontier: { readonly size: number; readonly peaks: readonly Uint8Array[] },
) {
  const head = await trx
    .selectFrom('ledger_head')
    .selectAll()
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  const isSame =
    head !== undefined && head.size === frontier.size && head.peaks.join() === frontier.peaks.map(hex).join()
  return isSame ? [] : [error('ledger-head', { found: head?.size ?? 0, expected: frontier.size })]
}

async function recordProblems({ organisation, trx }: Scope, latest: ReadonlyMap<string, string | null>) {
  const records = await trx
    .selectFrom('record')
    .select(['kind', 'id', 'digest'])
    .where('organisation_id', '=', organisation)
    .execute()
  const altered = records.filter(({ kind, id, digest }) => latest.get(`${kind} ${id}`) !== digest)
  return altered.map(({ kind, id }) => error('record-altered', { kind, id }))
}
