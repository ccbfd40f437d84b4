import type { Json } from '../base/canonical.ts'
import type { Kind } from '../isms/records/kinds.ts'
import { isFrozen } from '../isms/records/frozen.ts'
import { log, pagesOf } from './ledger.ts'
import type { Actor } from './ledger.ts'
import type { Scope } from './scope.ts'

type Body = { readonly [member: string]: Json }

/** A wish to change one record. `version` is the one that the wish was made on; a body has passed the schema of its kind. */
export type Change =
  | { readonly action: 'create'; readonly kind: Kind; readonly id: string; readonly body: object; readonly why: string }
  | {
      readonly action: 'update'
      readonly kind: Kind
      readonly id: string
      readonly body: object
      readonly version: number
      readonly why: string
    }
  | {
      readonly action: 'delete'
      readonly kind: Kind
      readonly id: string
      readonly version: number
      readonly why: string
    }

/** Why a change was not made: somebody was quicker, the record was approved, it is not there, or it is there already. */
export type Refusal = 'conflict' | 'frozen' | 'missing' | 'exists'

/** A change that cannot be made. Thrown, so that the transaction is undone: of several changes all happen or none. */
export class ChangeRefused extends Error {
  readonly refusal: Refusal
  readonly kind: Kind
  readonly id: string
  constructor(refusal: Refusal, { kind, id }: Pick<Change, 'kind' | 'id'>) {
    super(`${kind} ${id}: ${refusal}`)
    this.refusal = refusal
    this.kind = kind
    this.id = id
  }
}

interface Current {
  readonly version: number
  readonly digest: string
  readonly body: Body
}

/** Makes the changes, each with its entry in the ledger, in the scope's transaction. Throws ChangeRefused when one cannot be made. */
export async function change(scope: Scope, actor: Actor, changes: readonly Change[]): Promise<void> {
  const seen = new Set<string>()
  for (const one of changes) {
    if (seen.has(keyOf(one))) throw new Error(`${keyOf(one)} is changed twice at once`)
    seen.add(keyOf(one))
  }
  // The ledger's head is locked first, so that what is read here is what will be replaced.
  await scope.trx
    .selectFrom('ledger_head')
    .select('size')
    .where('organisation_id', '=', scope.organisation)
    .forUpdate()
    .execute()
  const current = await currentOf(scope, changes)
  for (const one of changes) refuse(one, current.get(keyOf(one)))
  const digests = await log(
    scope,
    actor,
    changes.map((one) => ({
      action: one.action,
      kind: one.kind,
      id: one.id,
      before: current.get(keyOf(one))?.digest ?? null,
      content: one.action === 'delete' ? null : plainOf(one.body),
      why: one.why,
    })),
  )
  await write(scope, actor, changes, digests)
  await remove(scope, changes)
}

// As JSON will keep it: without members that are undefined, so that the digest is of what is stored.
const plainOf = (body: object): Body => JSON.parse(JSON.stringify(body)) as Body

const keyOf = ({ kind, id }: Pick<Change, 'kind' | 'id'>): string => `${kind} ${id}`

async function currentOf(
  { organisation, trx }: Scope,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Current>> {
  const found = new Map<string, Current>()
  for (const kind of new Set(changes.map((one) => one.kind)))
    for (const page of pagesOf(changes.filter((one) => one.kind === kind).map(({ id }) => id))) {
      const rows = await trx
        .selectFrom('record')
        .select(['id', 'version', 'digest', 'body'])
        .where('organisation_id', '=', organisation)
        .where('kind', '=', kind)
        .where('id', 'in', [...page])
        .execute()
      for (const { id, ...row } of rows) found.set(keyOf({ kind, id }), row)
    }
  return found
}

function refuse(one: Change, current: Current | undefined): void {
  if (one.action === 'create') {
    if (current !== undefined) throw new ChangeRefused('exists', one)
    return
  }
  if (current === undefined) throw new ChangeRefused('missing', one)
  if (isFrozen(one.kind, current.body)) throw new ChangeRefused('frozen', one)
  if (current.version !== one.version) throw new ChangeRefused('conflict', one)
}

/** Creates and updates in one statement a page: what may be there and what may not was settled before, under the lock. */
async function write(
  { organisation, trx }: Scope,
  { by, at }: Actor,
  changes: readonly Change[],
  digests: readonly (string | null)[],
): Promise<void> {
  const rows = changes.flatMap((one, i) =>
    one.action === 'delete'
      ? []
      : [
          {
            organisation_id: organisation,
            kind: one.kind,
            id: one.id,
            version: one.action === 'create' ? 1 : one.version + 1,
            body: JSON.stringify(one.body),
            digest: digests[i] ?? '',
            created_at: at,
            updated_at: at,
            updated_by: by,
          },
        ],
  )
  for (const page of pagesOf(rows))
    await trx
      .insertInto('record')
      .values([...page])
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'kind', 'id']).doUpdateSet(({ ref }) => ({
          version: ref('excluded.version'),
          body: ref('excluded.body'),
          digest: ref('excluded.digest'),
          updated_at: ref('excluded.updated_at'),
          updated_by: ref('excluded.updated_by'),
        })),
      )
      .execute()
}

async function remove({ organisation, trx }: Scope, changes: readonly Change[]): Promise<void> {
  const gone = changes.filter(({ action }) => action === 'delete')
  for (const kind of new Set(gone.map((one) => one.kind)))
    for (const page of pagesOf(gone.filter((one) => one.kind === kind).map(({ id }) => id)))
      await trx
        .deleteFrom('record')
        .where('organisation_id', '=', organisation)
        .where('kind', '=', kind)
        .where('id', 'in', [...page])
        .execute()
}
