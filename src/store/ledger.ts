import { randomBytes } from 'node:crypto'
import type { Json } from '../base/canonical.ts'
import { signCheckpoint } from '../ledger/checkpoint.ts'
import { digestOf, hashOfLeaf, leafOf } from '../ledger/entry.ts'
import { exportLines } from '../ledger/export.ts'
import { append, peakCount, rootOf } from '../ledger/frontier.ts'
import type { Frontier } from '../ledger/frontier.ts'
import { hex } from '../ledger/hash.ts'
import { verifierKeyOf } from '../ledger/keys.ts'
import type { Signer } from '../ledger/keys.ts'
import type { Scope } from './scope.ts'

/** What happened to one thing: `content` is what it became (null: it was taken away), `before` the digest of what it was. */
export interface Happening {
  readonly action: string
  readonly kind: string
  readonly id: string
  readonly before: string | null
  readonly content: { readonly [member: string]: Json } | null
  readonly why: string
}

/** Who did it, and when: `by` is `account:<id>`, `token:<id>` or `system`; `at` ISO 8601 in UTC. */
export interface Actor {
  readonly by: string
  readonly at: string
}

const SALT_BYTES = 16

/**
 * Writes changes with their ledger entries, in the scope's transaction. This is the only way anything is written about an organisation's records.
 * Gives back the digest of each new content. The head is locked, so that changes of one organisation stand in one order.
 */
export async function log(
  { organisation, trx }: Scope,
  actor: Actor,
  happenings: readonly Happening[],
): Promise<readonly (string | null)[]> {
  if (happenings.length === 0) return []
  const start = await lockedFrontier({ organisation, trx })
  let frontier = start
  const rows = happenings.map(({ action, kind, id, before, content, why }) => {
    const salt = randomBytes(SALT_BYTES).toString('hex')
    const after = content === null ? null : digestOf(salt, content)
    const leaf = leafOf({ index: frontier.size, ...actor, action, kind, id, before, after, why })
    const hash = hashOfLeaf(leaf)
    const index = frontier.size
    frontier = append(frontier, hash)
    const kept = { organisation_id: organisation, index, ...actor, action, kind, id, why, salt, leaf, hash: hex(hash) }
    return { row: { ...kept, content: content === null ? null : JSON.stringify(content) }, after }
  })
  for (const page of pagesOf(rows))
    await trx
      .insertInto('change')
      .values(page.map(({ row }) => row))
      .execute()
  const peaks = JSON.stringify(frontier.peaks.map(hex))
  await trx
    .updateTable('ledger_head')
    .set({ size: frontier.size, peaks })
    .where('organisation_id', '=', organisation)
    .execute()
  return rows.map(({ after }) => after)
}

/** PostgreSQL takes at most 65535 parameters in a statement. */
const PAGE = 1000

/** The list in pieces that fit one statement. */
export function* pagesOf<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += PAGE) yield rows.slice(at, at + PAGE)
}

/** Waits until this transaction alone may change the organisation's records. */
export const lockLedger = async (scope: Scope): Promise<void> => void (await lockedFrontier(scope))

async function lockedFrontier({ organisation, trx }: Scope): Promise<Frontier> {
  const head = await trx
    .selectFrom('ledger_head')
    .select(['size', 'peaks'])
    .where('organisation_id', '=', organisation)
    .forUpdate()
    .executeTakeFirst()
  if (head === undefined) throw new Error(`the organisation ${organisation} has no ledger`)
  return frontierOf(head)
}

function frontierOf({ size, peaks }: { readonly size: number; readonly peaks: readonly string[] }): Frontier {
  if (peaks.length !== peakCount(size))
    throw new Error(`a ledger of ${size} entries has ${peaks.length} peaks, expected ${peakCount(size)}`)
  return { size, peaks: peaks.map((peak) => Buffer.from(peak, 'hex')) }
}

/** What a ledger is called in its checkpoints. */
export const originOf = (organisation: string): string => `akashi/${organisation}`

/** Signs the ledger as it stands, once for each size; gives back the note. */
export async function checkpoint(scope: Scope, signer: Signer, at: string): Promise<string> {
  const { organisation, trx } = scope
  const frontier = await lockedFrontier(scope)
  const stored = await trx
    .selectFrom('ledger_checkpoint')
    .select('note')
    .where('organisation_id', '=', organisation)
    .where('size', '=', frontier.size)
    .executeTakeFirst()
  if (stored !== undefined) return stored.note
  const note = signCheckpoint({ origin: originOf(organisation), size: frontier.size, root: rootOf(frontier) }, signer)
  await trx
    .insertInto('ledger_checkpoint')
    .values({ organisation_id: organisation, size: frontier.size, note, at })
    .execute()
  return note
}

/** The organisation's ledger as an export that verifies offline, with a checkpoint over all of it. */
export async function exportLedger(scope: Scope, signer: Signer, at: string): Promise<string> {
  await checkpoint(scope, signer, at)
  const { organisation, trx } = scope
  const notes = await trx
    .selectFrom('ledger_checkpoint')
    .select('note')
    .where('organisation_id', '=', organisation)
    .orderBy('size')
    .execute()
  const leaves = await trx
    .selectFrom('change')
    .select('leaf')
    .where('organisation_id', '=', organisation)
    .orderBy('index')
    .execute()
  const lines = exportLines(
    { origin: originOf(organisation), key: verifierKeyOf(signer), checkpoints: notes.map(({ note }) => note) },
    leaves.map(({ leaf }) => leaf),
  )
  return `${[...lines].join('\n')}\n`
}
