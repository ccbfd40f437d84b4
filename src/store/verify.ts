import { sql } from 'kysely'
import type { Problem } from '../base/problem.ts'
import { isKind } from '../isms/records/kinds.ts'
import { digestOf, hashOfLeaf, leafOf } from '../ledger/entry.ts'
import { EMPTY_FRONTIER, append } from '../ledger/frontier.ts'
import type { Frontier } from '../ledger/frontier.ts'
import { hex } from '../ledger/hash.ts'
import type { Scope } from './scope.ts'

/** How many rows are held in memory at once. */
const PAGE = 1000

const error = (code: string, params: Record<string, string | number>): Problem => ({ code, severity: 'error', params })

/** Others are answered in between: what is embedded never waits by itself. */
const others = (): Promise<void> => new Promise(setImmediate)

/** What the ledger says last of one thing; `digest` null: it was taken away. */
interface Last {
  readonly kind: string
  readonly id: string
  readonly salt: string
  readonly digest: string | null
}

type Lasts = ReadonlyMap<string, Last>

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`

/**
 * What does not fit in an organisation's tables: every ledger entry is made again from its row, the tree is computed again and compared with its head,
 * and the content of every record is compared with the last change that speaks of it, as is that it is there at all. Empty when all fits.
 */
export async function verifyOrganisation(scope: Scope): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const lasts = new Map<string, Last>()
  let frontier = EMPTY_FRONTIER
  for await (const row of changes(scope)) {
    const { index, at, by, action, kind, id, why, salt } = row
    const after = row.content === null ? null : digestOf(salt, row.content)
    const before = lasts.get(keyOf(row))?.digest ?? null
    // Members and tokens are created and deleted, and their entries name no content before.
    const isSame = [before, null].some(
      (one) => leafOf({ index, at, by, action, kind, id, before: one, after, why }) === row.leaf,
    )
    const hash = hashOfLeaf(row.leaf)
    if (!isSame || row.hash !== hex(hash)) problems.push(error('change-altered', { index, kind, id }))
    if (index !== frontier.size) problems.push(error('change-missing', { expected: frontier.size, found: index }))
    frontier = append(frontier, hash)
    lasts.set(keyOf(row), { kind, id, salt, digest: after })
  }
  return [...problems, ...(await headProblems(scope, frontier)), ...(await recordProblems(scope, lasts))]
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
    await others()
  }
}

async function headProblems({ organisation, trx }: Scope, frontier: Frontier): Promise<readonly Problem[]> {
  const head = await trx
    .selectFrom('ledger_head')
    .selectAll()
    .where('organisation_id', '=', organisation)
    .executeTakeFirst()
  const isSame =
    head !== undefined && head.size === frontier.size && head.peaks.join() === frontier.peaks.map(hex).join()
  return isSame ? [] : [error('ledger-head', { found: head?.size ?? 0, expected: frontier.size })]
}

/** The digest that stands beside a record is not enough: whoever changes the content leaves it as it is. */
async function recordProblems(scope: Scope, lasts: Lasts): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for await (const { kind, id, digest, body } of records(scope)) {
    const last = lasts.get(keyOf({ kind, id }))
    seen.add(keyOf({ kind, id }))
    if (last === undefined || last.digest !== digest || digestOf(last.salt, body) !== digest)
      problems.push(error('record-altered', { kind, id }))
  }
  const isGone = (last: Last): boolean => isKind(last.kind) && last.digest !== null && !seen.has(keyOf(last))
  const gone = [...lasts.values()].filter(isGone)
  return [...problems, ...gone.map(({ kind, id }) => error('record-missing', { kind, id }))]
}

async function* records({ organisation, trx }: Scope) {
  for (let after = { kind: '', id: '' }; ;) {
    const rows = await trx
      .selectFrom('record')
      .select(['kind', 'id', 'digest', 'body'])
      .where('organisation_id', '=', organisation)
      .where(sql<boolean>`(kind, id) > (${after.kind}, ${after.id})`)
      .orderBy('kind')
      .orderBy('id')
      .limit(PAGE)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last
    await others()
  }
}
